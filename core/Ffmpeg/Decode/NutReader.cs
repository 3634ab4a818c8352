using System.Buffers.Binary;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Ffmpeg.Decode;

/// <summary>Reads bytes as they come; 0 at the end.</summary>
internal delegate ValueTask<int> ReadBytes(Memory<byte> into, CancellationToken cancellationToken);

/// <summary>A frame of a NUT stream, before its bytes.</summary>
/// <param name="Pts">Its presentation time in the stream's <see cref="NutReader.TimeBase"/>.</param>
/// <param name="Bytes">How many bytes follow.</param>
internal readonly record struct NutFrame(long Pts, long Bytes);

/// <summary>
/// Reads a NUT stream that holds one stream of raw pictures, as ffmpeg writes it to a pipe: pixels and time stamps arrive together.
/// Versions 3 and 4 of the format; check sums are not verified, since a pipe does not change what goes through it. After each
/// <see cref="NextAsync"/> the frame's bytes are read with
/// <see cref="FillAsync"/>.
/// </summary>
/// <param name="read">Where the bytes come from.</param>
internal sealed class NutReader(ReadBytes read)
{
    private const ulong Main = 0x4E4D7A561F5F04AD, Stream = 0x4E5311405BF2F9DB, SyncPoint = 0x4E4BE4ADEECA4569;
    private const int LargestHeader = 1 << 20, HeaderWithCheckSum = 4096;

    private readonly byte[] _buffer = new byte[4096];
    private NutFrameCode[] _codes = [];
    private int _from, _to;
    private int _ptsShift;
    private long _lastPts;
    private bool _begun;

    /// <summary>Seconds of one unit of the time stamps; known from the first frame on.</summary>
    public Fraction TimeBase { get; private set; }

    /// <summary>Width and height of the pictures, pixels; known from the first frame on.</summary>
    public (long Width, long Height) Size { get; private set; }

    /// <summary>Reads up to the next frame's bytes; null at the end of the stream.</summary>
    /// <exception cref="InvalidDataException">The bytes are no NUT stream of one picture stream.</exception>
    public async ValueTask<NutFrame?> NextAsync(CancellationToken cancellationToken)
    {
        if (!_begun)
        {
            var name = new byte[25];
            if (!await FillAsync(name, cancellationToken).ConfigureAwait(false))
            {
                return null;
            }

            _begun = name.AsSpan().SequenceEqual("nut/multimedia container\0"u8)
                ? true
                : throw new InvalidDataException($"A NUT stream begins with its name, not with {Convert.ToHexString(name)}.");
        }

        while (true)
        {
            var code = await ByteAsync(cancellationToken).ConfigureAwait(false);
            if (code < 0)
            {
                return null;
            }

            if (code != 'N')
            {
                return await FrameAsync(code, cancellationToken).ConfigureAwait(false);
            }

            if (!await HeaderAsync(cancellationToken).ConfigureAwait(false))
            {
                return null;
            }
        }
    }

    /// <summary>Reads a frame's bytes; false when the stream ends before them.</summary>
    public async ValueTask<bool> FillAsync(Memory<byte> bytes, CancellationToken cancellationToken)
    {
        var held = Math.Min(bytes.Length, _to - _from);
        _buffer.AsMemory(_from, held).CopyTo(bytes);
        _from += held;
        for (bytes = bytes[held..]; bytes.Length > 0;)
        {
            var count = await read(bytes, cancellationToken).ConfigureAwait(false);
            if (count == 0)
            {
                return false;
            }

            bytes = bytes[count..];
        }

        return true;
    }

