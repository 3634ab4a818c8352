using System.IO.Compression;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Faces;

/// <summary>
/// A track as bytes, for the cache: the letters <c>HGFT</c>, a version, the SHA-256 of what follows, then the track, deflated.
/// About 3 kB a frame. Little-endian.
/// </summary>
public static class FaceTrackFile
{
    private const int Lettered = 4;
    private const int Version = 6;
    private const int PointBytes = 3 * FaceTrack.LandmarkCount * sizeof(short);

    private static ReadOnlySpan<byte> Magic => "HGFT"u8;

    /// <summary>Writes a track; a long one is never whole in memory a second time.</summary>
    /// <param name="track">The track.</param>
    /// <param name="stream">Can seek, since the sum is known last and stands first.</param>
    public static void Save(FaceTrack track, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(track);
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(Magic);
        stream.Write(BitConverter.GetBytes(Version));
        var at = stream.Position;
        stream.Write(new byte[SHA256.HashSizeInBytes]);
        using var sum = SHA256.Create();
        using (var body = new CryptoStream(stream, sum, CryptoStreamMode.Write, leaveOpen: true))
        using (var deflate = new DeflateStream(body, CompressionLevel.Fastest, leaveOpen: true))
        using (var writer = new BinaryWriter(deflate))
        {
            WriteBody(track, writer);
        }

        var end = stream.Position;
        stream.Position = at;
        stream.Write(sum.Hash!);
        stream.Position = end;
    }

    /// <summary>Reads what <see cref="Save"/> wrote; null when the bytes are damaged, incomplete or of another version.</summary>
    /// <param name="stream">Can seek: it is read once for its sum and once for the track.</param>
    public static FaceTrack? TryLoad(Stream stream) => TryLoad(stream, FrameSpill.InMemory);

    /// <summary>The same with the landmarks in <paramref name="spill"/>.</summary>
    internal static FaceTrack? TryLoad(Stream stream, FrameSpill spill)
    {
        ArgumentNullException.ThrowIfNull(stream);
        Span<byte> head = stackalloc byte[Magic.Length + sizeof(int) + SHA256.HashSizeInBytes];
        if (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length
            || !head.StartsWith(Magic)
            || MemoryMarshal.Read<int>(head[Magic.Length..]) != Version)
        {
            return null;
        }

        var body = stream.Position;
        if (!SHA256.HashData(stream).AsSpan().SequenceEqual(head[(Magic.Length + sizeof(int))..]))
        {
            return null;
        }

        stream.Position = body;
        using var deflate = new DeflateStream(stream, CompressionMode.Decompress, leaveOpen: true);
        using var reader = new BinaryReader(deflate);
        return ReadBody(reader, spill);
    }

    private static void WriteBody(FaceTrack track, BinaryWriter writer)
    {
        Write(writer, track.Range);
        writer.Write(track.FrameRate.Numerator);
        writer.Write(track.FrameRate.Denominator);
        writer.Write(track.Width);
        writer.Write(track.Height);
        writer.Write(track.Shots.Count);
        foreach (var shot in track.Shots)
        {
            Write(writer, shot);
        }

        writer.Write(track.People.Count);
        foreach (var person in track.People)
        {
            Write(writer, person.Frames);
            writer.Write(person.Person);
            writer.Write((byte)person.State);
        }

        writer.Write(track.FrameCount);
        for (var i = 0; i < track.FrameCount; i++)
        {
            var frame = track.Stored(i);
            writer.Write(frame is not null);
            if (frame is not null)
            {
                Write(writer, frame);
            }
        }
    }

    private static FaceTrack ReadBody(BinaryReader reader, FrameSpill spill)
    {
        var range = ReadRange(reader);
        var rate = FrameRate.Of(reader.ReadInt64(), reader.ReadInt64());
        var (width, height) = (reader.ReadInt32(), reader.ReadInt32());
        var shots = new FrameRange[reader.ReadInt32()];
        for (var i = 0; i < shots.Length; i++)
        {
            shots[i] = ReadRange(reader);
        }

        var people = new ShotPerson[reader.ReadInt32()];
        for (var i = 0; i < people.Length; i++)
        {
            people[i] = new ShotPerson(ReadRange(reader), reader.ReadInt32(), (PersonState)reader.ReadByte());
        }

        var count = reader.ReadInt32();
        var frames = new FaceFrames(spill);
        for (var i = 0; i < count; i++)
        {
            frames.Add(reader.ReadBoolean() ? ReadFrame(reader) : null);
        }

        return new FaceTrack(range, rate, width, height, frames, shots) { People = people };
    }

    private static void Write(BinaryWriter writer, FaceFrame frame)
    {
        writer.Write(frame.Origin.X);
        writer.Write(frame.Origin.Y);
        writer.Write(frame.Origin.Z);
        writer.Write(frame.Step);
        writer.Write(frame.Confidence);
        writer.Write(frame.Sharpness);
        writer.Write(MemoryMarshal.AsBytes<short>(frame.Points));
        var cover = frame.Cover is null ? 0 : !frame.Cover.IsGrey ? 1 : frame.Cover.IsFollowed ? 3 : 2;
        writer.Write((byte)(cover + (frame.Letters is null ? 0 : Lettered)));
        writer.Write(frame.Cover?.Mask ?? []);
        writer.Write(frame.Letters ?? []);
    }

    private static FaceFrame ReadFrame(BinaryReader reader)
    {
        var origin = new Vector3(reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle());
        var (step, confidence, sharpness) = (reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle());
        var points = MemoryMarshal.Cast<byte, short>(reader.ReadBytes(PointBytes)).ToArray();
        var kind = reader.ReadByte();
        var cover = kind % Lettered > 0
            ? new FrameCover(reader.ReadBytes(CoverGrid.Bytes), kind % Lettered >= 2, kind % Lettered == 3)
            : null;
        var letters = kind >= Lettered ? reader.ReadBytes(CoverGrid.Bytes) : null;
        return new FaceFrame
        {
            Origin = origin,
            Step = step,
            Points = points,
            Confidence = confidence,
            Sharpness = sharpness,
            Cover = cover,
            Letters = letters,
        };
    }

    private static void Write(BinaryWriter writer, FrameRange range)
    {
        writer.Write(range.Start);
        writer.Write(range.Count);
    }

    private static FrameRange ReadRange(BinaryReader reader) => new(reader.ReadInt64(), reader.ReadInt64());
}
