using System.Buffers.Binary;
using HeyGem.Core.Errors;
using Microsoft.Win32.SafeHandles;
using static HeyGem.Core.Ffmpeg.Encode.MovieBoxes;

namespace HeyGem.Core.Ffmpeg.Segments;

/// <summary>An encoded picture of a file.</summary>
/// <param name="At">Where it begins in the file.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Time">When it is shown, in the unit of its track.</param>
internal readonly record struct PicturePacket(long At, int Bytes, long Time);

/// <summary>
/// The encoded pictures of an MP4 or MOV (ISO/IEC 14496-12) that ffmpeg has just written, read without another ffmpeg: one track of
/// pictures, all in this file, shown from one edit on.
/// </summary>
/// <param name="unit">How many units of the track's time a second has.</param>
/// <param name="packets">The pictures in the order of the file.</param>
/// <param name="sounds">Packets of all tracks of sound.</param>
internal sealed class PicturePackets(long unit, IReadOnlyList<PicturePacket> packets, long sounds)
{
    private const int OneTime = 0x10000;

    // ffmpeg adds up so many bytes before it divides, as zlib does: more do not fit into 32 bits.
    private const int SumBytes = 5552;
    private const uint SumBase = 65521;

    /// <summary>How many pictures there are.</summary>
    public int Count => packets.Count;

    /// <summary>How many packets or samples its sound has.</summary>
    public long Sounds => sounds;

    /// <summary>Reads the index of a file; null where it is built in another way.</summary>
    public static PicturePackets? TryRead(SafeFileHandle file)
    {
        try
        {
            return ReadIndex(file) is var (index, _) ? new Reader(index).Read(RandomAccess.GetLength(file)) : null;
        }
        catch (Exception e) when (e is ArgumentOutOfRangeException or IndexOutOfRangeException or InvalidOperationException)
        {
            // A box is missing, or says more than it holds.
            return null;
        }
    }

    /// <summary>Adds the pictures to a digest, as ffmpeg's list of them would be added.</summary>
    /// <param name="file">The file.</param>
    /// <param name="digests">The digest.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.OutputFailed"/>: the file ends within a picture.</exception>
    public void AddTo(PictureDigests digests, SafeFileHandle file, CancellationToken cancellationToken)
    {
        var buffer = Array.Empty<byte>();
        foreach (var packet in packets)
        {
            var (at, bytes, _) = packet;
            cancellationToken.ThrowIfCancellationRequested();
            buffer = buffer.Length < bytes ? new byte[bytes + (bytes / 2)] : buffer;
            var picture = buffer.AsSpan(0, bytes);
            for (var read = 0; read < bytes;)
            {
                var more = RandomAccess.Read(file, picture[read..], at + read);
                read += more > 0 ? more : throw new HeyGemException(ErrorCode.OutputFailed, "A file ends within a picture.");
            }

            digests.Add(packet, unit, SumOf(picture));
        }
    }

    /// <summary>Adler's sum of some bytes, begun with 0 as in ffmpeg's lists.</summary>
    internal static uint SumOf(ReadOnlySpan<byte> bytes)
    {
        var (a, b) = (0u, 0u);
        while (bytes.Length > 0)
        {
            var part = bytes[..Math.Min(SumBytes, bytes.Length)];
            foreach (var value in part)
            {
                a += value;
                b += a;
            }

            (a, b) = (a % SumBase, b % SumBase);
            bytes = bytes[part.Length..];
        }

        return (b << 16) | a;
    }

    /// <summary>Reads one index.</summary>
    private sealed class Reader(byte[] index)
    {
        public PicturePackets? Read(long length)
        {
            (int At, int Size) movie = (0, index.Length);
            var tracks = All(movie, "trak").ToList();
            if (tracks.Where(track => Holds(track, "vide")).ToList() is not [var pictures] || Find(movie, "mvex") is not null
                || StartOf(pictures) is not { } start)
            {
                return null;
            }

            var (media, tables) = (Only(pictures, "mdia"), TablesOf(pictures));
            var (head, places) = (Only(media, "mdhd").At, Only(Only(Only(media, "minf"), "dinf"), "dref").At);
            var unit = Number(head + (index[head + 8] == 1 ? 28 : 20));
            var sizes = Sizes(tables);
            var (at, times) = (Places(tables, sizes), Times(tables, sizes.Length));

            // One way of decoding, all pictures in this very file and as many in each table.
            return Number(Only(tables, "stsd").At + 12) == 1 && Number(places + 12) == 1 && (Number(places + 24) & 1) == 1 && unit > 0
                && at.Count == sizes.Length && times.Count == sizes.Length && at.Zip(sizes).All(p => p.First + p.Second <= length)
                ? new PicturePackets(
                    unit, [.. sizes.Select((size, i) => new PicturePacket(at[i], size, times[i] - start))],
                    tracks.Where(track => Holds(track, "soun")).Sum(track => (long)Number(Only(TablesOf(track), "stsz").At + 16)))
                : null;
        }

