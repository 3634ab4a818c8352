using System.Numerics;

namespace HeyGem.Core.Faces.Covers;

/// <summary>
/// Follows a thing that was found before a face to the frames beside, where too little of it was seen to be found: its colours are known
/// from there, and the face's own from other frames. A place belongs to it if it is unlike that place of the face in each of those, like
/// the thing, and near to where the thing was a frame earlier or later. Owns its buffers; for one thread.
/// </summary>
internal sealed class KnownThings(SkinModel model)
{
    private const int Block = 256;
    private const int Places = FaceLattice.Places;

    private readonly ThingColours _colours = new();
    private readonly int[] _cellOf = new int[Places];
    private readonly float[] _strange = new float[Places];
    private readonly PlaceParts _parts = new();
    private readonly HashSet<int> _followed = [];
    private readonly CellMask _near = new();
    private readonly CellMask _face = new();
    private readonly CellMask _cells = new();
    private readonly Vector3[] _landmarks = new Vector3[FaceTrack.LandmarkCount];

    /// <summary>The frames to which a thing was followed.</summary>
    public IReadOnlyCollection<int> Followed => _followed;

    /// <summary>Adds the thing to frames beside those in which something was found.</summary>
    /// <param name="log">The face's skin, one entry for each of <paramref name="frames"/>.</param>
    /// <param name="frames">The face.</param>
    /// <param name="gap">Frames within which a face is like itself in any case.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public void Follow(SkinLog log, FaceFrames frames, int gap, CancellationToken cancellationToken)
    {
        _followed.Clear();
        for (var start = 0; start < log.Count; start += Block)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var end = Math.Min(log.Count, start + Block);
            int[] covered = [.. Enumerable.Range(start, end - start).Where(frames.IsCovered)];
            var any = covered.Length > 0;
            for (var round = 0; round < CoverTuning.KnownRounds && any; round++)
            {
                Learn(log, frames, (start, end), gap / 2);
                any = false;
                foreach (var edge in covered)
                {
                    any |= Walk(log, frames, edge, 1, (start, end), gap / 4) | Walk(log, frames, edge, -1, (start, end), gap / 4);
                }

                covered = [.. Enumerable.Range(start, end - start).Where(frames.IsCovered)];
            }
        }
    }

    /// <summary>Takes up the face as it is away from the thing, in frames with it and in frames far from those.</summary>
    private void Learn(SkinLog log, FaceFrames frames, (int Start, int End) block, int about)
    {
        var (from, to) = (Math.Max(0, block.Start - Block), Math.Min(log.Count, block.End + Block));
        var step = Math.Clamp(log.Count / SkinModel.MostCompared, 1, Block / (SkinModel.MostCompared / 2));
        bool IsFar(int frame) =>
            !Enumerable.Range(frame - about, (2 * about) + 1).Any(i => i >= 0 && i < frames.Count && frames.IsCovered(i));

        // The outline of a thing that was followed is the least certain, and what it leaves out would be learned as the face's.
        bool ShowsFace(int frame) => log.IsUsable(frame) && !_followed.Contains(frame) && (frames.IsCovered(frame) || IsFar(frame));
        model.Learn(
            log, Enumerable.Range(from, to - from).Where(i => i % step == 0 && ShowsFace(i)),
            (frame, values) => Veil(log, frames, frame, values));
    }

    /// <summary>Takes out what lies under the thing, and near it.</summary>
    private void Veil(SkinLog log, FaceFrames frames, int frame, short[] values)
    {
        if (frames.Cover(frame) is { } cover)
        {
            Locate(log, frames, frame);
            _near.Unpack(cover.Mask);
            _near.Grow(CoverTuning.KnownMargin);
            for (var place = 0; place < Places; place++)
            {
                if (_cellOf[place] >= 0 && _near[_cellOf[place]])
                {
                    values[SkinLog.Values * place] = SkinModel.Unseen;
                }
            }
        }
    }

    /// <summary>Goes from a covered frame on while the thing is seen.</summary>
    private bool Walk(SkinLog log, FaceFrames frames, int edge, int step, (int Start, int End) block, int gap)
    {
        var at = edge + step;
        if (!CanFollow(log, frames, at, block) || !KnowColours(log, frames, edge, step, gap))
        {
            return false;
        }

        var (isGrey, first) = (frames.IsGreyCovered(edge), at);
        for (var mask = frames.Cover(edge)!.Mask; CanFollow(log, frames, at, block); at += step)
        {
            _near.Unpack(mask);
            if (!model.Take(log, at, gap) || Find(log, frames, at) is not { } found)
            {
                break;
            }

            mask = found;
            frames[at] = frames[at]!.Behind(new FrameCover(mask, isGrey, isGrey));
            _followed.Add(at);
        }

        return at != first;
    }

    private static bool CanFollow(SkinLog log, FaceFrames frames, int frame, (int Start, int End) block) =>
        frame >= block.Start && frame < block.End && log.IsUsable(frame) && frames.Has(frame) && !frames.IsCovered(frame);

    /// <summary>Takes the thing's colours from where it was found last.</summary>
    private bool KnowColours(SkinLog log, FaceFrames frames, int edge, int step, int gap)
    {
        while (_followed.Contains(edge))
        {
            edge -= step;
        }

        _colours.Clear();
        for (var k = 0; k < CoverTuning.KnownFrames; k++)
        {
            var frame = edge - (k * step);
            if (frame < 0 || frame >= frames.Count || !frames.IsCovered(frame) || !log.IsUsable(frame) || !model.Take(log, frame, gap))
            {
                break;
            }

            model.Strange(log.Lattice!, _strange);
            Locate(log, frames, frame);
            _near.Unpack(frames.Cover(frame)!.Mask);
            for (var place = 0; place < Places; place++)
            {
                if (_cellOf[place] >= 0 && _near[_cellOf[place]] && _strange[place] > CoverTuning.KnownStrange)
                {
                    _colours.Add(model.Own[(SkinLog.Values * place)..]);
                }
            }
        }

        return _colours.Count >= CoverTuning.LeastKnown;
    }

    /// <summary>The cells of the thing in the frame that the model took up, near to what is marked; null for none.</summary>
    private byte[]? Find(SkinLog log, FaceFrames frames, int frame)
    {
        var lattice = log.Lattice!;
        model.Strange(lattice, _strange);
        var grid = Locate(log, frames, frame);
        _near.Grow(CoverTuning.KnownReach);
        for (var place = 0; place < Places; place++)
        {
            _parts.Open[place] = _strange[place] > CoverTuning.KnownStrange
                && _colours.Distance(model.Own[(SkinLog.Values * place)..]) < CoverTuning.KnownLike * _strange[place];
        }

        _parts.Clear();
        _cells.Clear();
        var any = false;
        for (var place = 0; place < Places; place++)
        {
            var part = _parts.Take(place);
            var (beside, near) = (0, 0);
            foreach (var one in part)
            {
                var cell = _cellOf[one];
                beside += cell >= 0 && !CoverTuning.IsLips(cell % CoverGrid.Side, cell / CoverGrid.Side) ? 1 : 0;
                near += cell >= 0 && _near[cell] ? 1 : 0;
            }

            if (beside >= CoverTuning.LeastKnownPart && near > 0)
            {
                any = true;
                foreach (var one in part)
                {
                    _cells.Mark(grid.ToCells(lattice.At(one, _landmarks)));
                }
            }
        }

        _cells.Close(CoverTuning.CloseCells);
        FillBeyond(lattice, grid);
        return any ? _cells.Pack() : null;
    }

    /// <summary>A thing that reaches to the face's outline goes on behind it, as far as anything is drawn there.</summary>
    private void FillBeyond(FaceLattice lattice, CoverGrid grid)
    {
        _face.Clear();
        for (var place = 0; place < Places; place++)
        {
            if (lattice.IsFace[place])
            {
                _face.Mark(grid.ToCells(lattice.At(place, _landmarks)));
            }
        }

        _face.Close(CoverTuning.CloseCells);
        _near.CopyFrom(_cells);
        _near.Grow(CoverTuning.KnownBeyond);
        for (var cell = 0; cell < CoverGrid.Side * CoverGrid.Side; cell++)
        {
            _cells[cell] |= _near[cell] && !_face[cell];
        }
    }

    /// <summary>Finds the cell of each place of a frame's face; -1 where there is none.</summary>
    private CoverGrid Locate(SkinLog log, FaceFrames frames, int frame)
    {
        frames.Read(frame, _landmarks);
        var grid = CoverGrid.Of(_landmarks);
        for (var place = 0; place < Places; place++)
        {
            _cellOf[place] = log.Lattice!.IsFace[place] ? grid.CellAt(log.Lattice.At(place, _landmarks)) : -1;
        }

        return grid;
    }
}
