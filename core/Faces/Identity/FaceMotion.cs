using System.Numerics;

namespace HeyGem.Core.Faces.Identity;

/// <summary>
/// Tells a living face from a photograph on a wall or a screen: a picture is only shifted, turned and scaled, by the camera; what then is
/// left of the movement of the landmarks is the mesh's own tremble, of which means over some frames take most away.
/// </summary>
internal static class FaceMotion
{
    private const double WindowSeconds = 0.25;
    private const int MostWindows = 80;

    /// <summary>
    /// How a face moves besides shift, turn and size: the upper quartile of the distances of its mean shapes half a second apart, in
    /// outer-eye distances; 0 where there are too few frames.
    /// </summary>
    /// <param name="frames">The face's frames.</param>
    /// <param name="from">The first of them that counts.</param>
    /// <param name="to">The first that does not.</param>
    /// <param name="rate">Frames a second.</param>
    public static float Of(FaceFrames frames, int from, int to, double rate)
    {
        var length = Math.Max(1, (int)Math.Round(WindowSeconds * rate));
        var windows = (to - from) / length;
        var first = Enumerable.Range(from, Math.Max(0, to - from)).FirstOrDefault(frames.Has, -1);
        if (first < 0 || windows < 3)
        {
            return 0;
        }

        var still = new Vector3[FaceTrack.LandmarkCount];
        frames.Read(first, still);
        var means = new List<Vector2[]?>();
        for (var w = 0; w < Math.Min(windows, MostWindows); w++)
        {
            // A long shot is looked at here and there, two windows that belong together at a time.
            var at = windows <= MostWindows ? w : (w / 4 * 4 * (windows - 4) / (MostWindows - 4)) + (w % 4);
            means.Add(Mean(frames, from + (at * length), length, still));
        }

        List<float> moved = [];
        for (var w = 2; w < means.Count; w++)
        {
            if (means[w - 2] is { } before && means[w] is { } after && (windows <= MostWindows || w % 4 >= 2))
            {
                moved.Add(Distance(before, after));
            }
        }

        moved.Sort();
        var eyes = still[FaceIndices.RightEye] - still[FaceIndices.LeftEye];
        return moved.Count == 0 ? 0 : moved[moved.Count * 3 / 4] / MathF.Max(1, new Vector2(eyes.X, eyes.Y).Length());
    }

    /// <summary>The mean shape of a window, laid on a still one; null where half of its frames have no face.</summary>
    private static Vector2[]? Mean(FaceFrames frames, int from, int length, ReadOnlySpan<Vector3> still)
    {
        var (mean, count) = (new Vector2[FaceTrack.LandmarkCount], 0);
        Span<Vector3> shape = stackalloc Vector3[FaceTrack.LandmarkCount];
        for (var i = from; i < from + length; i++)
        {
            if (frames.Has(i))
            {
                frames.Read(i, shape);
                AddLaid(shape, still, mean);
                count++;
            }
        }

        for (var p = 0; p < mean.Length; p++)
        {
            mean[p] /= Math.Max(1, count);
        }

        return 2 * count >= length ? mean : null;
    }

    /// <summary>Adds a shape after the best shift, turn and scale.</summary>
    private static void AddLaid(ReadOnlySpan<Vector3> shape, ReadOnlySpan<Vector3> still, Span<Vector2> sum)
    {
        var (middle, target) = (Middle(shape), Middle(still));
        double size = 0, real = 0, imaginary = 0;
        for (var i = 0; i < shape.Length; i++)
        {
            var a = Flat(shape[i]) - middle;
            var b = Flat(still[i]) - target;
            size += a.LengthSquared();
            real += (a.X * b.X) + (a.Y * b.Y);
            imaginary += (a.X * b.Y) - (a.Y * b.X);
        }

        var (cos, sin) = ((float)(real / Math.Max(size, 1e-9)), (float)(imaginary / Math.Max(size, 1e-9)));
        for (var i = 0; i < shape.Length; i++)
        {
            var a = Flat(shape[i]) - middle;
            sum[i] += new Vector2((cos * a.X) - (sin * a.Y), (sin * a.X) + (cos * a.Y));
        }
    }

    private static float Distance(ReadOnlySpan<Vector2> a, ReadOnlySpan<Vector2> b)
    {
        var sum = 0f;
        for (var i = 0; i < a.Length; i++)
        {
            sum += Vector2.DistanceSquared(a[i], b[i]);
        }

        return MathF.Sqrt(sum / a.Length);
    }

    private static Vector2 Middle(ReadOnlySpan<Vector3> points)
    {
        var sum = Vector2.Zero;
        foreach (var p in points)
        {
            sum += Flat(p);
        }

        return sum / points.Length;
    }

    private static Vector2 Flat(Vector3 p) => new(p.X, p.Y);
}
