using System.Numerics;
using HeyGem.Core.Composite;
using HeyGem.Core.Faces;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Engines.Mesh.Teeth;

/// <summary>Takes the colours for a drawn mouth from one frame of the clip. Runs once a clip; may allocate.</summary>
internal static class MouthColourProbe
{
    /// <summary>Skin beside the mouth, on the chin and the cheeks.</summary>
    private static ReadOnlySpan<int> SkinPoints => [205, 425, 200, 187, 411, 199];

    private static ReadOnlySpan<int> LeftEye => [33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246];

    private static ReadOnlySpan<int> RightEye => [362, 382, 381, 380, 374, 373, 390, 249, 263, 466, 388, 387, 386, 385, 384, 398];

    /// <summary>Measures a frame whose mouth is closed or nearly so.</summary>
    /// <param name="pixels">The face from the nose down at least; when it holds the eyes too, their white is used.</param>
    /// <param name="points">The frame's landmarks in frame pixels, at least 468.</param>
    /// <param name="unit">Pixels of one outer-eye distance.</param>
    public static MouthColours Measure(RgbRegion pixels, ReadOnlySpan<Vector2> points, float unit)
    {
        var mask = new float[pixels.Count];
        var inner = new float[pixels.Count];
        Outline(points, FaceIndices.OuterLip, pixels.Rect, mask);
        Outline(points, FaceIndices.InnerLip, pixels.Rect, inner);
        for (var i = 0; i < mask.Length; i++)
        {
            mask[i] -= inner[i];
        }

        var lip = Mean(pixels, mask, ColourTuning.LipShare) ?? ColourTuning.UsualLip;
        Array.Clear(mask);
        foreach (var v in SkinPoints)
        {
            Disc(mask, pixels.Rect, points[v], ColourTuning.SkinRadius * unit);
        }

        var skin = Mean(pixels, mask, ColourTuning.SkinShare) ?? (lip * ColourTuning.SkinOverLip);
        return new MouthColours(lip, skin, White(pixels, points), Grain(pixels, mask));
    }

    private static void Outline(ReadOnlySpan<Vector2> points, ReadOnlySpan<int> vertices, PixelRect rect, Span<float> mask)
    {
        Span<Vector2> polygon = stackalloc Vector2[vertices.Length];
        for (var k = 0; k < vertices.Length; k++)
        {
            polygon[k] = points[vertices[k]];
        }

        PolygonMask.Fill(polygon, rect, mask);
    }

    private static Vector3? Mean(RgbRegion pixels, ReadOnlySpan<float> mask, float least)
    {
        Vector3 sum = default;
        var count = 0;
        for (var i = 0; i < mask.Length; i++)
        {
            if (mask[i] >= least)
            {
                sum += new Vector3(pixels.R[i], pixels.G[i], pixels.B[i]);
                count++;
            }
        }

        return count >= ColourTuning.LeastPixels ? sum / count : null;
    }

    private static void Disc(Span<float> mask, PixelRect rect, Vector2 centre, float radius)
    {
        for (var i = 0; i < mask.Length; i++)
        {
            var place = new Vector2(rect.X + (i % rect.Width), rect.Y + (i / rect.Width));
            mask[i] = Vector2.DistanceSquared(place, centre) < radius * radius ? 1 : mask[i];
        }
    }

    /// <summary>The brightest third of what is least coloured within the eyes; null when they are not in the region or too small.</summary>
    private static Vector3? White(RgbRegion pixels, ReadOnlySpan<Vector2> points)
    {
        var left = new float[pixels.Count];
        var right = new float[pixels.Count];
        Outline(points, LeftEye, pixels.Rect, left);
        Outline(points, RightEye, pixels.Rect, right);
        var inside = Enumerable.Range(0, left.Length).Where(i => left[i] + right[i] > ColourTuning.EyeShare)
            .Select(i => new Vector3(pixels.R[i], pixels.G[i], pixels.B[i])).ToArray();
        if (inside.Length < ColourTuning.LeastEyePixels)
        {
            return null;
        }

        var bright = inside.OrderByDescending(c => c.X + c.Y + c.Z).Skip(inside.Length / 50).Take(inside.Length / 3);
        var white = bright.OrderBy(c => MathF.Max(c.X, MathF.Max(c.Y, c.Z)) - MathF.Min(c.X, MathF.Min(c.Y, c.Z))).Take(inside.Length / 6)
            .ToArray();
        return white.Aggregate(Vector3.Zero, (sum, c) => sum + c) / white.Length;
    }

    /// <summary>
    /// Noise of flat skin after Immerkaer 1996 ("Fast noise variance estimation"), green plane, textured places left out.
    /// </summary>
    private static float Grain(RgbRegion pixels, ReadOnlySpan<float> mask)
    {
        var width = pixels.Rect.Width;
        var sizes = new List<float>();
        for (var i = width + 1; i < mask.Length - width - 1; i++)
        {
            if (mask[i] > 0 && mask[i - width - 1] > 0 && mask[i + width + 1] > 0)
            {
                var g = pixels.G;
                sizes.Add(MathF.Abs(
                    g[i - width - 1] + g[i - width + 1] + g[i + width - 1] + g[i + width + 1]
                    - (2 * (g[i - 1] + g[i + 1] + g[i - width] + g[i + width])) + (4 * g[i])));
            }
        }

        if (sizes.Count < ColourTuning.LeastGrainPixels)
        {
            return 0;
        }

        sizes.Sort();
        return Math.Clamp(sizes[sizes.Count / 2] / (ColourTuning.MedianOfNormal * ColourTuning.MaskGain), 0, ColourTuning.MostGrain);
    }
}
