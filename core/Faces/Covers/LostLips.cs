using System.Numerics;

namespace HeyGem.Core.Faces.Covers;

/// <summary>
/// Finds what stands before the lips by what is not seen there: whatever a mouth does, lips are redder than the skin around them, each
/// place as much as in other frames, and a hand of that very skin's colour is not. Owns its buffers; for one thread.
/// </summary>
internal sealed class LostLips
{
    private const int Block = 256;
    private const int Places = FaceLattice.Places;
    private const int Unseen = int.MinValue;

    private readonly byte[] _own = new byte[SkinLog.Bytes];
    private readonly float[] _due = new float[Places];
    private readonly int[] _counts = new int[Places];
    private readonly float[] _ordered = new float[Places];
    private readonly List<int> _lips = [];
    private readonly List<int> _beside = [];
    private readonly List<int> _sorted = [];
    private readonly bool[] _thing = new bool[Places];
    private readonly PlaceHull _hull = new();
    private readonly CellMask _cells = new();
    private readonly Vector3[] _landmarks = new Vector3[FaceTrack.LandmarkCount];
    private float _top;

    /// <summary>Adds a cover to frames in which nothing else was found.</summary>
    /// <param name="log">The face's skin, one entry for each of <paramref name="frames"/>.</param>
    /// <param name="frames">The face.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The frames.</returns>
    public IReadOnlyList<int> Add(SkinLog log, FaceFrames frames, CancellationToken cancellationToken)
    {
        List<int> added = [];
        Sort(log.Lattice!);
        (int Light, int Skin, int Lips)[] red = [.. Enumerable.Range(0, log.Count).Select(i => Redness(log, frames, i))];
        var (gone, like) = (new float[log.Count], new float[log.Count]);
        for (var start = 0; start < log.Count; start += Block)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (from, to) = (Math.Max(0, start - Block), Math.Min(log.Count, start + (2 * Block)));
            int[] seen = [.. Enumerable.Range(from, to - from).Where(i => red[i].Lips != Unseen && !frames.IsCovered(i))];
            if (seen.Length < SkinModel.LeastCompared || At(seen, i => red[i].Lips, CoverTuning.UsualLips) < CoverTuning.LeastLipRed)
            {
                continue;
            }

            Learn(log, seen, red);
            var (light, skin) = (At(seen, i => red[i].Light, 0.5f), At(seen, i => red[i].Skin, 0.5f));
            bool IsUsual(int frame) => red[frame].Lips != Unseen && !frames.IsCovered(frame)
                && red[frame].Light >= light - CoverTuning.MostDimmed
                && red[frame].Skin >= CoverTuning.LeastSkinRed * skin && red[frame].Skin <= CoverTuning.MostSkinRed * skin;
            for (var i = from; i < to; i++)
            {
                (gone[i], like[i]) = IsUsual(i) ? Compare(log, i, red[i].Skin) : (0, 1);
            }

            bool IsLost(int i) => i >= from && i < to && gone[i] >= CoverTuning.LeastGone && like[i] <= CoverTuning.MostAlike;
            bool MayBeLost(int i) => i >= from && i < to && gone[i] >= CoverTuning.LeastPartGone && like[i] <= CoverTuning.MostPartAlike;
            var count = Math.Min(log.Count, start + Block) - start;
            int[] lost = [.. Enumerable.Range(start, count).Where(i => IsHeld(i, IsLost, MayBeLost))];
            if (lost.Length > 0)
            {
                int[] clear = [.. seen.Where(i => !MayBeLost(i))];
                Learn(log, clear.Length >= SkinModel.LeastCompared ? clear : seen, red);
                added.AddRange(lost.Where(i => Cover(log, frames, i, (red[i].Skin, gone[i]))));
            }
        }

