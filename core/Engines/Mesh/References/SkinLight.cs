using System.Numerics;
using HeyGem.Core.Composite;
using HeyGem.Core.Engines.Mesh.Geometry;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Engines.Mesh.References;

/// <summary>
/// The light on one lower face: the colour of its skin at places that the mesh holds, so that two pictures of the face are compared place
/// by place, and the levels of the whole picture. Owns its buffers: one object a thread.
/// </summary>
internal sealed class SkinLight
{
    private const int Most = 25;

    private static readonly Vector3 _luma = new(0.2126f, 0.7152f, 0.0722f);

    private readonly Vector3[] _colours = new Vector3[Most];

    private PictureLevels _levels;

    /// <summary>Vertices on cheeks, chin and upper lip that are skin whatever the mouth does.</summary>
    private static ReadOnlySpan<int> Places =>
    [
        205, 425, 187, 411, 207, 427, 206, 426, 216, 436, 212, 432, 202, 422, 204, 424, 201, 421, 200, 199, 164, 92, 322, 165, 391,
    ];

    /// <summary>Reads a face's light.</summary>
    /// <param name="pixels">The picture; places outside it, or too near to its edge, do not count.</param>
    /// <param name="points">The face's mesh, frame pixels.</param>
    /// <param name="sight">What of the face can be seen.</param>
    /// <param name="unit">Pixels of one outer-eye distance.</param>
    /// <param name="levels">The whole picture's levels, grey levels.</param>
    public void Measure(RgbRegion pixels, ReadOnlySpan<Vector2> points, FaceSight sight, float unit, PictureLevels levels)
    {
        _levels = levels;
        var reach = Math.Max(1, (int)(LightTuning.PlaceReach * unit));
        for (var k = 0; k < Most; k++)
        {
            var vertex = Places[k];
            var isSeen = !sight.IsPartial || sight.Share[vertex] >= LightTuning.LeastSeen;
            _colours[k] = isSeen ? Mean(pixels, points[vertex], reach) : default;
        }
    }

    /// <summary>
    /// What brings another face's colours to this one's light; nothing where both are alike, or too few places are seen in both. The
    /// middle half of the places counts, ordered by their own ratio, so that a shadow on one side does not.
    /// </summary>
    public LightChange Over(SkinLight other)
    {
        Span<float> ratios = stackalloc float[Most];
        Span<int> places = stackalloc int[Most];
        var count = 0;
        for (var k = 0; k < Most; k++)
        {
            var (own, from) = (Vector3.Dot(_colours[k], _luma), Vector3.Dot(other._colours[k], _luma));
            if (own > 0 && from > LightTuning.LeastLuma)
            {
                ratios[count] = own / from;
                places[count++] = k;
            }
        }

        if (count < LightTuning.LeastPlaces)
        {
            return LightChange.None;
        }

        ratios[..count].Sort(places[..count]);
        Vector3 sum = default, otherSum = default;
        var middle = places[(count / 4)..(count - (count / 4))];
        foreach (var k in middle)
        {
            sum += _colours[k];
            otherSum += other._colours[k];
        }

        var light = Vector3.Clamp(
            sum / Vector3.Max(otherSum, Vector3.One), new Vector3(LightTuning.Least), new Vector3(LightTuning.Most));
        var off = MathF.Max(MathF.Abs(MathF.Log(light.X)), MathF.Max(MathF.Abs(MathF.Log(light.Y)), MathF.Abs(MathF.Log(light.Z))));
        light = Vector3.Lerp(Vector3.One, light, Smooth.Step(off, LightTuning.OffFrom, LightTuning.OffTo));
        var (veiled, trust) = WhiteVeil.Between(_levels, other._levels, sum / middle.Length, otherSum / middle.Length);
        return new LightChange(Vector3.Lerp(light, veiled.Factor, trust), trust * veiled.Veil);
    }

    /// <summary>The mean colour of a square; black where it does not lie in the picture.</summary>
    private static Vector3 Mean(RgbRegion pixels, Vector2 centre, int reach)
    {
        var rect = pixels.Rect;
        var (x, y) = ((int)MathF.Round(centre.X) - rect.X, (int)MathF.Round(centre.Y) - rect.Y);
        if (x < reach || y < reach || x >= rect.Width - reach || y >= rect.Height - reach)
        {
            return default;
        }

        Vector3 sum = default;
        for (var row = y - reach; row <= y + reach; row++)
        {
            for (var at = (row * rect.Width) + x - reach; at <= (row * rect.Width) + x + reach; at++)
            {
                sum += new Vector3(pixels.R[at], pixels.G[at], pixels.B[at]);
            }
        }

        return Vector3.Max(Vector3.Zero, sum / ((2 * reach) + 1) / ((2 * reach) + 1));
    }
}
