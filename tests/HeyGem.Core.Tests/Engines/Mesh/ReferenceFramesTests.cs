using HeyGem.Core.Engines.Mesh;

namespace HeyGem.Core.Tests.Engines.Mesh;

public sealed class ReferenceFramesTests
{
    [Fact]
    public void Frames_much_sharper_than_the_clip_lend_nothing()
    {
        // Two frames of fingers that no mask was found for: of all they are the sharpest, which a reference should be.
        bool Fingers(int frame) => frame is 37 or 52;
        var track = MadeFace.Track(
            80, i => MathF.Max(0, 0.07f + (0.08f * MathF.Sin(i / 4f))), i => 0.5f + (0.04f * MathF.Sin(i / 7f)),
            sharpness: i => Fingers(i) ? 25 : i is 38 or 53 ? 15 : 10);

        var keys = MeshClip.Analyse(track, TestContext.Current.CancellationToken).Keys;

        Assert.NotEmpty(keys.Inner);
        Assert.DoesNotContain(keys.Lips.Concat(keys.Inner), Fingers);
        Assert.Contains(keys.Lips.Concat(keys.Inner), i => i is 38 or 53);
    }
}
