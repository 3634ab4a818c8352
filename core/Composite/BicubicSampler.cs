using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HeyGem.Core.Composite;

/// <summary>
/// Reads a region at fractional places: Catmull-Rom (keeps pores and stubble crisp) or bilinear. Places are in frame space with
/// pixel centres at whole numbers; beyond the source region its edge goes on.
/// </summary>
internal static class BicubicSampler
{
    /// <summary>Target pixel i = source at (mapX[i], mapY[i]), Catmull-Rom, wherever <paramref name="select"/> is above 0.</summary>
    /// <param name="source">Read; must not be <paramref name="target"/>.</param>
    /// <param name="mapX">Source column for each target pixel, frame space.</param>
    /// <param name="mapY">Source row for each target pixel, frame space.</param>
    /// <param name="select">One value a target pixel, or empty for all; pixels at 0 or below are left as they are.</param>
    /// <param name="target">Has its rectangle already; written.</param>
    public static void Cubic(RgbRegion source, ReadOnlySpan<float> mapX, ReadOnlySpan<float> mapY, ReadOnlySpan<float> select,
        RgbRegion target)
    {
        Check(source, mapX, mapY, select, target);
        var from = new CubicPlanes(source);
        var to = new TargetPlanes(target);
        for (var i = 0; i < mapX.Length; i++)
        {
            if (select.IsEmpty || select[i] > 0)
            {
                to.Set(i, from.At(mapX[i], mapY[i]));
            }
        }
    }

    /// <summary>
    /// As <see cref="Cubic"/>, but a pixel whose place lies within <paramref name="tolerance"/> pixels of itself is copied, so that what
    /// does not move stays bit for bit. The source must contain the target's rectangle.
    /// </summary>
    /// <returns>How many pixels moved.</returns>
    public static int CubicWhereMoved(
        RgbRegion source, ReadOnlySpan<float> mapX, ReadOnlySpan<float> mapY, float tolerance, RgbRegion target)
    {
        Check(source, mapX, mapY, default, target);
        var rect = target.Rect;
        if (rect.Union(source.Rect) != source.Rect)
        {
            throw new ArgumentException($"The source {source.Rect} must contain the target {rect}.");
        }

        var from = new CubicPlanes(source);
        var to = new TargetPlanes(target);
        var moved = 0;
        for (var row = 0; row < rect.Height; row++)
        {
            var at = row * rect.Width;
            var sourceAt = ((rect.Y + row - source.Rect.Y) * source.Rect.Width) + rect.X - source.Rect.X;
            for (var plane = 0; plane < 3; plane++)
            {
                source.Plane(plane).Slice(sourceAt, rect.Width).CopyTo(target.Plane(plane)[at..]);
            }

            for (var x = 0; x < rect.Width; x++)
            {
                var mx = mapX[at + x];
                var my = mapY[at + x];
                if (MathF.Abs(mx - (rect.X + x)) >= tolerance || MathF.Abs(my - (rect.Y + row)) >= tolerance)
                {
                    to.Set(at + x, from.At(mx, my));
                    moved++;
                }
            }
        }

        return moved;
    }

    /// <summary>Samples a list of places, Catmull-Rom.</summary>
    /// <param name="source">Read.</param>
    /// <param name="x">Columns, frame space.</param>
    /// <param name="y">Rows, as many.</param>
    /// <param name="r">Red for each place, written; at least as long.</param>
    /// <param name="g">Green.</param>
    /// <param name="b">Blue.</param>
    public static void CubicList(RgbRegion source, ReadOnlySpan<float> x, ReadOnlySpan<float> y, Span<float> r, Span<float> g,
        Span<float> b)
    {
        if (source.Rect.IsEmpty || y.Length != x.Length || r.Length < x.Length || g.Length < x.Length || b.Length < x.Length)
        {
            throw new ArgumentException($"{x.Length} columns and {y.Length} rows must agree and have room in the target.");
        }

        var from = new CubicPlanes(source);
        for (var i = 0; i < x.Length; i++)
        {
            var rgb = from.At(x[i], y[i]);
            r[i] = rgb.GetElement(0);
            g[i] = rgb.GetElement(1);
            b[i] = rgb.GetElement(2);
        }
    }

    /// <summary>As <see cref="Cubic"/> with straight-line interpolation.</summary>
    public static void Linear(RgbRegion source, ReadOnlySpan<float> mapX, ReadOnlySpan<float> mapY, ReadOnlySpan<float> select,
        RgbRegion target)
    {
        Check(source, mapX, mapY, select, target);
        var rect = source.Rect;
        var to = new TargetPlanes(target);
        for (var i = 0; i < mapX.Length; i++)
        {
            if (!select.IsEmpty && !(select[i] > 0))
            {
                continue;
            }

            var x = Math.Clamp(mapX[i] - rect.X, 0, rect.Width - 1);
            var y = Math.Clamp(mapY[i] - rect.Y, 0, rect.Height - 1);
            var x0 = (int)x;
            var y0 = (int)y;
            var right = x0 + 1 < rect.Width ? 1 : 0;
            var below = y0 + 1 < rect.Height ? rect.Width : 0;
            var at = (y0 * rect.Width) + x0;
            to.Set(i, Vector128.Create(
                Mix(source.R, at, right, below, x - x0, y - y0),
                Mix(source.G, at, right, below, x - x0, y - y0),
                Mix(source.B, at, right, below, x - x0, y - y0),
                0));
        }
    }

    private static float Mix(Span<float> plane, int at, int right, int below, float fx, float fy)
    {
        var top = plane[at] + ((plane[at + right] - plane[at]) * fx);
        var bottom = plane[at + below] + ((plane[at + below + right] - plane[at + below]) * fx);
        return top + ((bottom - top) * fy);
    }

    private static void Check(
        RgbRegion source, ReadOnlySpan<float> mapX, ReadOnlySpan<float> mapY, ReadOnlySpan<float> select, RgbRegion target)
    {
        if (ReferenceEquals(source, target))
        {
            throw new ArgumentException("A region cannot be sampled into itself.", nameof(target));
        }

        if (source.Rect.IsEmpty || mapX.Length != target.Count || mapY.Length != target.Count
            || (!select.IsEmpty && select.Length != target.Count))
        {
            throw new ArgumentException(
                $"Maps of {mapX.Length} and {mapY.Length} and a selection of {select.Length} do not fit a target of " +
                    $"{target.Count} pixels.");
        }
    }

    /// <summary>Where three planes of a target start.</summary>
    private readonly ref struct TargetPlanes(RgbRegion region)
    {
        private readonly ref float _r = ref MemoryMarshal.GetReference(region.R);
        private readonly ref float _g = ref MemoryMarshal.GetReference(region.G);
        private readonly ref float _b = ref MemoryMarshal.GetReference(region.B);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Set(int i, Vector128<float> rgb)
        {
            Unsafe.Add(ref _r, i) = rgb.GetElement(0);
            Unsafe.Add(ref _g, i) = rgb.GetElement(1);
            Unsafe.Add(ref _b, i) = rgb.GetElement(2);
        }
    }
}
