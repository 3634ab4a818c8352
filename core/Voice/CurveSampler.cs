namespace HeyGem.Core.Voice;

/// <summary>
/// Reads a 50 Hz curve at the frames of a clip: under 40 frames a second with a raised cosine one frame wide on each side, so that what a
/// frame cannot show does not flicker, and above that with a cubic through the samples.
/// </summary>
internal readonly struct CurveSampler
{
    private const double InterpolateFrom = 40;
    private readonly double _halfWidth;

    /// <summary>Makes a sampler for a frame rate in frames a second.</summary>
    public CurveSampler(double framesPerSecond)
    {
        _halfWidth = framesPerSecond < InterpolateFrom ? MouthCurve.RateHz / framesPerSecond : 0;
    }

    /// <summary>The curve at a time in seconds; beyond its ends the end value holds.</summary>
    public float At(float[] curve, double seconds)
    {
        var place = Math.Clamp(seconds * MouthCurve.RateHz, 0, curve.Length - 1);
        return _halfWidth > 0 ? Average(curve, place) : Cubic(curve, place);
    }

    /// <summary>The cubic (Catmull-Rom) through a curve's samples at a place between 0 and its last sample.</summary>
    public static float Cubic(float[] curve, double place)
    {
        var k = (int)place;
        var x = (float)(place - k);
        var last = curve.Length - 1;
        float a = curve[Math.Max(0, k - 1)], b = curve[k], c = curve[Math.Min(last, k + 1)], d = curve[Math.Min(last, k + 2)];
        return b + (0.5f * x * (c - a + (x * ((2 * a) - (5 * b) + (4 * c) - d + (x * ((3 * (b - c)) + d - a))))));
    }

    private float Average(float[] curve, double place)
    {
        double sum = 0, weights = 0;
        for (var k = (int)Math.Ceiling(place - _halfWidth); k <= place + _halfWidth; k++)
        {
            var weight = 1 + Math.Cos(Math.PI * (k - place) / _halfWidth);
            sum += weight * curve[Math.Clamp(k, 0, curve.Length - 1)];
            weights += weight;
        }

        return (float)(sum / weights);
    }
}
