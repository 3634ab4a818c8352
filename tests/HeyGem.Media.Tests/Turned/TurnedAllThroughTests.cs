using System.Numerics;
using HeyGem.Core.Engines.Shape;

namespace HeyGem.Media.Tests.Turned;

/// <summary>Heads that are turned in every frame of a clip by a known angle, as the tracker sees them.</summary>
public sealed class TurnedAllThroughTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData(0, 30)]
    [InlineData(3, -50)]
    [InlineData(3, 40)]
    public void The_turn_is_read_although_no_frame_shows_the_face_from_the_front(int look, float degrees)
    {
        var clip = TurnedClip.Made(look, degrees, degrees, new Vector3(90, 120, 150));
        var shapes = FaceShapes.Of(TurnedClip.Track(clip.Frames), CancellationToken.None);

        float[] read = [.. Enumerable.Range(0, TurnedClip.Count).Where(shapes.Has).Select(i => shapes.Turn[i]).Order()];

        output.WriteLine($"{read[0]:F1} {read[read.Length / 2]:F1} {read[^1]:F1}, pose {shapes.Pose(10).YawDegrees:F1}");
        Assert.Equal(MathF.Abs(degrees), read[read.Length / 2], 5f);
    }
}
