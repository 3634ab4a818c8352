using System.Numerics;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Faces.Covers.Letters;

/// <summary>
/// Looks for letters that were laid over a picture, as subtitles are, before a lower face in a single frame: strokes that are thin, much
/// brighter than what lies on both sides of them, and all of one brightness. They begin with stems, thin from left to right: a row of teeth
/// has none. Where a face had letters once, a few stems on its outline are enough. Owns its buffers: one object a face.
/// </summary>
internal sealed class LetterProbe(YuvSpace space)
{
    private const int Side = CoverGrid.Side;

    private readonly LumaPatch _patch = new(space);
    private readonly CellMask _strokes = new();
    private readonly CellMask _lines = new();
    private readonly CellMask _seeds = new();
    private readonly int[] _counts = new int[256];
    private byte[] _peaks = [];
    private bool _hadLetters;
    private int _limit;
    private int _thick;
    private int _edge;

    /// <summary>The letters with a cell around and their box, in cells of <see cref="CoverGrid"/>; null where there are none.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="landmarks">468 points, frame pixels.</param>
    /// <param name="lattice">The face's places.</param>
    /// <param name="skin">Luma of the face, 0..255.</param>
    public byte[]? Find(Frame frame, ReadOnlySpan<Vector3> landmarks, FaceLattice lattice, int skin)
    {
        var grid = CoverGrid.Of(landmarks);
        _patch.Read(frame, landmarks, grid);
        _limit = Math.Clamp(skin + CoverTuning.LetterOverSkin, CoverTuning.LeastLetterLuma, CoverTuning.MostLetterLuma);
        _thick = (int)MathF.Ceiling(CoverTuning.MostStroke * grid.CellPixels / _patch.Step);
        _edge = (int)MathF.Ceiling(CoverTuning.StrokeEdge * grid.CellPixels / _patch.Step) + 1;
        if (!MarkStems())
        {
            return null;
        }

        var cells = _patch.Cells(grid);
        var least = (byte)Math.Max(0, Brightness() - CoverTuning.LetterSpread);
        Collect(cells, least);
        if (Seed(grid, landmarks, lattice) < (_hadLetters ? CoverTuning.LeastLettersAgain : CoverTuning.LeastLetters))
        {
            return null;
        }

        _hadLetters = true;

        for (var column = 0; column < _patch.Width; column++)
        {
            Mark(column, _patch.Height, _patch.Width);
        }

        Collect(cells, least);
        KeepLines();
        _strokes.Grow(1);
        LetterBox.Fill(_patch, cells, _strokes);
        return _strokes.Pack();
    }

    /// <summary>Marks thin runs of each row with their brightness; false where there are none.</summary>
    private bool MarkStems()
    {
        var (width, height) = (_patch.Width, _patch.Height);
        if (_peaks.Length < width * height)
        {
            _peaks = new byte[width * height * 9 / 8];
        }

        Array.Clear(_peaks, 0, width * height);
        Array.Clear(_counts);
        var any = false;
        for (var row = 0; row < height; row++)
        {
            any |= Mark(row * width, width, 1);
        }

        return any;
    }

    private bool Mark(int first, int count, int stride)
    {
        var luma = _patch.Values;
        var any = false;
        for (var at = _edge; at < count - _edge; at++)
        {
            var (start, peak) = (at, 0);
            for (; at < count - _edge && luma[first + (at * stride)] >= _limit; at++)
            {
                peak = Math.Max(peak, luma[first + (at * stride)]);
            }

            if (at > start && at - start <= _thick && at < count - _edge
                && peak - Math.Max(Least(first, start - _edge, stride), Least(first, at, stride)) >= CoverTuning.LetterContrast)
            {
                any = true;
                _counts[peak]++;
                for (var k = start; k < at; k++)
                {
                    _peaks[first + (k * stride)] = (byte)peak;
                }
            }
        }

        return any;
    }

    private int Least(int first, int from, int stride)
    {
        int least = byte.MaxValue;
        for (var k = from; k < from + _edge; k++)
        {
            least = Math.Min(least, _patch.Values[first + (k * stride)]);
        }

        return least;
    }

    /// <summary>The brightness that most runs have.</summary>
    private int Brightness()
    {
        const int near = 12;
        var (best, most, count) = (0, 0, 0);
        for (var v = 0; v < 256 + near; v++)
        {
            count += v < 256 ? _counts[v] : 0;
            count -= v > 2 * near ? _counts[v - (2 * near) - 1] : 0;
            (best, most) = count > most ? (v - near, count) : (best, most);
        }

        return best;
    }

    private void Collect(PatchCells cells, byte least)
    {
        _strokes.Clear();
        for (var row = 0; row < _patch.Height; row++)
        {
            for (var column = 0; column < _patch.Width; column++)
            {
                if (_peaks[(row * _patch.Width) + column] > least && cells.At(column, row) is >= 0 and var cell)
                {
                    _strokes[cell] = true;
                }
            }
        }
    }

    /// <summary>Marks the stems that lie on the face; returns how many places of it they take up.</summary>
    private int Seed(CoverGrid grid, ReadOnlySpan<Vector3> landmarks, FaceLattice lattice)
    {
        _seeds.Clear();
        var count = 0;
        for (var place = 0; place < FaceLattice.Places; place++)
        {
            if (!(_hadLetters ? lattice.IsFace : lattice.IsJudged)[place])
            {
                continue;
            }

            var p = grid.ToCells(lattice.At(place, landmarks));
            var (column, row) = ((int)MathF.Round(p.X), (int)MathF.Round(p.Y));
            var any = false;
            for (var y = Math.Max(0, row - 1); y <= Math.Min(Side - 1, row + 1); y++)
            {
                for (var x = Math.Max(0, column - 1); x <= Math.Min(Side - 1, column + 1); x++)
                {
                    _seeds[(y * Side) + x] |= _strokes[(y * Side) + x];
                    any |= _strokes[(y * Side) + x];
                }
            }

            count += any ? 1 : 0;
        }

        return count;
    }

    /// <summary>Keeps the strokes that stand in a line with those on the face.</summary>
    private void KeepLines()
    {
        _lines.Clear();
        for (var cell = 0; cell < Side * Side; cell++)
        {
            _lines[cell] = _strokes[cell];
        }

        _lines.Grow(CoverTuning.LetterGap);
        _lines.KeepTouching(_seeds);
        for (var cell = 0; cell < Side * Side; cell++)
        {
            _strokes[cell] &= _lines[cell];
        }
    }
}
