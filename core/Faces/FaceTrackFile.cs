using System.IO.Compression;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Faces;

/// <summary>
/// A track as bytes, for the cache: the letters <c>HGFT</c>, a version, the SHA-256 of what follows, then the track, deflated.
/// About 3 kB a frame. Little-endian.
/// </summary>
public static class FaceTrackFile
{
    private const int Version = 2;
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
    public static FaceTrack? TryLoad(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        var bytes = copy.GetBuffer().AsMemory(0, (int)copy.Length);
        var head = Magic.Length + sizeof(int) + SHA256.HashSizeInBytes;
        if (bytes.Length < head
            || !bytes.Span.StartsWith(Magic)
            || MemoryMarshal.Read<int>(bytes.Span[Magic.Length..]) != Version
            || !SHA256.HashData(bytes.Span[head..]).AsSpan()
                .SequenceEqual(bytes.Span.Slice(Magic.Length + sizeof(int), SHA256.HashSizeInBytes)))
        {
            return null;
        }

        copy.Position = head;
        using var deflate = new DeflateStream(copy, CompressionMode.Decompress);
        using var reader = new BinaryReader(deflate);
        return ReadBody(reader);
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

    private static FaceTrack ReadBody(BinaryReader reader)
    {
        var range = ReadRange(reader);
        var rate = FrameRate.Of(reader.ReadInt64(), reader.ReadInt64());
        var (width, height) = (reader.ReadInt32(), reader.ReadInt32());
        var shots = new FrameRange[reader.ReadInt32()];
        for (var i = 0; i < shots.Length; i++)
        {
            shots[i] = ReadRange(reader);
        }

        var frames = new FaceFrame?[reader.ReadInt32()];
        for (var i = 0; i < frames.Length; i++)
        {
            frames[i] = reader.ReadBoolean() ? ReadFrame(reader) : null;
        }

        return new FaceTrack(range, rate, width, height, frames, shots);
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
        writer.Write((byte)(frame.Cover is null ? 0 : frame.Cover.IsGrey ? 2 : 1));
        writer.Write(frame.Cover?.Mask ?? []);
    }

    private static FaceFrame ReadFrame(BinaryReader reader)
    {
        var origin = new Vector3(reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle());
        var (step, confidence, sharpness) = (reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle());
        var points = MemoryMarshal.Cast<byte, short>(reader.ReadBytes(PointBytes)).ToArray();
        var kind = reader.ReadByte();
        var cover = kind > 0 ? new FrameCover(reader.ReadBytes(CoverGrid.Bytes), kind == 2) : null;
        return new FaceFrame
        {
            Origin = origin,
            Step = step,
            Points = points,
            Confidence = confidence,
            Sharpness = sharpness,
            Cover = cover,
        };
    }

    private static void Write(BinaryWriter writer, FrameRange range)
    {
        writer.Write(range.Start);
        writer.Write(range.Count);
    }

    private static FrameRange ReadRange(BinaryReader reader) => new(reader.ReadInt64(), reader.ReadInt64());
}
