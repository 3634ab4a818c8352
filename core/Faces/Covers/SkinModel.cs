using System.Numerics;

namespace HeyGem.Core.Faces.Covers;

/// <summary>
/// What one face's skin looks like in other frames near by, and how far a frame's is from all of that. Light that falls on all of the face
/// is taken out. Owns its buffers; for one thread.
/// </summary>
internal sealed class SkinModel
{
    /// <summary>Frames that a frame is compared with, at most.</summary>
    public const int MostCompared = 32;

    /// <summary>With fewer there is no judgement.</summary>
    public const int LeastCompared = 6;

    /// <summary>The values of a place that is not seen.</summary>
    public const int Unseen = short.MinValue;

    private const int Places = FaceLattice.Places;
    private const int Side = FaceLattice.Side;
    private const float ChromaWeight = 1.6f;
    private const float LumaWeight = 0.5f;
    private const int UpperWeight = 25;

    private readonly List<int> _frames = [];
    private readonly List<short[]> _low = [];
    private readonly List<short[]> _high = [];
    private readonly short[] _median = new short[SkinLog.Bytes];
    private readonly short[] _own = new short[SkinLog.Bytes];
    private readonly byte[] _copy = new byte[SkinLog.Bytes];
    private readonly int[] _counts = new int[1024];
    private readonly float[] _raw = new float[Places];
    private readonly int[] _compared = new int[MostCompared];
    private int _count;

    /// <summary>The frame that was taken up last: <see cref="SkinLog.Values"/> a place, or <see cref="Unseen"/>.</summary>
    public ReadOnlySpan<short> Own => _own;

    /// <summary>Takes up the frames that others are compared with.</summary>
    /// <param name="log">The face's skin.</param>
    /// <param name="frames">Usable frames in order.</param>
    /// <param name="veil">Takes out of a frame's values what is no skin.</param>
    public void Learn(SkinLog log, IEnumerable<int> frames, Action<int, short[]>? veil = null)
    {
        _frames.Clear();
        _frames.AddRange(frames);
        while (_low.Count < _frames.Count)
        {
            _low.Add(new short[SkinLog.Bytes]);
            _high.Add(new short[SkinLog.Bytes]);
        }

        for (var k = 0; k < _frames.Count; k++)
        {
            Unpack(log, _frames[k], _high[k]);
            veil?.Invoke(_frames[k], _high[k]);
        }

        TakeMedian();
        for (var k = 0; k < _frames.Count; k++)
        {
            Level(_high[k]);
            _high[k].CopyTo(_own, 0);
            Range(log.Lattice!, _own, _low[k], _high[k]);
        }
    }

    /// <summary>Takes up one frame; false where too few frames are far enough from it to compare it with.</summary>
    /// <param name="log">The face's skin.</param>
    /// <param name="frame">A usable frame.</param>
    /// <param name="gap">Frames to each side that are like it in any case.</param>
    public bool Take(SkinLog log, int frame, int gap)
    {
        _count = 0;
        var (before, after) = (_frames.Count - 1, 0);
        while (before >= 0 && _frames[before] >= frame - gap)
        {
            before--;
        }

        while (after < _frames.Count && _frames[after] <= frame + gap)
        {
            after++;
        }

        for (; _count < MostCompared && (before >= 0 || after < _frames.Count); _count++)
        {
            var back = after == _frames.Count || (before >= 0 && frame - _frames[before] <= _frames[after] - frame);
            _compared[_count] = back ? before-- : after++;
        }

        if (_count < LeastCompared)
        {
            return false;
        }

        Unpack(log, frame, _own);
        Level(_own);
        return true;
    }

    /// <summary>How far each place's colour is from that in every other frame, on average with the places around it.</summary>
    /// <param name="lattice">The places.</param>
    /// <param name="luma">Whether brightness counts as well.</param>
    /// <param name="distances">Receives a value a place.</param>
    public void Unlike(FaceLattice lattice, bool luma, float[] distances)
    {
        for (var place = 0; place < Places; place++)
        {
            var least = lattice.IsFace[place] && _own[SkinLog.Values * place] != Unseen ? float.MaxValue : 0;
            for (var k = 0; k < _count && least > 0; k++)
            {
                least = MathF.Min(least, Distance(place, _compared[k], luma ? LumaWeight : 0));
            }

            _raw[place] = least;
        }

        Soften(lattice, distances);
    }

