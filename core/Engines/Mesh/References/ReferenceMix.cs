namespace HeyGem.Core.Engines.Mesh.References;

/// <summary>A few keys and their shares for one frame; shares sum to 1, or the mix is empty.</summary>
internal struct ReferenceMix
{
    /// <summary>Most keys in a mix.</summary>
    public const int Most = 4;

    private unsafe fixed short _keys[Most];
    private unsafe fixed float _shares[Most];

    /// <summary>Keys in use.</summary>
    public int Count { get; private set; }

    /// <summary>Key number at a place.</summary>
    public readonly unsafe int Key(int place) => _keys[place];

    /// <summary>Its share.</summary>
    public readonly unsafe float Share(int place) => _shares[place];

    /// <summary>Smooths a table of shares over time and keeps what matters.</summary>
    /// <param name="shares">Row-major, one row a frame, one column a key.</param>
    /// <param name="keys">Columns.</param>
    /// <param name="half">Half kernel in frames.</param>
    /// <param name="least">Shares below this are dropped.</param>
    public static ReferenceMix[] Blend(ReadOnlySpan<float> shares, int keys, ReadOnlySpan<float> half, float least)
    {
        var frames = keys == 0 ? 0 : shares.Length / keys;
        var result = new ReferenceMix[frames];
        Span<float> row = stackalloc float[keys];
        for (var n = 0; n < frames; n++)
        {
            row.Clear();
            for (var j = Math.Max(0, n - half.Length + 1); j < Math.Min(frames, n + half.Length); j++)
            {
                for (var k = 0; k < keys; k++)
                {
                    row[k] += half[Math.Abs(j - n)] * shares[(j * keys) + k];
                }
            }

            result[n] = Keep(row, least);
        }

        return result;
    }

    private static unsafe ReferenceMix Keep(Span<float> row, float least)
    {
        var mix = default(ReferenceMix);
        float total = 0;
        foreach (var share in row)
        {
            total += share;
        }

        float kept = 0;
        while (total > 0 && mix.Count < Most)
        {
            var best = 0;
            for (var k = 1; k < row.Length; k++)
            {
                best = row[k] > row[best] ? k : best;
            }

            var share = row[best] / total;
            if (share <= 0 || (share < least && mix.Count > 0))
            {
                break;
            }

            mix._keys[mix.Count] = (short)best;
            mix._shares[mix.Count++] = share;
            kept += share;
            row[best] = 0;
        }

        for (var p = 0; p < mix.Count; p++)
        {
            mix._shares[p] /= kept;
        }

        return mix;
    }
}
