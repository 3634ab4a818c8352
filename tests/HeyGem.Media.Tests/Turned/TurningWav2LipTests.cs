using System.Numerics;
using HeyGem.Core.Composite;
using HeyGem.Core.Engines;
using HeyGem.Core.Faces;
using HeyGem.Core.Frames;
using HeyGem.Media.Tests.Wav2Lip;

namespace HeyGem.Media.Tests.Turned;

/// <summary>Turned heads drawn by a Wav2Lip-class model that smears the wall into the face.</summary>
public sealed class TurningWav2LipTests(MediaFixture media, ITestOutputHelper output)
{
    private static readonly PixelRect _picture = new(0, 0, TurnedClip.Size, TurnedClip.Size);

    [Theory]
    [MemberData(nameof(TurnedClip.All), MemberType = typeof(TurnedClip))]
    public void No_colour_of_the_wall_that_a_model_drew_enters_a_turned_face(int look, float from, float to, float[] wall)
    {
        var clip = TurnedClip.Made(look, from, to, new Vector3(wall[0], wall[1], wall[2]));
        var track = TurnedClip.Track(clip.Frames);
        using var model = new DrawnOver(media);
        var plan = model.Plan(track);
        using var painter = plan.CreatePainter();
        var landmarks = new Vector3[FaceTrack.LandmarkCount];
        var (own, made) = (new List<float>(), new List<float>());
        var (turned, drawn) = (0, 0);
        var lips = new float[TurnedClip.Size * TurnedClip.Size];
        var (lip, lipChanged) = (0, 0);
        for (var i = 0; i < TurnedClip.Count; i++)
        {
            using var frame = TurnedClip.Copy(clip.Frames[i]);
            var outcome = DrawnOver.Draw(plan, painter, frame, i);
            track.Landmarks(i, landmarks);
            clip.AddTowardsWall(i, frame, ((int)landmarks[2].Y, (int)((landmarks[17].Y + landmarks[FaceIndices.Chin].Y) / 2)), own, made);
            PolygonMask.Fill([.. FaceIndices.OuterLip.ToArray().Select(v => new Vector2(landmarks[v].X, landmarks[v].Y))], _picture, lips);
            for (var at = 0; at < lips.Length && MathF.Abs(clip.Degrees[i]) < 42; at++)
            {
                lip += lips[at] > 0.5f ? 1 : 0;
                lipChanged += lips[at] > 0.5f && Math.Abs(frame.Plane(0)[at] - clip.Frames[i].Plane(0)[at]) > 2 ? 1 : 0;
            }

            turned += MathF.Abs(clip.Degrees[i]) < 45 ? 1 : 0;
            drawn += MathF.Abs(clip.Degrees[i]) < 45 && outcome == FrameOutcome.Rendered ? 1 : 0;
        }

        // The match of the border's colour may tint a little beside the chin, which has the wall below it.
        var (low, high) = (own.Min() - 6, own.Max() + 6);
        var odd = made.Count(m => m < low || m > high);
        var changed = made.Zip(own).Count(pair => pair.First != pair.Second);
        output.WriteLine($"{odd} of {made.Count} pixels, {changed} changed; {drawn} of {turned} drawn, lips {lipChanged} of {lip}");
        Assert.Equal(turned, drawn);
        Assert.True(changed > made.Count / 10, $"only {changed} pixels were drawn");
        Assert.InRange(odd, 0, made.Count / 20000);
        Assert.InRange(lipChanged, 0.85 * lip, lip);
    }
}
