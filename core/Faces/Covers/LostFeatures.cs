using System.Numerics;

namespace HeyGem.Core.Faces.Covers;

/// <summary>
/// Adds to a thing that was found before a face the places where the face's own lines and shading are gone: where a hand has the very
/// colour of the skin behind it, the lips are not seen. Windows of places are compared with the same face in frames without a thing, in
/// how they vary and not in what colour they have. Begins with a find only. Owns its buffers; for one thread.
/// </summary>
internal sealed class LostFeatures
{
    private const int Block = 256;
    private const int Side = FaceLattice.Side;
    private const int Places = FaceLattice.Places;
    private const int Stride = 2;

    private readonly byte[][] _others = new byte[SkinModel.MostCompared][];
    private readonly byte[] _own = new byte[SkinLog.Bytes];
    private readonly byte[] _copy = new byte[SkinLog.Bytes];
    private readonly int[] _cellOf = new int[Places];
    private readonly bool[] _hidden = new bool[Places];
    private readonly bool[] _thing = new bool[Places];
    private readonly int[] _window = new int[CoverTuning.LostWindow * CoverTuning.LostWindow];
    private readonly float[] _lines = new float[SkinModel.MostCompared];
    private readonly PlaceParts _parts = new();
    private readonly PlaceHull _hull = new();
    private readonly CellMask _near = new();
    private readonly CellMask _cells = new();
    private readonly Vector3[] _landmarks = new Vector3[FaceTrack.LandmarkCount];
    private int _count;