    private async ValueTask<NutFrame?> FrameAsync(int code, CancellationToken cancellationToken)
    {
        if (_codes.Length == 0 || _codes[code].Flags.HasFlag(NutFlags.Invalid))
        {
            throw new InvalidDataException($"A NUT frame begins with the code {code}, which the stream does not define.");
        }

        var entry = _codes[code];
        var flags = entry.Flags;
        flags ^= flags.HasFlag(NutFlags.Coded) ? (NutFlags)await VariableAsync(cancellationToken).ConfigureAwait(false) : 0;
        var stream = flags.HasFlag(NutFlags.StreamId) ? await VariableAsync(cancellationToken).ConfigureAwait(false) : entry.Stream;
        if (stream != 0)
        {
            throw new InvalidDataException($"A NUT stream of one picture stream has a frame of stream {stream}.");
        }

        var pts = flags.HasFlag(NutFlags.CodedPts)
            ? Whole(await VariableAsync(cancellationToken).ConfigureAwait(false))
            : _lastPts + entry.PtsDelta;
        long size = entry.SizeLow;
        size += flags.HasFlag(NutFlags.SizeHigh) ? entry.SizeStep * await VariableAsync(cancellationToken).ConfigureAwait(false) : 0;
        if (flags.HasFlag(NutFlags.MatchTime))
        {
            await VariableAsync(cancellationToken).ConfigureAwait(false);
        }

        var elided = flags.HasFlag(NutFlags.HeaderIndex) ? await VariableAsync(cancellationToken).ConfigureAwait(false) : entry.Header;
        var reserved = flags.HasFlag(NutFlags.Reserved) ? await VariableAsync(cancellationToken).ConfigureAwait(false) : entry.Reserved;
        for (var i = 0L; i < reserved; i++)
        {
            await VariableAsync(cancellationToken).ConfigureAwait(false);
        }

        if (flags.HasFlag(NutFlags.CheckSum) && !await FillAsync(new byte[4], cancellationToken).ConfigureAwait(false))
        {
            return null;
        }

        // Bytes that all frames begin with are left out of small ones only.
        if (size <= HeaderWithCheckSum && elided > 0)
        {
            throw new InvalidDataException("A NUT frame leaves out bytes that raw pictures do not share.");
        }

        _lastPts = pts;
        return size >= 0 ? new NutFrame(pts, size) : throw new InvalidDataException($"A NUT frame of {size} bytes is none.");
    }

    /// <summary>A time stamp from its low bits, which are those nearest to the last one, or whole.</summary>
    private long Whole(long coded)
    {
        var range = 1L << _ptsShift;
        if (coded >= range)
        {
            return coded - range;
        }

        var delta = _lastPts - ((range - 1) / 2);
        return ((coded - delta) & (range - 1)) + delta;
    }

    /// <summary>Reads a packet that begins with a start code, whose first byte was taken.</summary>
    private async ValueTask<bool> HeaderAsync(CancellationToken cancellationToken)
    {
        var start = new byte[8];
        start[0] = (byte)'N';
        if (!await FillAsync(start.AsMemory(1), cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        var length = await VariableAsync(cancellationToken).ConfigureAwait(false);
        if (length is < 4 or > LargestHeader)
        {
            throw new InvalidDataException($"A NUT header of {length} bytes is none.");
        }

        var packet = new byte[length + (length > HeaderWithCheckSum ? 4 : 0)];
        if (!await FillAsync(packet, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        var fields = new NutFields(packet.AsMemory(length > HeaderWithCheckSum ? 4 : 0, (int)length - 4));
        switch (BinaryPrimitives.ReadUInt64BigEndian(start))
        {
            case Main:
                ReadMain(fields);
                break;
            case Stream:
                fields.Variable();
                fields.Variable();
                fields.Skip(fields.Variable());
                fields.Variable();
                _ptsShift = (int)Math.Clamp(fields.Variable(), 0, 62);
                fields.Variable();
                fields.Variable();
                fields.Variable();
                fields.Skip(fields.Variable());
                Size = (fields.Variable(), fields.Variable());
                break;
            case SyncPoint:
                // With one unit of time the number is the time itself.
                _lastPts = fields.Variable();
                break;
        }

        return true;
    }

    private void ReadMain(NutFields fields)
    {
        var version = fields.Variable();
        if (version > 3)
        {
            fields.Variable();
        }

        var streams = fields.Variable();
        if (version is < 3 or > 4 || streams != 1)
        {
            throw new InvalidDataException($"A NUT stream of version {version} with {streams} streams is not one of raw pictures.");
        }

        fields.Variable();
        if (fields.Variable() != 1 || new Fraction(fields.Variable(), fields.Variable()) is not { IsPositive: true } unit)
        {
            throw new InvalidDataException("A NUT stream of one picture stream has one unit of time.");
        }

        TimeBase = unit;

        _codes = NutFrameCode.Table(fields);
    }

    private async ValueTask<long> VariableAsync(CancellationToken cancellationToken)
    {
        var value = 0L;
        while (true)
        {
            var next = await ByteAsync(cancellationToken).ConfigureAwait(false);
            if (next < 0)
            {
                throw new EndOfStreamException("A NUT stream ends in the middle of a number.");
            }

            value = (value << 7) | (uint)(next & 0x7F);
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    private async ValueTask<int> ByteAsync(CancellationToken cancellationToken)
    {
        if (_from == _to)
        {
            (_from, _to) = (0, await read(_buffer, cancellationToken).ConfigureAwait(false));
        }

        return _from == _to ? -1 : _buffer[_from++];
    }
}
