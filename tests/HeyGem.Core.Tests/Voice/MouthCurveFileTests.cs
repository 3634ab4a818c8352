using HeyGem.Core.Voice;

namespace HeyGem.Core.Tests.Voice;

public sealed class MouthCurveFileTests
{
    [Fact]
    public void A_curve_comes_back_as_it_was()
    {
        var random = new Random(7);
        float[] Values() => [.. Enumerable.Range(0, 123).Select(_ => random.NextSingle())];
        var curve = new MouthCurve
        {
            Opening = Values(),
            Width = Values(),
            Rounding = Values(),
            Closure = Values(),
            Labiodental = Values(),
            Silence = Values()
        };
        using var stream = new MemoryStream();

        MouthCurveFile.Save(curve, stream);
        stream.Position = 0;
        var read = MouthCurveFile.TryLoad(stream)!;

        Assert.Equal(curve.Opening, read.Opening);
        Assert.Equal(curve.Width, read.Width);
        Assert.Equal(curve.Rounding, read.Rounding);
        Assert.Equal(curve.Closure, read.Closure);
        Assert.Equal(curve.Labiodental, read.Labiodental);
        Assert.Equal(curve.Silence, read.Silence);
    }

    [Fact]
    public void Something_else_is_not_a_curve()
    {
        Assert.Null(MouthCurveFile.TryLoad(new MemoryStream([1, 2, 3])));
        Assert.Null(MouthCurveFile.TryLoad(new MemoryStream(new byte[64])));
    }
}
