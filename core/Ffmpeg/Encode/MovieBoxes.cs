using System.Buffers.Binary;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace HeyGem.Core.Ffmpeg.Encode;

/// <summary>The boxes (ISO/IEC 14496-12) of a finished MOV's or MP4's index, in memory; places and sizes in bytes.</summary>
internal static class MovieBoxes
{
    /// <summary>What stands before the boxes within a picture's sample entry, its own head included.</summary>
    public const int VisualEntryBytes = 86;

    private const int MostIndexBytes = 256 << 20;

    /// <summary>Reads the index, box <c>moov</c>, and where in the file it is; null where there is none.</summary>
    public static (byte[] Index, long At)? ReadIndex(SafeFileHandle file)
    {
        var length = RandomAccess.GetLength(file);
        Span<byte> head = stackalloc byte[16];
        for (var at = 0L; at + 8 <= length;)
        {
            RandomAccess.Read(file, head, at);
            var size = (long)BinaryPrimitives.ReadUInt32BigEndian(head);
            size = size == 1 ? BinaryPrimitives.ReadInt64BigEndian(head[8..]) : size;
            if (head[4..8].SequenceEqual("moov"u8) && size is > 8 and < MostIndexBytes)
            {
                var index = new byte[size];
                RandomAccess.Read(file, index, at);
                return (index, at);
            }

            at += size < 8 ? length : size;
        }

        return null;
    }

    /// <summary>The boxes between two places.</summary>
    public static IEnumerable<(int At, int Size)> Children(byte[] index, int at, int end)
    {
        while (at + 8 <= end)
        {
            var size = BinaryPrimitives.ReadInt32BigEndian(index.AsSpan(at));
            if (size < 8 || at + size > end)
            {
                yield break;
            }

            yield return (at, size);
            at += size;
        }
    }

    /// <summary>A box's four letters.</summary>
    public static string Name(byte[] index, int at) => Encoding.Latin1.GetString(index, at + 4, 4);
}
