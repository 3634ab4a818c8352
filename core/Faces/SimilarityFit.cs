using System.Numerics;

namespace HeyGem.Core.Faces;

/// <summary>
/// The similarity (scale, rotation, translation) that carries one set of points nearest to another in the least-squares sense
/// (Umeyama 1991). The rotation comes from the largest eigenvector of Horn's 4 x 4 matrix (Horn 1987), which can never be a mirror.
/// </summary>
internal static class SimilarityFit
{
    /// <summary>Fits <paramref name="from"/> to <paramref name="to"/> over the given indices.</summary>
    /// <param name="from">Points in the first space.</param>
    /// <param name="to">The same points in the second space.</param>
    /// <param name="indices">Which points count.</param>
    public static FacePose Fit(ReadOnlySpan<Vector3> from, ReadOnlySpan<Vector3> to, ReadOnlySpan<int> indices)
    {
        Vector3 meanFrom = default, meanTo = default;
        foreach (var i in indices)
        {
            meanFrom += from[i];
            meanTo += to[i];
        }

        meanFrom /= indices.Length;
        meanTo /= indices.Length;

        double xx = 0, xy = 0, xz = 0, yx = 0, yy = 0, yz = 0, zx = 0, zy = 0, zz = 0, spread = 0;
        foreach (var i in indices)
        {
            var a = from[i] - meanFrom;
            var b = to[i] - meanTo;
            spread += a.LengthSquared();
            xx += a.X * b.X;
            xy += a.X * b.Y;
            xz += a.X * b.Z;
            yx += a.Y * b.X;
            yy += a.Y * b.Y;
            yz += a.Y * b.Z;
            zx += a.Z * b.X;
            zy += a.Z * b.Y;
            zz += a.Z * b.Z;
        }

        Span<double> horn =
        [
            xx + yy + zz, yz - zy, zx - xz, xy - yx,
            yz - zy, xx - yy - zz, xy + yx, zx + xz,
            zx - xz, xy + yx, yy - xx - zz, yz + zy,
            xy - yx, zx + xz, yz + zy, zz - xx - yy,
        ];
        var top = LargestEigenvector(horn, out var eigenvalue);
        var rotation = Quaternion.Normalize(new Quaternion((float)top.X, (float)top.Y, (float)top.Z, (float)top.W));

        // The eigenvalue is the sum of b . R a, so scale needs no second pass.
        var scale = spread > 0 ? (float)(eigenvalue / spread) : 1;
        return new FacePose(scale, rotation, meanTo - (scale * Vector3.Transform(meanFrom, rotation)));
    }

    private static (double X, double Y, double Z, double W) LargestEigenvector(Span<double> m, out double eigenvalue)
    {
        Span<double> v = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1];
        for (var sweep = 0; sweep < 30; sweep++)
        {
            double off = 0, on = 0;
            for (var p = 0; p < 4; p++)
            {
                on += m[5 * p] * m[5 * p];
                for (var q = p + 1; q < 4; q++)
                {
                    off += m[(4 * p) + q] * m[(4 * p) + q];
                }
            }

            if (off <= 1e-24 * on)
            {
                break;
            }

            for (var p = 0; p < 3; p++)
            {
                for (var q = p + 1; q < 4; q++)
                {
                    Rotate(m, v, p, q);
                }
            }
        }

        var best = 0;
        for (var i = 1; i < 4; i++)
        {
            best = m[5 * i] > m[5 * best] ? i : best;
        }

        eigenvalue = m[5 * best];
        return (v[4 + best], v[8 + best], v[12 + best], v[best]);
    }

    /// <summary>One Jacobi rotation that clears element (p, q).</summary>
    private static void Rotate(Span<double> m, Span<double> v, int p, int q)
    {
        var apq = m[(4 * p) + q];
        if (apq == 0)
        {
            return;
        }

        var theta = (m[5 * q] - m[5 * p]) / (2 * apq);
        var t = Math.CopySign(1, theta) / (Math.Abs(theta) + Math.Sqrt((theta * theta) + 1));
        var c = 1 / Math.Sqrt((t * t) + 1);
        var s = t * c;
        for (var k = 0; k < 4; k++)
        {
            (m[(4 * k) + p], m[(4 * k) + q]) =
                ((c * m[(4 * k) + p]) - (s * m[(4 * k) + q]), (s * m[(4 * k) + p]) + (c * m[(4 * k) + q]));
        }

        for (var k = 0; k < 4; k++)
        {
            (m[(4 * p) + k], m[(4 * q) + k]) =
                ((c * m[(4 * p) + k]) - (s * m[(4 * q) + k]), (s * m[(4 * p) + k]) + (c * m[(4 * q) + k]));
            (v[(4 * k) + p], v[(4 * k) + q]) =
                ((c * v[(4 * k) + p]) - (s * v[(4 * k) + q]), (s * v[(4 * k) + p]) + (c * v[(4 * k) + q]));
        }
    }
}
