namespace HeyGem.Core.Frames;

/// <summary>
/// As many bytes for each frame of a clip, in a <see cref="FrameSpill"/>. Takes room only around records that are written. Written by one
/// thread; safe to read from many after that.
/// </summary>
/// <param name="spill">Where the bytes are; outlives the table.</param>
/// <param name="recordBytes">Bytes of a record, at most <see cref="FrameSpill.ChunkBytes"/>.</param>
internal sealed class FrameRecords(FrameSpill spill, int recordBytes)
{
    private readonly List<FrameSpill.Chunk?> _chunks = [];
    private readonly int _perChunk = FrameSpill.ChunkBytes / recordBytes;

    /// <summary>Writes a record.</summary>
    public void Write(int index, ReadOnlySpan<byte> record)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(record.Length, recordBytes, nameof(record));
        var place = index / _perChunk;
        while (_chunks.Count <= place)
        {
            _chunks.Add(null);
        }

        spill.Write(_chunks[place] ??= spill.Take(), index % _perChunk * recordBytes, record);
    }

    /// <summary>Reads a record that was written: where it lies, or into <paramref name="copy"/>.</summary>
    /// <param name="index">Its number.</param>
    /// <param name="copy">As long as a record.</param>
    public ReadOnlySpan<byte> Read(int index, Span<byte> copy)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(copy.Length, recordBytes, nameof(copy));
        var chunk = _chunks[index / _perChunk]
            ?? throw new ArgumentOutOfRangeException(nameof(index), index, "The record was never written.");
        return spill.Read(chunk, index % _perChunk * recordBytes, copy);
    }

    /// <summary>Gives the room back; nothing can be read any more.</summary>
    public void Release()
    {
        spill.Return(_chunks);
        _chunks.Clear();
    }
}
