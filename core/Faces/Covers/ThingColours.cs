namespace HeyGem.Core.Faces.Covers;

/// <summary>The colours of a thing, as a sample of them: values of places, see <see cref="SkinLog.Values"/>. Owns its buffer.</summary>
internal sealed class ThingColours
{
    private const int Most = 64;

    private readonly short[] _samples = new short[SkinLog.Values * Most];
    private int _seen;

    /// <summary>Colours known.</summary>
    public int Count => Math.Min(_seen, Most);

    /// <summary>Knows none.</summary>
    public void Clear() => _seen = 0;

    /// <summary>Adds a place's. Where there are too many, every part of them stays represented.</summary>
    public void Add(ReadOnlySpan<short> values)
    {
        // A fixed stride that has no common divisor with the size, so that places of every row take turns.
        var at = _seen < Most ? _seen : (_seen * 37) % Most;
        values[..SkinLog.Values].CopyTo(_samples.AsSpan(SkinLog.Values * at));
        _seen++;
    }

    /// <summary>How far a place is from the nearest of them.</summary>
    public float Distance(ReadOnlySpan<short> values)
    {
        var least = float.MaxValue;
        for (var k = 0; k < Count; k++)
        {
            least = MathF.Min(least, SkinModel.Between(values, _samples.AsSpan(SkinLog.Values * k, SkinLog.Values)));
        }

        return least;
    }
}
