namespace HeyGem.Core.Faces.Covers;

/// <summary>Connected parts (four neighbours) of open places of a <see cref="FaceLattice"/>. Owns its buffers.</summary>
internal sealed class PlaceParts
{
    private const int Side = FaceLattice.Side;

    private readonly int[] _queue = new int[FaceLattice.Places];

    /// <summary>The places that parts consist of; for the caller to set.</summary>
    public bool[] Open { get; } = new bool[FaceLattice.Places];

    /// <summary>The places of the parts that were taken.</summary>
    public bool[] Taken { get; } = new bool[FaceLattice.Places];

    /// <summary>Takes no part yet.</summary>
    public void Clear() => Array.Clear(Taken);

    /// <summary>Takes the part that an open place belongs to.</summary>
    /// <returns>Its places, valid until the next part is taken; none where it was taken before or the place is not open.</returns>
    public ReadOnlySpan<int> Take(int place)
    {
        if (!Open[place] || Taken[place])
        {
            return [];
        }

        _queue[0] = place;
        Taken[place] = true;
        var count = 1;
        for (var next = 0; next < count; next++)
        {
            var (column, row) = (_queue[next] % Side, _queue[next] / Side);
            foreach (var (x, y) in (ReadOnlySpan<(int, int)>)[(column - 1, row), (column + 1, row), (column, row - 1), (column, row + 1)])
            {
                var other = (y * Side) + x;
                if (x is >= 0 and < Side && y is >= 0 and < Side && Open[other] && !Taken[other])
                {
                    Taken[other] = true;
                    _queue[count++] = other;
                }
            }
        }

        return _queue.AsSpan(0, count);
    }
}
