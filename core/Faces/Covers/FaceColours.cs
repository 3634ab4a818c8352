using System.Numerics;
using System.Runtime.CompilerServices;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Faces.Covers;

/// <summary>The colour of one frame's skin: median and spread over cheeks, forehead and nose. Owns its buffers.</summary>
internal sealed class FaceColours(YuvSpace space)
{
    private const int LeastSamples = 120;

    private static readonly (float X, float Y)[] _places = [.. Places()];

    private readonly float[][] _values = [new float[_places.Length], new float[_places.Length], new float[_places.Length]];
    private float _gain;
    private Vector3 _median;
    private Vector3 _spread;

    /// <summary>Measures a frame; false where there is too little skin, or light, to judge by.</summary>
    public bool Measure(Frame frame, CoverGrid grid)
    {
        var reader = new SampleReader(frame, space);
        var count = 0;
        foreach (var (x, y) in _places)
        {
            if (reader.TryRead(grid.ToFrame(x, y), out var colour))
            {
                (_values[0][count], _values[1][count], _values[2][count]) = (colour.X, colour.Y, colour.Z);
                count++;
            }
        }

        if (count < LeastSamples)
        {
            return false;
        }

        var luma = Median(_values[0].AsSpan(0, count));
        _gain = CoverTuning.SkinLuma / MathF.Max(1, luma);
        (_median, _spread) = (default, default);
        for (var c = 0; c < 3; c++)
        {
            var values = _values[c].AsSpan(0, count);
            _median[c] = Median(values) * _gain;
            foreach (ref var value in values)
            {
                value = MathF.Abs((value * _gain) - _median[c]);
            }

            _spread[c] = MathF.Max(c == 0 ? 8 : 2, 1.48f * Median(values));
        }

        return luma is >= CoverTuning.LeastLuma and <= CoverTuning.MostLuma;
    }

    /// <summary>How far a colour (luma, Cb, Cr) is from any that this skin, its lips and its shadows have; 0 for those.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Distance(Vector3 colour)
    {
        var d = (colour * _gain) - _median;
        var red = MathF.Max(0, MathF.Max(-d.Z - (3 * _spread.Z), d.Z - 28));
        var blue = MathF.Max(0, MathF.Abs(d.Y) - (3 * _spread.Y) - 2);
        var luma = MathF.Max(0, MathF.Max(d.X - (3 * _spread.X) - 25, -d.X - (3 * _spread.X) - 60));
        return MathF.Sqrt((2.56f * ((red * red) + (blue * blue))) + (0.25f * luma * luma));
    }

    /// <summary>
    /// How much less colour, for its brightness, a place has than skin: black, grey and white things, and also hair and teeth. Shadow keeps
    /// the share of colour. On the scale of <see cref="Distance"/>; 0 for skin, and where skin itself is grey.
    /// </summary>
    public float Greyness(Vector3 colour)
    {
        Vector2 skin = new(_median.Y, _median.Z);
        if (skin.Length() < CoverTuning.LeastChroma)
        {
            return 0;
        }

        var own = new Vector2(colour.Y, colour.Z) * _gain;
        var luma = MathF.Max(colour.X * _gain, CoverTuning.DarkLuma);
        var share = Vector2.Dot(own, skin) / skin.LengthSquared() * (_median.X / luma);
        return CoverTuning.GreyScale * MathF.Max(0, 1 - CoverTuning.LeastGrey - share);
    }

    private static float Median(Span<float> values)
    {
        values.Sort();
        return values[values.Length / 2];
    }

    private static IEnumerable<(float X, float Y)> Places()
    {
        const float step = 2f / CoverGrid.PerUnit;
        for (var y = -0.40f; y < 0.40f; y += step)
        {
            for (var x = -0.48f; x < 0.48f; x += step)
            {
                var across = MathF.Abs(x);
                var cheek = y is >= 0.185f and < 0.40f && across is > 0.20f and < 0.48f;
                var forehead = y < -0.155f && across < 0.278f;
                var nose = y is >= 0.03f and < 0.31f && across < 0.062f;
                if (cheek || forehead || nose)
                {
                    yield return (x, y);
                }
            }
        }
    }
}
