using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Composite;

/// <summary>Brings chroma to every luma column of a rectangle, row by row: first between two chroma rows, then along the row.</summary>
internal readonly struct ChromaRows
{
    private readonly ChromaGrid _grid;
    private readonly PixelRect _rect;
    private readonly int _planeWidth;
    private readonly int _planeHeight;
    private readonly int _first;

    public ChromaRows(Frame frame, ChromaGrid grid, PixelRect rect)
    {
        _grid = grid;
        _rect = rect;
        _planeWidth = frame.Layout.PlaneWidth(1, frame.Width);
        _planeHeight = frame.Layout.PlaneHeight(1, frame.Height);
        _first = (int)MathF.Floor(grid.ColumnOf(grid.ShiftX == 0 ? rect.X : rect.X & ~1));
        Count = (int)MathF.Floor(grid.ColumnOf(rect.Right)) + 2 - _first;
    }

    /// <summary>Chroma cells that a row needs, one beyond each end included.</summary>
    public int Count { get; }

    /// <summary>Cells of the row at luma row <paramref name="lumaY"/>, grey at 0; columns outside the plane repeat its edge.</summary>
    public void Blend<T>(Span<byte> plane, int lumaY, float grey, Span<float> cells)
        where T : struct, ISampleFormat
    {
        ref var samples = ref MemoryMarshal.GetReference(plane);
        var y = _grid.RowOf(lumaY);
        var above = (int)MathF.Floor(y);
        var weight = y - above;
        var rowA = Math.Clamp(above, 0, _planeHeight - 1) * _planeWidth;
        var rowB = Math.Clamp(above + 1, 0, _planeHeight - 1) * _planeWidth;
        var from = Math.Max(0, -_first);
        var to = Math.Min(Count, _planeWidth - _first);
        var i = from;
        for (; i <= to - 8; i += 8)
        {
            var a = Vector256.ConvertToSingle(T.Load8(ref samples, rowA + _first + i));
            var b = Vector256.ConvertToSingle(T.Load8(ref samples, rowB + _first + i));
            (a + ((b - a) * weight) - Vector256.Create(grey)).CopyTo(cells.Slice(i, 8));
        }

        for (; i < to; i++)
        {
            float a = T.Load(ref samples, rowA + _first + i);
            float b = T.Load(ref samples, rowB + _first + i);
            cells[i] = a + ((b - a) * weight) - grey;
        }

        cells[..from].Fill(cells[from]);
        cells[to..Count].Fill(cells[to - 1]);
    }

    /// <summary>One value for each luma column of the rectangle (up to 15 more are written behind).</summary>
    public void Spread(ReadOnlySpan<float> cells, Span<float> columns)
    {
        if (_grid.ShiftX == 0)
        {
            cells[..Count].CopyTo(columns);
            return;
        }

        // An even column lies at its own cell (left) or a quarter before it (centre); an odd one half or a quarter behind it.
        var centred = _grid.OffsetX > 0;
        var lead = centred ? 1 : 0;
        var skip = _rect.X & 1;
        var i = 0;
        if (skip == 1)
        {
            columns[0] = Odd(cells[lead], cells[lead + 1], centred);
            i = 1;
        }

        for (; i <= _rect.Width - 16; i += 16)
        {
            var c = lead + ((i + skip) >> 1);
            var here = Vector256.Create(cells.Slice(c, 8));
            var next = Vector256.Create(cells.Slice(c + 1, 8));
            var even = here;
            if (centred)
            {
                var before = Vector256.Create(cells.Slice(c - 1, 8));
                even = before + ((here - before) * 0.75f);
            }

            var odd = here + ((next - here) * (centred ? 0.25f : 0.5f));
            Interleave(even, odd, columns.Slice(i, 16));
        }

        for (; i < _rect.Width; i += 2)
        {
            var c = lead + ((i + skip) >> 1);
            columns[i] = centred ? cells[c - 1] + ((cells[c] - cells[c - 1]) * 0.75f) : cells[c];
            columns[i + 1] = Odd(cells[c], cells[c + 1], centred);
        }
    }

    private static void Interleave(Vector256<float> even, Vector256<float> odd, Span<float> target)
    {
        var e = even.AsUInt32();
        var o = odd.AsUInt32();
        (Vector256.WidenLower(e) | (Vector256.WidenLower(o) << 32)).AsSingle().CopyTo(target);
        (Vector256.WidenUpper(e) | (Vector256.WidenUpper(o) << 32)).AsSingle().CopyTo(target[8..]);
    }

    private static float Odd(float here, float next, bool centred) => here + ((next - here) * (centred ? 0.25f : 0.5f));
}
