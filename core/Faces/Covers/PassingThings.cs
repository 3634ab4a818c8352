using System.Numerics;

namespace HeyGem.Core.Faces.Covers;

/// <summary>
/// Finds what passes before a lower face by what the same face looks like a second earlier and later: a thing of the skin's own colour
/// has not its very colour at each place. Brightness alone is never enough, since shadows pass as well. Owns its buffers; for one thread.
/// </summary>
internal sealed class PassingThings
{
    private const int Block = 256;
    private const int Places = FaceLattice.Places;

    private readonly SkinModel _model;
    private readonly KnownThings _known;
    private readonly LostLips _lips = new();
    private readonly LostFeatures _lost = new();
    private readonly float[] _unlike = new float[Places];
    private readonly float[] _unusual = new float[Places];
    private readonly PlaceParts _parts = new();
    private readonly bool[] _seed = new bool[Places];
    private readonly PlaceHull _hull = new();
    private readonly CellMask _cells = new();
    private readonly Vector3[] _landmarks = new Vector3[FaceTrack.LandmarkCount];

    /// <summary>Sets up what is used again for each face.</summary>
    public PassingThings()
    {
        _model = new SkinModel();
        _known = new KnownThings(_model);
    }

    /// <summary>Adds what passes before a face to what was found before it otherwise.</summary>
    /// <param name="log">The face's skin, one entry for each of <paramref name="frames"/>.</param>
    /// <param name="frames">The face.</param>
    /// <param name="perSecond">Frames of a second.</param>
    /// <param name="cancellationToken">Stops it; a shot of an hour takes some ten seconds.</param>
    public void Find(SkinLog log, FaceFrames frames, double perSecond, CancellationToken cancellationToken)
    {
        if (log.Lattice is not { } lattice)
        {
            return;
        }

        log.LeaveOutFaded();
        var gap = (int)Math.Min(Math.Round(perSecond), log.Count / 3.0);
        var found = Judge(log, lattice, frames, gap, [], cancellationToken);
        if (found.Any(f => f.Value.Sure))
        {
            // A thing that stays for longer than a second is compared with itself at first, and shows in the midst of its frames only.
            for (var round = 0; round < CoverTuning.SkinRounds; round++)
            {
                var about = round * gap / (2 * (CoverTuning.SkinRounds - 1));
                var held = found.Keys.Where(f => IsHeld(found, f));
                HashSet<int> known = [.. held.SelectMany(f => Enumerable.Range(f - about, (2 * about) + 1))];
                foreach (var (frame, thing) in Judge(log, lattice, frames, gap, known, cancellationToken))
                {
                    found.TryAdd(frame, thing);
                }
            }
        }

        HashSet<int> uncertain = [];
        int[] passing = [.. found.Keys.Where(f => IsHeld(found, f))];
        var stays = Stays(passing, frames);
        foreach (var frame in passing)
        {
            var seen = frames[frame]!;
            if (!(stays && seen.Cover is { IsGrey: true }) && Join(found[frame].Mask, seen.Cover) is { } cover)
            {
                frames[frame] = seen.Behind(cover);
                if (cover.Mask != seen.Cover?.Mask)
                {
                    uncertain.Add(frame);
                }
            }
        }

        uncertain.UnionWith(_lips.Add(log, frames, cancellationToken));
        _known.Follow(log, frames, gap, cancellationToken);
        uncertain.UnionWith(_known.Followed);
        _lost.Add(log, frames, uncertain, gap / 4, cancellationToken);
    }

    /// <summary>
    /// Whether a grey thing stands before the face in most frames, and what seems to pass is the face behind it: then its own outline is
    /// the better one.
    /// </summary>
    private static bool Stays(int[] passing, FaceFrames frames)
    {
        int[] faces = [.. Enumerable.Range(0, frames.Count).Where(frames.Has)];
        return passing.Length > CoverTuning.MostPassing * faces.Length
            && faces.Count(frames.IsGreyCovered) > CoverTuning.LeastStaying * faces.Length;
    }

    /// <summary>A single frame shows a thing's outline better where its colour, or the lack of it, tells it; null to keep that.</summary>
    private static FrameCover? Join(byte[] mask, FrameCover? told)
    {
        if (told is null)
        {
            return new FrameCover(mask, false);
        }

        var (own, other, common) = (Count(mask, mask), Count(told.Mask, told.Mask), Count(mask, told.Mask));
        if (told.IsGrey)
        {
            var same = common >= CoverTuning.SameOfGrey * other && other >= CoverTuning.GreyOfSame * own;
            return same ? told with { IsGrey = false } : new FrameCover(mask, false);
        }

        return 2 * common < own ? new FrameCover([.. mask.Zip(told.Mask, (a, b) => (byte)(a | b))], false) : null;
    }