        private (int At, int Size) TablesOf((int At, int Size) track) => Only(Only(Only(track, "mdia"), "minf"), "stbl");

        /// <summary>Whether a track is of a kind.</summary>
        private bool Holds((int At, int Size) track, string kind) => Name(index, Only(Only(track, "mdia"), "hdlr").At + 12) == kind;

        private int[] Sizes((int At, int Size) tables)
        {
            var box = Only(tables, "stsz").At;
            var each = Number(box + 12);
            return [.. Enumerable.Range(0, Number(box + 16)).Select(i => each > 0 ? each : Number(box + 20 + (4 * i)))];
        }

        /// <summary>Where each picture begins: the pictures of a chunk follow one another.</summary>
        private List<long> Places((int At, int Size) tables, int[] sizes)
        {
            List<long> places = [];
            var (runs, isLong) = (Only(tables, "stsc").At, Find(tables, "co64") is not null);
            var chunks = Only(tables, isLong ? "co64" : "stco").At;
            var (count, run) = (Number(runs + 12), 0);
            for (var chunk = 1; chunk <= Number(chunks + 12); chunk++)
            {
                run += run + 1 < count && Number(runs + 16 + (12 * (run + 1))) == chunk ? 1 : 0;
                var at = isLong
                    ? BinaryPrimitives.ReadInt64BigEndian(index.AsSpan(chunks + 8 + (8 * chunk)))
                    : (uint)Number(chunks + 12 + (4 * chunk));
                for (var i = Number(runs + 20 + (12 * run)); i > 0; i--)
                {
                    places.Add(at);
                    at += sizes[places.Count - 1];
                }
            }

            return places;
        }

        /// <summary>When each picture is shown, on the track's own time line.</summary>
        private List<long> Times((int At, int Size) tables, int count)
        {
            List<long> times = [];
            var time = 0L;
            foreach (var length in Runs(Only(tables, "stts"), count))
            {
                times.Add(time);
                time += length;
            }

            var later = Find(tables, "ctts") is { } shown ? Runs(shown, count) : Enumerable.Repeat(0, count);
            return [.. times.Zip(later, (decoded, more) => decoded + more)];
        }

        /// <summary>A table of runs: how many pictures have the same value, and the value.</summary>
        private IEnumerable<int> Runs((int At, int Size) table, int count) =>
            Enumerable.Range(0, Number(table.At + 12)).Select(i => table.At + 16 + (8 * i))
                .SelectMany(run => Enumerable.Repeat(Number(run + 4), Number(run))).Take(count + 1);

        /// <summary>The time of the track that is shown first; null where it is shown in several pieces or at another speed.</summary>
        private long? StartOf((int At, int Size) track)
        {
            if (Find(track, "edts") is not { } edits)
            {
                return 0;
            }

            var list = Only(edits, "elst").At;
            var isLong = index[list + 8] == 1;
            var start = isLong ? BinaryPrimitives.ReadInt64BigEndian(index.AsSpan(list + 24)) : Number(list + 20);
            return Number(list + 12) == 1 && start >= 0 && Number(list + (isLong ? 32 : 24)) == OneTime ? start : null;
        }

        private IEnumerable<(int At, int Size)> All((int At, int Size) parent, string name) =>
            Children(index, parent.At + 8, parent.At + parent.Size).Where(box => Name(index, box.At) == name);

        private (int At, int Size)? Find((int At, int Size) parent, string name) =>
            All(parent, name).Select(box => ((int At, int Size)?)box).FirstOrDefault();

        /// <summary>The one box of a name.</summary>
        /// <exception cref="InvalidOperationException">There is none, or more than one.</exception>
        private (int At, int Size) Only((int At, int Size) parent, string name) => All(parent, name).Single();

        private int Number(int at) => BinaryPrimitives.ReadInt32BigEndian(index.AsSpan(at));
    }
}
