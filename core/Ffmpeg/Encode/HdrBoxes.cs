using System.Buffers.Binary;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Probe.Streams;
using static HeyGem.Core.Ffmpeg.Encode.MovieBoxes;

namespace HeyGem.Core.Ffmpeg.Encode;

/// <summary>
/// Writes the boxes <c>mdcv</c> and <c>clli</c> (ISO/IEC 14496-12) into the picture's sample entry of a finished MOV or MP4 that is still
/// ours: ffmpeg gives raw pictures no way to carry them.
/// </summary>
internal static class HdrBoxes
{
    private static readonly string[] _way = ["trak", "mdia", "minf", "stbl", "stsd"];

    /// <summary>Inserts those that the file does not have; pictures that were copied from a result bring theirs with them.</summary>
    /// <param name="path">The file.</param>
    /// <param name="hdr">What they say.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.OutputFailed"/>: the file is not built as ffmpeg builds it.</exception>
    public static void Insert(string path, HdrMetadata hdr)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite);
        var length = RandomAccess.GetLength(file);
        if (ReadIndex(file) is not var (index, at))
        {
            throw Unknown(path);
        }

        var grown = Grow(index, Boxes(hdr)) ?? throw Unknown(path);
        RandomAccess.Write(file, [.. grown, .. Rest(grown.Length - index.Length, at + index.Length)], at);

        // What follows an index that grows into the room kept free for it; at the end of the file there is nothing.
        byte[] Rest(int added, long next)
        {
            if (next >= length)
            {
                return [];
            }

            Span<byte> free = stackalloc byte[8];
            RandomAccess.Read(file, free, next);
            var room = BinaryPrimitives.ReadUInt32BigEndian(free);
            return free[4..].SequenceEqual("free"u8) && room >= added + 8 ? Box("free", [], (int)room - added) : throw Unknown(path);
        }
    }

    private static HeyGemException Unknown(string path) =>
        new(ErrorCode.OutputFailed, $"{MediaName.Of(path)} has no room for the clip's HDR metadata.");

    /// <summary>The index with the boxes at the end of its first picture's sample entry, but for those that it has.</summary>
    private static byte[]? Grow(byte[] index, IReadOnlyList<byte[]> boxes)
    {
        foreach (var (trak, trakSize) in Children(index, 8, index.Length).Where(b => Name(index, b.At) == "trak"))
        {
            List<int> parents = [0, trak];
            var (at, end) = (trak, trak + trakSize);
            foreach (var name in _way.Skip(1))
            {
                var child = Children(index, at + 8, end).FirstOrDefault(b => Name(index, b.At) == name);
                if (child.Size == 0 || (name == "minf" && !Children(index, at + 8, end).Any(b =>
                    Name(index, b.At) == "hdlr" && index.AsSpan(b.At + 16, 4).SequenceEqual("vide"u8))))
                {
                    end = 0;
                    break;
                }

                parents.Add(child.At);
                (at, end) = (child.At, child.At + child.Size);
            }

            if (end == 0)
            {
                continue;
            }

            // A full box and a count stand before the entries; behind the last box of an entry may be four zero bytes.
            var entry = at + 16;
            var inner = entry + VisualEntryBytes;
            var entryEnd = entry + BinaryPrimitives.ReadInt32BigEndian(index.AsSpan(entry));
            var there = Children(index, inner, entryEnd).ToList();
            inner = there.Select(b => b.At + b.Size).DefaultIfEmpty(inner).Max();
            byte[] added = [.. boxes.Where(box => !there.Any(b => Name(index, b.At) == Name(box, 0))).SelectMany(box => box)];
            foreach (var parent in parents.Append(entry))
            {
                var size = BinaryPrimitives.ReadInt32BigEndian(index.AsSpan(parent));
                BinaryPrimitives.WriteInt32BigEndian(index.AsSpan(parent), size + added.Length);
            }

            return [.. index[..inner], .. added, .. index[inner..]];
        }

        return null;
    }

    private static List<byte[]> Boxes(HdrMetadata hdr)
    {
        List<byte[]> boxes = [];
        if (hdr.Display is { } d)
        {
            var mdcv = new byte[24];
            foreach (var (value, i) in ((int[])[d.Green.X, d.Green.Y, d.Blue.X, d.Blue.Y, d.Red.X, d.Red.Y, d.White.X, d.White.Y])
                .Select((value, i) => (value, i)))
            {
                BinaryPrimitives.WriteUInt16BigEndian(mdcv.AsSpan(2 * i), (ushort)Math.Clamp(value, 0, ushort.MaxValue));
            }

            BinaryPrimitives.WriteUInt32BigEndian(mdcv.AsSpan(16), (uint)d.MaxLuminance);
            BinaryPrimitives.WriteUInt32BigEndian(mdcv.AsSpan(20), (uint)d.MinLuminance);
            boxes.Add(Box("mdcv", mdcv));
        }

        if (hdr.LightLevel is var (content, average))
        {
            var clli = new byte[4];
            BinaryPrimitives.WriteUInt16BigEndian(clli, (ushort)Math.Clamp(content, 0, ushort.MaxValue));
            BinaryPrimitives.WriteUInt16BigEndian(clli.AsSpan(2), (ushort)Math.Clamp(average, 0, ushort.MaxValue));
            boxes.Add(Box("clli", clli));
        }

        return boxes;
    }

    private static byte[] Box(string name, byte[] content, int? size = null)
    {
        var head = new byte[8 + content.Length];
        BinaryPrimitives.WriteInt32BigEndian(head, size ?? head.Length);
        System.Text.Encoding.Latin1.GetBytes(name, head.AsSpan(4));
        content.CopyTo(head, 8);
        return head;
    }
}