    private static int Count(byte[] mask, byte[] other) => mask.Zip(other, (a, b) => BitOperations.PopCount((uint)(a & b))).Sum();

    /// <summary>Frames in which something may stand before the face, with its cells and whether that is beyond doubt.</summary>
    private SortedDictionary<int, (byte[] Mask, bool Sure)> Judge(
        SkinLog log, FaceLattice lattice, FaceFrames frames, int gap, HashSet<int> known, CancellationToken cancellationToken)
    {
        SortedDictionary<int, (byte[] Mask, bool Sure)> found = [];
        var step = Math.Clamp(log.Count / SkinModel.MostCompared, 1, Block / (SkinModel.MostCompared / 2));
        for (var start = 0; start < log.Count; start += Block)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (from, to) = (Math.Max(0, start - Block), Math.Min(log.Count, start + (2 * Block)));

            // Frames in which something is known to stand before the face say nothing of the skin.
            _model.Learn(log, Enumerable.Range(from, to - from).Where(
                i => i % step == 0 && log.IsUsable(i) && !known.Contains(i) && !(frames.IsCovered(i) && !frames.IsGreyCovered(i))));
            for (var i = start; i < Math.Min(log.Count, start + Block); i++)
            {
                if (log.IsUsable(i) && frames.Has(i) && _model.Take(log, i, gap) && Begins(lattice, out var sure))
                {
                    found.Add(i, (Outline(lattice, frames, i), sure));
                }
            }
        }

        return found;
    }

    /// <summary>Whether a frame, or one that follows from it without a gap, is beyond doubt.</summary>
    private static bool IsHeld(SortedDictionary<int, (byte[] Mask, bool Sure)> found, int frame)
    {
        foreach (var direction in (ReadOnlySpan<int>)[-1, 1])
        {
            for (var i = frame; found.TryGetValue(i, out var other); i += direction)
            {
                if (other.Sure)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Marks where a thing shows beside the lips; false where nothing does.</summary>
    private bool Begins(FaceLattice lattice, out bool sure)
    {
        _model.Unlike(lattice, luma: false, _unlike);
        sure = Beside(lattice, CoverTuning.SkinSure) >= CoverTuning.LeastSkinSure * lattice.IsBeside.AsSpan().Count(true);
        _model.Unlike(lattice, luma: true, _unlike);
        return Beside(lattice, CoverTuning.SkinOdd) >= CoverTuning.LeastSkinOdd && !_model.IsOwnSkin(_seed);
    }

    /// <summary>Marks the connected parts that are farther than a limit; returns how many places the largest has beside the lips.</summary>
    private int Beside(FaceLattice lattice, float limit)
    {
        Array.Clear(_seed);
        _parts.Clear();
        for (var place = 0; place < Places; place++)
        {
            _parts.Open[place] = lattice.IsJudged[place] && _unlike[place] > limit;
        }

        var most = 0;
        for (var place = 0; place < Places; place++)
        {
            var part = _parts.Take(place);
            var beside = 0;
            foreach (var one in part)
            {
                beside += lattice.IsBeside[one] ? 1 : 0;
            }

            most = Math.Max(most, beside);
            if (beside >= CoverTuning.LeastSkinPart)
            {
                foreach (var one in part)
                {
                    _seed[one] = true;
                }
            }
        }

        return most;
    }

    /// <summary>The cells of the thing: from where it is beyond doubt on, through what is unusual, and all between.</summary>
    private byte[] Outline(FaceLattice lattice, FaceFrames frames, int frame)
    {
        _model.Unusual(lattice, _unusual);
        frames.Read(frame, _landmarks);
        var grid = CoverGrid.Of(_landmarks);
        _parts.Clear();
        _cells.Clear();
        for (var place = 0; place < Places; place++)
        {
            _parts.Open[place] = _unusual[place] > CoverTuning.SkinUnusual;
        }

        for (var place = 0; place < Places; place++)
        {
            if (_seed[place])
            {
                _parts.Take(place);
            }
        }

        _hull.Fill(_parts.Taken);
        lattice.Mark(_parts.Taken, _landmarks, grid, _cells);
        _cells.Close(CoverTuning.SkinClose);
        return _cells.Pack();
    }
}