        return added;
    }

    /// <summary>Whether a frame is one of a run in which the lips are lost beyond doubt in two frames one after the other.</summary>
    private static bool IsHeld(int frame, Func<int, bool> isLost, Func<int, bool> mayBeLost)
    {
        var first = frame;
        while (mayBeLost(first - 1) && mayBeLost(frame))
        {
            first--;
        }

        for (; mayBeLost(first); first++)
        {
            if (isLost(first) && isLost(first + 1))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Share of what is red about the lips in other frames that is not, and the correlation of both patterns.</summary>
    private (float Gone, float Like) Compare(SkinLog log, int frame, int skin)
    {
        log.Read(frame, _own).CopyTo(_own);
        float count = 0, due = 0, own = 0, dueSquare = 0, ownSquare = 0, both = 0, red = 0, gone = 0;
        foreach (var place in _lips)
        {
            if (_own[SkinLog.Values * place] != 0)
            {
                var (x, y) = (_due[place], Red(_own, place) - skin);
                (count, due, own) = (count + 1, due + x, own + y);
                (dueSquare, ownSquare, both) = (dueSquare + (x * x), ownSquare + (y * y), both + (x * y));
                (red, gone) = x > _top / 2 ? (red + 1, gone + (y < x / 2 ? 1 : 0)) : (red, gone);
            }
        }

        var (dueVaries, ownVaries) = (dueSquare - (due * due / count), ownSquare - (own * own / count));
        return (gone / MathF.Max(1, red), (both - (due * own / count)) / MathF.Sqrt(MathF.Max(1, dueVaries * ownVaries)));
    }

    private static int At(int[] frames, Func<int, int> of, float share)
    {
        int[] sorted = [.. frames.Select(of).Order()];
        return sorted[(int)(share * (sorted.Length - 1))];
    }

    /// <summary>Cr less Cb for the brightness.</summary>
    private static int Red(byte[] values, int place) => values[(SkinLog.Values * place) + 2] - values[(SkinLog.Values * place) + 1];

    private static int Light(byte[] values, int place) => values[SkinLog.Values * place];

    private void Sort(FaceLattice lattice)
    {
        _lips.Clear();
        _beside.Clear();
        for (var place = 0; place < Places; place++)
        {
            if (lattice.IsJudged[place])
            {
                (lattice.IsBeside[place] ? _beside : _lips).Add(place);
            }
        }
    }

    /// <summary>How bright and red a frame's skin is, and how much redder the redder quarter about its lips.</summary>
    private (int Light, int Skin, int Lips) Redness(SkinLog log, FaceFrames frames, int frame)
    {
        if (!log.IsUsable(frame) || !frames.Has(frame))
        {
            return (0, 0, Unseen);
        }

        log.Read(frame, _own).CopyTo(_own);
        var (skin, lips) = (Level(_beside, 0.5f, Red), Level(_lips, 0.75f, Red));
        return skin == Unseen || lips == Unseen ? (0, 0, Unseen) : (Level(_beside, 0.5f, Light), skin, lips - skin);
    }

    private int Level(List<int> places, float share, Func<byte[], int, int> of)
    {
        _sorted.Clear();
        foreach (var place in places)
        {
            if (_own[SkinLog.Values * place] != 0)
            {
                _sorted.Add(of(_own, place));
            }
        }

        _sorted.Sort();
        return _sorted.Count < CoverTuning.LeastLipPlaces ? Unseen : _sorted[(int)(share * (_sorted.Count - 1))];
    }

    /// <summary>Takes up how red each place about the lips is over the skin in these frames, on average, and the redder quarter.</summary>
    private void Learn(SkinLog log, int[] frames, (int Light, int Skin, int Lips)[] red)
    {
        Array.Clear(_due);
        Array.Clear(_counts);
        var count = Math.Min(frames.Length, SkinModel.MostCompared);
        for (var k = 0; k < count; k++)
        {
            var frame = frames[k * frames.Length / count];
            log.Read(frame, _own).CopyTo(_own);
            foreach (var place in _lips)
            {
                if (_own[SkinLog.Values * place] != 0)
                {
                    _due[place] += Red(_own, place) - red[frame].Skin;
                    _counts[place]++;
                }
            }
        }

        for (var k = 0; k < _lips.Count; k++)
        {
            _due[_lips[k]] /= Math.Max(1, _counts[_lips[k]]);
            _ordered[k] = _due[_lips[k]];
        }

        _ordered.AsSpan(0, _lips.Count).Sort();
        _top = _ordered[(int)(0.75f * (_lips.Count - 1))];
    }

    /// <summary>Covers what is not seen of the lips, and what lies between, or all of them; false where that is too little.</summary>
    private bool Cover(SkinLog log, FaceFrames frames, int frame, (int Skin, float Gone) told)
    {
        log.Read(frame, _own).CopyTo(_own);
        Array.Clear(_thing);
        var count = 0;
        foreach (var place in _lips)
        {
            _thing[place] = _own[SkinLog.Values * place] != 0 && _due[place] > _top / 2
                && Red(_own, place) - told.Skin < _due[place] / 2;
            count += _thing[place] ? 1 : 0;
        }

        if (count < CoverTuning.LeastLost)
        {
            return false;
        }

        if (told.Gone >= CoverTuning.AllGone)
        {
            _lips.ForEach(place => _thing[place] = true);
        }

        _hull.Fill(_thing);
        frames.Read(frame, _landmarks);
        var grid = CoverGrid.Of(_landmarks);
        _cells.Clear();
        log.Lattice!.Mark(_thing, _landmarks, grid, _cells);
        _cells.Close(CoverTuning.SkinClose);
        frames[frame] = frames[frame]!.Behind(new FrameCover(_cells.Pack(), false));
        return true;
    }
}
