using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HeyGem.Core.Engines;
using HeyGem.Core.Ffmpeg.Segments;

namespace HeyGem.Core.Render.Segments;

/// <summary>
/// What is known of a segment that is done. As a file: a line with the form's version and the SHA-256 of the JSON that follows.
/// </summary>
internal sealed record SegmentNote
{
    private const string Head = "heygem segment 1 ";
    private const byte LineEnd = (byte)'\n';

    /// <summary>What it was drawn and encoded from, by <see cref="SegmentKey"/>.</summary>
    public required string Key { get; init; }

    /// <summary>Its first frame in the result.</summary>
    public required long Start { get; init; }

    /// <summary>The encoded file.</summary>
    public required EncodedSegment File { get; init; }

    /// <summary>What became of each of its frames, a <see cref="FrameOutcome"/> a byte.</summary>
    public required byte[] Outcomes { get; init; }

    /// <summary>What the readers had to say of the clip's frames up to its end, each a sentence.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>The note as a file.</summary>
    public byte[] ToBytes()
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(this);
        return [.. Encoding.ASCII.GetBytes(Head + Convert.ToHexStringLower(SHA256.HashData(json))), LineEnd, .. json];
    }

    /// <summary>Reads a file; null where it is not whole or of another form.</summary>
    public static SegmentNote? TryRead(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf(LineEnd);
        if (end < 0 || Encoding.ASCII.GetString(bytes[..end]) != Head + Convert.ToHexStringLower(SHA256.HashData(bytes[(end + 1)..])))
        {
            return null;
        }

        try
        {
            return JsonSerializer.Deserialize<SegmentNote>(bytes[(end + 1)..]);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
