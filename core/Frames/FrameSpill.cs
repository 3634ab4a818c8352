using Microsoft.Win32.SafeHandles;

namespace HeyGem.Core.Frames;

/// <summary>
/// Room for what is kept of every frame of a clip, so that an hour needs no more memory than a minute: the first bytes in memory, what
/// comes after in a file that has no name and goes with the process. Where no such file can be made, or its disk is full, all stays in
/// memory. One for each render; the owner disposes it, after which only what is in memory can be read. Thread-safe.
/// </summary>
internal sealed class FrameSpill : IDisposable
{
    /// <summary>Bytes kept in memory at most: about a minute of a face track and of the shapes made from it.</summary>
    public const long MaxBytes = 8 << 20;

    /// <summary>Bytes that a table takes at once.</summary>
    public const int ChunkBytes = 64 << 10;

    private readonly Lock _gate = new();
    private readonly Stack<Chunk> _free = [];
    private readonly string? _folder;
    private readonly long _room;
    private SafeFileHandle? _file;
    private bool _refused;
    private long _used;

    private FrameSpill()
    {
    }

    /// <summary>Spills into a folder.</summary>
    /// <param name="folder">Where the file is made once it is needed; made where it is missing.</param>
    /// <param name="room">Bytes kept in memory at most.</param>
    public FrameSpill(string folder, long room = MaxBytes) => (_folder, _room) = (folder, room);

    /// <summary>Keeps everything in memory, for as long as its tables live.</summary>
    public static FrameSpill InMemory { get; } = new();

    /// <summary>Bytes that went to the disk.</summary>
    public long SpilledBytes { get; private set; }

    /// <summary>A chunk for a table. Its bytes are any.</summary>
    public Chunk Take()
    {
        if (_folder is null)
        {
            return new Chunk { Memory = new byte[ChunkBytes] };
        }

        lock (_gate)
        {
            if (_free.TryPop(out var chunk))
            {
                return chunk;
            }

            if (_used + ChunkBytes > _room && OpenFile(_folder) is not null)
            {
                SpilledBytes += ChunkBytes;
                return new Chunk { At = SpilledBytes - ChunkBytes };
            }

            _used += ChunkBytes;
            return new Chunk { Memory = new byte[ChunkBytes] };
        }
    }

    /// <summary>Takes chunks back, for the next table.</summary>
    public void Return(IEnumerable<Chunk?> chunks)
    {
        if (_folder is null)
        {
            return;
        }

        lock (_gate)
        {
            // Those in memory are the first, and shall be taken first.
            foreach (var chunk in chunks.OfType<Chunk>().Reverse())
            {
                _free.Push(chunk);
            }
        }
    }

    /// <summary>Writes into a chunk. A chunk that the disk has no room for comes into memory.</summary>
    public void Write(Chunk chunk, int offset, ReadOnlySpan<byte> bytes)
    {
        if (chunk.Memory is null)
        {
            try
            {
                RandomAccess.Write(_file!, bytes, chunk.At + offset);
                return;
            }
            catch (IOException)
            {
                var memory = new byte[ChunkBytes];
                ReadAll(memory, chunk.At);
                (chunk.Memory, _refused) = (memory, true);
            }
        }

        bytes.CopyTo(chunk.Memory.AsSpan(offset));
    }

    /// <summary>Reads from a chunk: its own bytes where it is in memory, else a copy.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="offset">Where in it.</param>
    /// <param name="copy">As many bytes as are wanted; written where the chunk is on the disk.</param>
    /// <exception cref="EndOfStreamException">The disk gave fewer bytes than were written.</exception>
    public ReadOnlySpan<byte> Read(Chunk chunk, int offset, Span<byte> copy)
    {
        if (chunk.Memory is { } memory)
        {
            return memory.AsSpan(offset, copy.Length);
        }

        return ReadAll(copy, chunk.At + offset) == copy.Length
            ? copy
            : throw new EndOfStreamException("The disk gave fewer bytes of a frame than were written.");
    }

    /// <inheritdoc/>
    public void Dispose() => _file?.Dispose();

    private int ReadAll(Span<byte> bytes, long at)
    {
        for (var done = 0; done < bytes.Length;)
        {
            var read = RandomAccess.Read(_file!, bytes[done..], at + done);
            if (read == 0)
            {
                return done;
            }

            done += read;
        }

        return bytes.Length;
    }

    private SafeFileHandle? OpenFile(string folder)
    {
        if (_file is not null || _refused)
        {
            return _refused ? null : _file;
        }

        try
        {
            Directory.CreateDirectory(folder);
            var path = Path.Combine(folder, $"{Guid.NewGuid():N}.spill.part");
            var options = FileOptions.RandomAccess | (OperatingSystem.IsWindows() ? FileOptions.DeleteOnClose : FileOptions.None);
            _file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.Delete, options);
            if (!OperatingSystem.IsWindows())
            {
                File.Delete(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            _refused = true;
        }

        return _refused ? null : _file;
    }

    /// <summary>Some bytes of a table, in memory or on the disk.</summary>
    public sealed class Chunk
    {
        /// <summary>The bytes; null where they are on the disk.</summary>
        public byte[]? Memory { get; set; }

        /// <summary>Where they are in the file.</summary>
        public long At { get; init; }
    }
}
