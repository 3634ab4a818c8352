using System.Numerics;
using HeyGem.Core.Composite;
using HeyGem.Core.Engines;
using HeyGem.Core.Engines.Mesh;
using HeyGem.Core.Engines.Mesh.Targets;
using HeyGem.Core.Engines.Shape;
using HeyGem.Core.Faces;
using HeyGem.Core.Faces.Track;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;
using HeyGem.Testing;
using HeyGem.Testing.Performer;

namespace HeyGem.Media.Tests.Turned;

/// <summary>
/// Heads turned in space by known angles, looked at and drawn as a render would: the drawn performer's face on a mesh, before a wall of a
/// strong hue. What of each pixel is head is known.
/// </summary>
public sealed class TurningMouthTests(ITestOutputHelper output)
{
    private const int Size = 480;
    private const int Count = 40;
    private static readonly FrameRate _rate = FrameRate.Of(25, 1);
    private static readonly FrameRange _all = new(0, Count);

    public static TheoryData<int, float, float, float[]> Clips => new()
    {
        { 0, 25, 48, [40, 150, 60] },
        { 2, -25, -48, [40, 90, 190] },
        { 3, 38, 45, [170, 60, 200] },
    };

    [Theory]
    [MemberData(nameof(Clips))]
    public void No_colour_of_the_wall_enters_a_turned_face_and_its_mouth_is_as_sharp(int look, float from, float to, float[] wall)
    {
        var clip = Made(look, from, to, new Vector3(wall[0], wall[1], wall[2]));
        var track = Track(clip.Frames);
        var mouth = Mouth(track, clip.Frames);
        using var painter = mouth.CreatePainter();
        var landmarks = new Vector3[FaceTrack.LandmarkCount];
        var (own, made) = (new List<float>(), new List<float>());
        var drawn = 0;
        var sharp = new List<float>();
        for (var i = 0; i < Count; i++)
        {
            using var frame = Copy(clip.Frames[i]);
            var outcome = painter.Paint(new MouthFrame(frame, i, i));
            Assert.True(track.HasFace(i), $"no face at {clip.Degrees[i]:F0} degrees");
            track.Landmarks(i, landmarks);
            var unit = Vector3.Distance(landmarks[FaceIndices.LeftEye], landmarks[FaceIndices.RightEye]);
            var rows = ((int)landmarks[2].Y, (int)((landmarks[17].Y + landmarks[FaceIndices.Chin].Y) / 2));
            AddTowardsWall(clip.Frames[i], frame, clip.Heads[i], rows, own, made);
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

    /// <summary>How far the chroma of each pixel well inside the head lies towards the wall's, as it was and as it is drawn.</summary>
    private static void AddTowardsWall(
        Frame source, Frame drawn, float[] head, (int Top, int Bottom) rows, List<float> own, List<float> made)
    {
        Vector2 wall = default;
        for (var at = 0; at < head.Length; at++)
        {
            wall += head[at] == 0 ? Chroma(source, at) : default;
        }

        wall = Vector2.Normalize(wall);
        for (var y = rows.Top; y < rows.Bottom; y++)
        {
            for (var x = 4; x < Size - 4; x++)
            {
                var at = (y * Size) + x;
                if (head[at] == 1 && head[at - 4] == 1 && head[at + 4] == 1 && head[at - (4 * Size)] == 1 && head[at + (4 * Size)] == 1)
                {
                    own.Add(Vector2.Dot(Chroma(source, at), wall));
                    made.Add(Vector2.Dot(Chroma(drawn, at), wall));
                }
            }
        }
    }

    private static Vector2 Chroma(Frame frame, int at) => new(frame.Plane(1)[at] - 128, frame.Plane(2)[at] - 128);

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

    private static FaceTrack Track(IEnumerable<Frame> frames)
    {
        using var tracker = new FaceTracker(FaceModelsForTests.Shared, _all, _rate, YuvSpace.Bt709, FaceChoice.Auto);
        foreach (var frame in frames)
        {
            tracker.Push(frame);
        }

        return tracker.Finish();
    }

    private static Frame Copy(Frame frame)
    {
        var copy = new FramePool(frame.Layout, frame.Width, frame.Height).Rent();
        frame.Bytes.CopyTo(copy.Bytes);
        return copy;
    }

    /// <summary>A talking performer turned from one angle to another, degrees.</summary>
    private static (Frame[] Frames, float[][] Heads, float[] Degrees) Made(int look, float from, float to, Vector3 wall)
    {
        var scene = PerformerClip.Talker(Size, Size, look);
        var pool = new FramePool(new PixelLayout(ChromaLayout.Yuv444, 8), Size, Size);
        Frame[] flat = [.. Enumerable.Range(0, Count).Select(i => scene.Render(i, pool, YuvSpace.Bt709))];
        var track = Track(flat);
        var shapes = FaceShapes.Of(track, CancellationToken.None);
        var turning = new TurningHead(Size, Size, wall);
        var (frames, heads, degrees) = (new Frame[Count], new float[Count][], new float[Count]);
        var (seen, local) = (new Vector3[FaceTrack.LandmarkCount], new Vector3[FaceTrack.LandmarkCount]);
        var region = new RgbRegion();
        for (var i = 0; i < Count; i++)
        {
            new RegionReader().Read(flat[i], YuvSpace.Bt709, new PixelRect(0, 0, Size, Size), region);
            track.Landmarks(i, seen);
            shapes.Local(i, local);
            degrees[i] = float.Lerp(from, to, i / (Count - 1f));
            var turn = Quaternion.CreateFromYawPitchRoll(degrees[i] * MathF.PI / 180, 0, 0.02f * MathF.Sin(i * 0.2f));
            var (picture, head) = turning.Draw(region, seen, local, new FacePose(120, turn, new Vector3(Size / 2f, 0.36f * Size, 0)));
            (frames[i], heads[i]) = (pool.Rent(), head);
            frames[i].Index = i;
            PlanesOf.Rgb(picture, frames[i], YuvSpace.Bt709);
        }

        return (frames, heads, degrees);
    }
}
