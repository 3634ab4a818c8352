using System.Buffers.Binary;
using System.Text;

namespace HeyGem.Core.Ffmpeg.Encode;

/// <summary>
/// The <c>fiel</c> atom of a ProRes movie: which field is shown first. From 7 on ffmpeg writes there that the other field is stored first
/// (9 or 14) whatever order its encoder was given, and an editor then shows the fields the wrong way round; the pictures themselves are
/// marked rightly.
/// </summary>
internal static class FieldOrderAtom
{
    private const byte TopFirst = 1;
    private const byte BottomFirst = 6;
    private const int VisualEntryBytes = 86;
    private static readonly string[] _way = ["moov", "trak", "mdia", "minf", "stbl", "stsd"];

    /// <summary>
    /// Writes the order into a finished movie, in place. A movie without the atom, or of another codec, is left as it is.
    /// </summary>
    /// <param name="path">The movie.</param>
    /// <param name="topFirst">Whether the top field is shown first.</param>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public static void Write(string path, bool topFirst)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite);
        foreach (var (start, end) in Descriptions(file, 0, file.Length, 0))
        {
            foreach (var entry in Boxes(file, start + 8, end).Where(box => box.Type.StartsWith("ap", StringComparison.Ordinal)))
            {
                foreach (var field in Boxes(file, entry.Start - 8 + VisualEntryBytes, entry.End).Where(box => box.Type == "fiel"))
                {
                    file.Position = field.Start + 1;
                    file.WriteByte(topFirst ? TopFirst : BottomFirst);
                }
            }
        }
    }

    /// <summary>The content of every <c>stsd</c>.</summary>
    private static IEnumerable<(long Start, long End)> Descriptions(FileStream file, long start, long end, int depth)
    {
        if (depth == _way.Length)
        {
            return [(start, end)];
        }

        return Boxes(file, start, end).Where(box => box.Type == _way[depth])
            .SelectMany(box => Descriptions(file, box.Start, box.End, depth + 1));
    }

    /// <summary>The boxes between two places: type, start of content and end, in bytes.</summary>
    private static List<(string Type, long Start, long End)> Boxes(FileStream file, long start, long end)
    {
        List<(string Type, long Start, long End)> found = [];
        Span<byte> head = stackalloc byte[16];
        while (end - start >= 8)
        {
            file.Position = start;
            var read = file.ReadAtLeast(head, 16, throwOnEndOfStream: false);
            long size = BinaryPrimitives.ReadUInt32BigEndian(head);
            var content = 8;
            if (size == 1 && read == 16)
            {
                (size, content) = (BinaryPrimitives.ReadInt64BigEndian(head[8..]), 16);
            }

            var next = size == 0 ? end : start + size;
            if (read < 8 || next < start + content || next > end)
            {
                break;
            }

            found.Add((Encoding.Latin1.GetString(head[4..8]), start + content, next));
            start = next;
        }

        return found;
    }
}
