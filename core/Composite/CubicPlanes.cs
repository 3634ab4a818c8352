using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace HeyGem.Core.Composite;

/// <summary>Catmull-Rom interpolation (a = -1/2) of a region's three planes at one place.</summary>
internal readonly ref struct CubicPlanes(RgbRegion region)
{
    private readonly ref float _r = ref MemoryMarshal.GetReference(region.R);
    private readonly ref float _g = ref MemoryMarshal.GetReference(region.G);
    private readonly ref float _b = ref MemoryMarshal.GetReference(region.B);
    private readonly int _x = region.Rect.X;
    private readonly int _y = region.Rect.Y;
    private readonly int _width = region.Rect.Width;
    private readonly int _height = region.Rect.Height;

    /// <summary>
    /// Red, green, blue (and 0) at a place in frame space, pixel centres at whole numbers; NaN reads as the region's corner.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> At(float frameX, float frameY)
    {
        var x = Math.Clamp(float.IsNaN(frameX) ? 0 : frameX - _x, 0, _width - 1);
        var y = Math.Clamp(float.IsNaN(frameY) ? 0 : frameY - _y, 0, _height - 1);
        var column = (int)x;
        var row = (int)y;
        var wx = Weights(x - column);
        var wy = Weights(y - row);
        if (column < 1 || row < 1 || column + 2 >= _width || row + 2 >= _height)
        {
            return AtEdge(column, row, wx, wy);
        }

        var at = ((row - 1) * _width) + column - 1;
        var r = Column(ref _r, at, wy) * wx;
        var g = Column(ref _g, at, wy) * wx;
        var b = Column(ref _b, at, wy) * wx;
        return Sums(r, g, b);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Weights(float t)
    {
        var t2 = t * t;
        var t3 = t2 * t;
        return Vector128.FusedMultiplyAdd(
            Vector128.Create(-0.5f, 1.5f, -1.5f, 0.5f),
            Vector128.Create(t3),
            Vector128.FusedMultiplyAdd(
                Vector128.Create(1f, -2.5f, 2f, -0.5f),
                Vector128.Create(t2),
                Vector128.FusedMultiplyAdd(Vector128.Create(-0.5f, 0f, 0.5f, 0f), Vector128.Create(t), Vector128.Create(0f, 1f, 0f, 0f))));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<float> Column(ref float plane, int at, Vector128<float> wy)
    {
        ref var start = ref Unsafe.Add(ref plane, at);
        var sum = Vector128.LoadUnsafe(ref start) * wy.GetElement(0);
        sum = Vector128.FusedMultiplyAdd(Vector128.LoadUnsafe(ref start, (nuint)_width), Vector128.Create(wy.GetElement(1)), sum);
        sum = Vector128.FusedMultiplyAdd(Vector128.LoadUnsafe(ref start, (nuint)(2 * _width)), Vector128.Create(wy.GetElement(2)), sum);
        return Vector128.FusedMultiplyAdd(Vector128.LoadUnsafe(ref start, (nuint)(3 * _width)), Vector128.Create(wy.GetElement(3)), sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<float> Sums(Vector128<float> r, Vector128<float> g, Vector128<float> b) =>
        Vector128.Create(Vector128.Sum(r), Vector128.Sum(g), Vector128.Sum(b), 0);

    private Vector128<float> AtEdge(int column, int row, Vector128<float> wx, Vector128<float> wy)
    {
        var sum = Vector128<float>.Zero;
        for (var j = 0; j < 4; j++)
        {
            var line = Math.Clamp(row - 1 + j, 0, _height - 1) * _width;
            for (var i = 0; i < 4; i++)
            {
                var at = line + Math.Clamp(column - 1 + i, 0, _width - 1);
                sum += Vector128.Create(Unsafe.Add(ref _r, at), Unsafe.Add(ref _g, at), Unsafe.Add(ref _b, at), 0)
                    * (wx.GetElement(i) * wy.GetElement(j));
            }
        }

        return sum;
    }
}