    /// <summary>Adds to what was found before a face, where its outline is not certain; grey finds excepted.</summary>
    /// <param name="log">The face's skin, one entry for each of <paramref name="frames"/>.</param>
    /// <param name="frames">The face.</param>
    /// <param name="uncertain">Frames in which a thing was told by other frames, so that its outline is not certain.</param>
    /// <param name="about">Frames to each side of a find that do not tell what the face looks like.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public void Add(SkinLog log, FaceFrames frames, IReadOnlySet<int> uncertain, int about, CancellationToken cancellationToken)
    {
        for (var start = 0; start < log.Count; start += Block)
        {
            var end = Math.Min(log.Count, start + Block);
            int[] found = [.. Enumerable.Range(start, end - start).Where(
                i => uncertain.Contains(i) && log.IsUsable(i) && frames.IsCovered(i) && !frames.IsGreyCovered(i))];
            if (found.Length == 0 || !Learn(log, frames, Math.Max(0, start - Block), Math.Min(log.Count, end + Block), about))
            {
                continue;
            }

            foreach (var frame in found)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var seen = frames[frame]!;
                if (Look(log, frames, frame, seen.Cover!.Mask))
                {
                    frames[frame] = seen.Behind(seen.Cover with { Mask = _cells.Pack() });
                }
            }
        }
    }

    /// <summary>Takes up frames that are clear of any thing; false where they are too few.</summary>
    private bool Learn(SkinLog log, FaceFrames frames, int from, int to, int about)
    {
        bool IsClear(int frame) => log.IsUsable(frame) && frames.Has(frame)
            && !Enumerable.Range(frame - about, (2 * about) + 1).Any(i => i >= 0 && i < frames.Count && frames.IsCovered(i));
        int[] clear = [.. Enumerable.Range(from, to - from).Where(IsClear)];
        _count = Math.Min(clear.Length, SkinModel.MostCompared);
        for (var k = 0; k < _count; k++)
        {
            _others[k] ??= new byte[SkinLog.Bytes];
            log.Read(clear[k * clear.Length / _count], _copy).CopyTo(_others[k]);
        }

        return _count >= SkinModel.LeastCompared;
    }

    /// <summary>Marks the cells of a frame's mask and of what is lost at it; false where nothing is.</summary>
    private bool Look(SkinLog log, FaceFrames frames, int frame, byte[] mask)
    {
        var lattice = log.Lattice!;
        log.Read(frame, _copy).CopyTo(_own);
        frames.Read(frame, _landmarks);
        var grid = CoverGrid.Of(_landmarks);
        _near.Unpack(mask);
        _near.Grow(CoverTuning.KnownMargin);
        for (var place = 0; place < Places; place++)
        {
            var cell = lattice.IsFace[place] ? grid.CellAt(lattice.At(place, _landmarks)) : -1;
            _cellOf[place] = cell;
            _hidden[place] = cell < 0 || _near[cell] || _own[SkinLog.Values * place] == 0;
            _thing[place] = cell >= 0 && CoverGrid.IsSet(mask, cell);
        }

        for (var place = 0; place < Places; place++)
        {
            // One window stands for the places of a stride.
            var (column, row) = (place % Side, place / Side);
            _parts.Open[place] = (column % Stride, row % Stride) is (0, 0)
                ? IsLost(lattice, column, row)
                : _parts.Open[place - (column % Stride) - (Side * (row % Stride))];
        }

        return Join(lattice, grid, mask);
    }

    /// <summary>Unites the thing, the lost parts that lie at it and what lies between both.</summary>
    private bool Join(FaceLattice lattice, CoverGrid grid, byte[] mask)
    {
        _parts.Clear();
        var any = false;
        for (var place = 0; place < Places; place++)
        {
            var part = _parts.Take(place);
            var near = false;
            foreach (var one in part)
            {
                near |= _cellOf[one] >= 0 && _near[_cellOf[one]];
            }

            if (near && part.Length >= CoverTuning.LeastLost)
            {
                any = true;
                foreach (var one in part)
                {
                    _thing[one] = lattice.IsFace[one];
                }
            }
        }

        if (!any)
        {
            return false;
        }

        _hull.Fill(_thing);
        _cells.Clear();
        lattice.Mark(_thing, _landmarks, grid, _cells);
        _cells.Close(CoverTuning.CloseCells);
        for (var cell = 0; cell < CoverGrid.Side * CoverGrid.Side; cell++)
        {
            _cells[cell] |= CoverGrid.IsSet(mask, cell);
        }

        return true;
    }

    /// <summary>Whether what is seen of the face around a place varies as it does in no other frame.</summary>
    private bool IsLost(FaceLattice lattice, int column, int row)
    {
        const int reach = CoverTuning.LostWindow / 2;
        var (count, judged) = (0, false);
        for (var y = Math.Max(0, row - reach); y <= Math.Min(Side - 1, row + reach); y++)
        {
            for (var x = Math.Max(0, column - reach); x <= Math.Min(Side - 1, column + reach); x++)
            {
                var place = (y * Side) + x;
                judged |= lattice.IsJudged[place] && Math.Abs(x - column) < Stride && Math.Abs(y - row) < Stride;
                if (!_hidden[place])
                {
                    _window[count++] = place;
                }
            }
        }

        if (!judged || count < CoverTuning.LeastLostWindow)
        {
            return false;
        }

        var least = float.MaxValue;
        for (var k = 0; k < _count; k++)
        {
            (var unlike, _lines[k]) = Compare(_others[k], _window.AsSpan(0, count));
            least = MathF.Min(least, unlike);
        }

        var lines = _lines.AsSpan(0, _count);
        lines.Sort();
        var usual = lines[lines.Length / 2];
        return usual > CoverTuning.LeastLines && least > CoverTuning.MostLost * usual;
    }

    /// <summary>How a window's variation differs from another frame's, and how much it varies there: mean squares.</summary>
    private (float Unlike, float Lines) Compare(byte[] other, ReadOnlySpan<int> window)
    {
        float unlike = 0, lines = 0;
        for (var c = 0; c < SkinLog.Values; c++)
        {
            int count = 0, sum = 0, square = 0, otherSum = 0, otherSquare = 0;
            foreach (var place in window)
            {
                var at = SkinLog.Values * place;
                if (other[at] != 0)
                {
                    int value = other[at + c], difference = _own[at + c] - value;
                    count++;
                    sum += difference;
                    square += difference * difference;
                    otherSum += value;
                    otherSquare += value * value;
                }
            }

            if (count < CoverTuning.LeastLostWindow)
            {
                return (float.MaxValue, 0);
            }

            unlike += SkinModel.WeightOf(c) * (square - ((float)sum * sum / count)) / count;
            lines += SkinModel.WeightOf(c) * (otherSquare - ((float)otherSum * otherSum / count)) / count;
        }

        return (unlike, lines);
    }
}