    /// <summary>
    /// How far each place's colour and brightness are from those in every other frame that shows it; 0 where none does, since lips would be
    /// as far from any other skin as a thing is.
    /// </summary>
    public void Strange(FaceLattice lattice, float[] distances)
    {
        for (var place = 0; place < Places; place++)
        {
            var at = SkinLog.Values * place;
            var least = lattice.IsFace[place] && _own[at] != Unseen ? float.MaxValue : 0;
            for (var k = 0; k < _count && least > 0; k++)
            {
                least = _low[_compared[k]][at] == Unseen ? least : MathF.Min(least, Distance(place, _compared[k], LumaWeight));
            }

            distances[place] = least < float.MaxValue ? least : 0;
        }
    }

    /// <summary>The square of the weight of one of <see cref="SkinLog.Values"/> in a distance.</summary>
    public static float WeightOf(int value) => value == 0 ? LumaWeight * LumaWeight : ChromaWeight * ChromaWeight;

    /// <summary>How far two places' colours and brightness are from each other.</summary>
    public static float Between(ReadOnlySpan<short> one, ReadOnlySpan<short> other)
    {
        var chroma = new Vector2(one[1] - other[1], one[2] - other[2]).LengthSquared();
        var luma = LumaWeight * (one[0] - other[0]);
        return MathF.Sqrt((ChromaWeight * ChromaWeight * chroma) + (luma * luma));
    }

    /// <summary>How far each place's colour and brightness are from those in half of the other frames.</summary>
    public void Unusual(FaceLattice lattice, float[] distances)
    {
        Span<float> all = stackalloc float[MostCompared];
        for (var place = 0; place < Places; place++)
        {
            distances[place] = 0;
            if (lattice.IsFace[place] && _own[SkinLog.Values * place] != Unseen)
            {
                for (var k = 0; k < _count; k++)
                {
                    all[k] = Distance(place, _compared[k], LumaWeight);
                }

                all[.._count].Sort();
                distances[place] = all[_count / 2];
            }
        }
    }

    /// <summary>
    /// Whether a frame has the colour of the forehead where most frames have another: then something stands before the face in those, and
    /// nothing in this one.
    /// </summary>
    /// <param name="places">The places in question.</param>
    public bool IsOwnSkin(ReadOnlySpan<bool> places)
    {
        float own = 0, most = 0;
        var (cb, cr) = (Upper(1), Upper(2));
        for (var place = 0; place < Places; place++)
        {
            var at = SkinLog.Values * place;
            if (places[place] && _own[at] != Unseen && _median[at] != Unseen)
            {
                own += new Vector2(_own[at + 1] - cb, _own[at + 2] - cr).Length();
                most += new Vector2(_median[at + 1] - cb, _median[at + 2] - cr).Length();
            }
        }

        return ChromaWeight * most > CoverTuning.SkinSure * places.Count(true) && own < CoverTuning.MostOwnSkin * most;
    }

    /// <summary>The median of the upper face in most frames.</summary>
    private int Upper(int value)
    {
        Span<short> values = stackalloc short[FaceLattice.UpperPlaces];
        var seen = 0;
        for (var k = FaceLattice.Places; k < FaceLattice.Places + FaceLattice.UpperPlaces; k++)
        {
            values[seen] = _median[(SkinLog.Values * k) + value];
            seen += values[seen] == Unseen ? 0 : 1;
        }

        values[..seen].Sort();
        return seen == 0 ? 0 : values[seen / 2];
    }

