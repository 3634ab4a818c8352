namespace HeyGem.Core.Ffmpeg.Decode;

/// <summary>The numbers of a NUT header, one after the other.</summary>
/// <param name="bytes">The header's bytes without its check sum.</param>
internal sealed class NutFields(ReadOnlyMemory<byte> bytes)
{
    private int _at;

    /// <summary>Whether there is nothing more.</summary>
    public bool IsAtEnd => _at >= bytes.Length;

    /// <summary>A number of 7 bits a byte, the highest first.</summary>
    /// <exception cref="InvalidDataException">The header ends within it.</exception>
    public long Variable()
    {
        for (var value = 0L; ;)
        {
            if (IsAtEnd)
            {
                throw new InvalidDataException("A NUT header ends in the middle of a number.");
            }

            var next = bytes.Span[_at++];
            value = (value << 7) | (uint)(next & 0x7F);
            if (next < 0x80)
            {
                return value;
            }
        }
    }

    /// <summary>A number with a sign: 0, 1, -1, 2, -2 ...</summary>
    public long Signed()
    {
        var value = Variable() + 1;
        return (value & 1) != 0 ? -(value >> 1) : value >> 1;
    }

    /// <summary>Passes over bytes.</summary>
    public void Skip(long count) => _at += (int)Math.Clamp(count, 0, bytes.Length - _at);
}
