using System.Numerics;
using HeyGem.Core.Composite;
using HeyGem.Core.Engines;
using HeyGem.Core.Engines.Mesh;
using HeyGem.Core.Engines.Mesh.Targets;
using HeyGem.Core.Faces;
using HeyGem.Core.Frames;

namespace HeyGem.Media.Tests.Turned;

/// <summary>
/// Heads turned in space by known angles, looked at and drawn as a render would: the drawn performer's face on a mesh, before a wall of a
/// strong hue. What of each pixel is head is known.
/// </summary>
public sealed class TurningMouthTests(ITestOutputHelper output)
{
    private const int Size = TurnedClip.Size;
    private const int Count = TurnedClip.Count;

    [Theory]
    [MemberData(nameof(TurnedClip.All), MemberType = typeof(TurnedClip))]
    public void No_colour_of_the_wall_enters_a_turned_face_and_its_mouth_is_as_sharp(int look, float from, float to, float[] wall)
    {
        var clip = TurnedClip.Made(look, from, to, new Vector3(wall[0], wall[1], wall[2]));
        var track = TurnedClip.Track(clip.Frames);
        var mouth = Mouth(track, clip.Frames);
        using var painter = mouth.CreatePainter();
        var landmarks = new Vector3[FaceTrack.LandmarkCount];
        var (own, made) = (new List<float>(), new List<float>());
        var drawn = 0;
        var sharp = new List<float>();
        for (var i = 0; i < Count; i++)
        {
            using var frame = TurnedClip.Copy(clip.Frames[i]);
            var outcome = painter.Paint(new MouthFrame(frame, i, i));
            Assert.True(track.HasFace(i), $"no face at {clip.Degrees[i]:F0} degrees");
            track.Landmarks(i, landmarks);
            var unit = Vector3.Distance(landmarks[FaceIndices.LeftEye], landmarks[FaceIndices.RightEye]);
            var rows = ((int)landmarks[2].Y, (int)((landmarks[17].Y + landmarks[FaceIndices.Chin].Y) / 2));
            clip.AddTowardsWall(i, frame, rows, own, made);
            if (MathF.Abs(clip.Degrees[i]) is > 37 and < 46)
            {
                drawn += outcome is FrameOutcome.Rendered ? 1 : 0;
                sharp.Add(Detail(frame, landmarks, unit, clip.Heads[i]) / Detail(clip.Frames[i], landmarks, unit, clip.Heads[i]));
            }
        }

        // Teeth and the dark between the lips are the head's own as well, if not in every frame.
        var (low, high) = (own.Min() - 2, own.Max() + 2);
        var odd = made.Count(m => m < low || m > high);
        output.WriteLine($"{odd} of {made.Count} pixels, {drawn} of {sharp.Count} drawn, sharpness {sharp.Average():F2}");
        Assert.Equal(sharp.Count, drawn);
        Assert.InRange(odd, 0, made.Count / 20000);
        Assert.True(sharp.Average() >= 0.85f, $"sharpness {sharp.Average():F2}");
    }

    /// <summary>Mean size of the Laplacian about the mouth, within the head.</summary>
    private static float Detail(Frame frame, Vector3[] landmarks, float unit, float[] head)
    {
        var middle = (landmarks[13] + landmarks[14]) / 2;
        var luma = new float[Size * Size];
        var weights = new float[luma.Length];
        for (var at = 0; at < luma.Length; at++)
        {
            luma[at] = frame.Plane(0)[at];
            var (x, y) = (at % Size, at / Size);
            var near = MathF.Abs(x - middle.X) < 0.35f * unit && y > middle.Y - (0.2f * unit) && y < middle.Y + (0.3f * unit);
            weights[at] = near && head[at - 3] == 1 && head[at + 3] == 1 ? 1 : 0;
        }

        return Sharpness.MeanLaplacian(luma, Size, Size, weights);
    }

    private static MeshMouth Mouth(FaceTrack track, Frame[] frames)
    {
        var clip = MeshClip.Analyse(track, CancellationToken.None);
        int[] all = [.. Enumerable.Range(0, Count)];
        var targets = MouthTargets.Exact(
            [.. all.Select(i => 0.07f + (0.07f * MathF.Sin(i * 0.7f)))], [.. all.Select(_ => clip.Range.WidthMedian)], all);
        var mouth = new MeshMouth(clip, targets, YuvSpace.Bt709);
        foreach (var i in mouth.ReferenceFrames)
        {
            mouth.AddReference(frames[i], i);
        }

        mouth.Complete(CancellationToken.None);
        return mouth;
    }
}