    private float Distance(int place, int frame, float lumaWeight)
    {
        var at = SkinLog.Values * place;
        var (low, high) = (_low[frame], _high[frame]);
        if (low[at] == Unseen)
        {
            return 0;
        }

        float sum = 0;
        for (var c = 0; c < SkinLog.Values; c++)
        {
            var d = (c == 0 ? lumaWeight : ChromaWeight) * Math.Max(0, Math.Max(low[at + c] - _own[at + c], _own[at + c] - high[at + c]));
            sum += d * d;
        }

        return MathF.Sqrt(sum);
    }

    private void Unpack(SkinLog log, int frame, short[] values)
    {
        var record = log.Read(frame, _copy);
        for (var i = 0; i < record.Length; i++)
        {
            values[i] = record[i - (i % SkinLog.Values)] == 0 ? (short)Unseen : record[i];
        }
    }

    private void TakeMedian()
    {
        Span<short> values = stackalloc short[_frames.Count];
        for (var i = 0; i < SkinLog.Bytes; i++)
        {
            var seen = 0;
            for (var k = 0; k < _frames.Count; k++)
            {
                values[seen] = _high[k][i];
                seen += _high[k][i] == Unseen ? 0 : 1;
            }

            values[..seen].Sort();
            _median[i] = seen == 0 ? (short)Unseen : values[seen / 2];
        }
    }

    /// <summary>
    /// Shifts each kind of value so that its median difference from the model is none. The upper face counts a little more than the lower,
    /// so that a thing before all of the lower is not taken for light.
    /// </summary>
    private void Level(short[] values)
    {
        for (var c = 0; c < SkinLog.Values; c++)
        {
            Array.Clear(_counts);
            var seen = 0;
            for (var i = c; i < values.Length; i += SkinLog.Values)
            {
                if (values[i] != Unseen && _median[i] != Unseen)
                {
                    var weight = i < SkinLog.Values * Places ? 1 : UpperWeight;
                    _counts[values[i] - _median[i] + (_counts.Length / 2)] += weight;
                    seen += weight;
                }
            }

            var shift = 0;
            for (var below = _counts[0]; 2 * below < seen; below += _counts[shift])
            {
                shift++;
            }

            for (var i = c; i < values.Length && seen > 0; i += SkinLog.Values)
            {
                values[i] = values[i] == Unseen ? (short)Unseen : (short)(values[i] - shift + (_counts.Length / 2));
            }
        }
    }

    /// <summary>The least and the most of a place and those around it, for a mesh is never laid exactly.</summary>
    private static void Range(FaceLattice lattice, short[] values, short[] low, short[] high)
    {
        for (var i = 0; i < SkinLog.Values * Places; i++)
        {
            var (place, c) = (i / SkinLog.Values, i % SkinLog.Values);
            var (column, row) = (place % Side, place / Side);
            (low[i], high[i]) = ((short)Unseen, (short)Unseen);
            for (var y = Math.Max(0, row - 1); y <= Math.Min(Side - 1, row + 1) && values[i] != Unseen; y++)
            {
                for (var x = Math.Max(0, column - 1); x <= Math.Min(Side - 1, column + 1); x++)
                {
                    var value = values[(((y * Side) + x) * SkinLog.Values) + c];
                    if (value != Unseen && lattice.IsFace[(y * Side) + x])
                    {
                        low[i] = low[i] == Unseen ? value : Math.Min(low[i], value);
                        high[i] = Math.Max(high[i], value);
                    }
                }
            }
        }
    }

    /// <summary>The mean of each place and those around it.</summary>
    private void Soften(FaceLattice lattice, float[] distances)
    {
        for (var place = 0; place < Places; place++)
        {
            float sum = 0;
            var count = 0;
            var (column, row) = (place % Side, place / Side);
            for (var y = Math.Max(0, row - 1); y <= Math.Min(Side - 1, row + 1) && lattice.IsFace[place]; y++)
            {
                for (var x = Math.Max(0, column - 1); x <= Math.Min(Side - 1, column + 1); x++)
                {
                    sum += _raw[(y * Side) + x];
                    count += lattice.IsFace[(y * Side) + x] ? 1 : 0;
                }
            }

            distances[place] = count > 0 ? sum / count : 0;
        }
    }
}
