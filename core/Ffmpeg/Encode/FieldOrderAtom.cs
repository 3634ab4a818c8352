using static HeyGem.Core.Ffmpeg.Encode.MovieBoxes;

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
    private static readonly string[] _way = ["trak", "mdia", "minf", "stbl", "stsd"];

    /// <summary>
    /// Writes the order into a finished movie, in place. A movie without the atom, or of another codec, is left as it is.
    /// </summary>
    /// <param name="path">The movie.</param>
    /// <param name="topFirst">Whether the top field is shown first.</param>
    /// <exception cref="IOException">The file cannot be read or written.</exception>
    public static void Write(string path, bool topFirst)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        if (ReadIndex(file) is not var (index, start))
        {
            return;
        }

        foreach (var (at, end) in Descriptions(index, 8, index.Length, 0))
        {
            // A full box's version and the count stand before the entries.
            foreach (var entry in Children(index, at + 8, end).Where(b => Name(index, b.At).StartsWith("ap", StringComparison.Ordinal)))
            {
                var boxes = Children(index, entry.At + VisualEntryBytes, entry.At + entry.Size);
                foreach (var field in boxes.Where(b => Name(index, b.At) == "fiel"))
                {
                    RandomAccess.Write(file, [topFirst ? TopFirst : BottomFirst], start + field.At + 9);
                }
            }
        }
    }

    /// <summary>The content of every <c>stsd</c>.</summary>
    private static IEnumerable<(int At, int End)> Descriptions(byte[] index, int at, int end, int depth) => depth == _way.Length
        ? [(at, end)]
        : Children(index, at, end).Where(b => Name(index, b.At) == _way[depth])
            .SelectMany(b => Descriptions(index, b.At + 8, b.At + b.Size, depth + 1));
}
