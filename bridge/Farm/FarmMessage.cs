using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;

namespace HeyGem.Bridge.Farm;

/// <summary>
/// Work for one segment as the broker carries it. It names what is to be drawn and holds no state: what has become of a segment the bridge
/// alone knows.
/// </summary>
internal sealed partial record FarmMessage
{
    /// <summary>The version that is written and read.</summary>
    public const int Current = 1;

    private const int MostBytes = 4096;

    private static readonly JsonSerializerOptions _json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        NumberHandling = JsonNumberHandling.Strict,
        PropertyNameCaseInsensitive = false,
    };

    public required int Version { get; init; }

    /// <summary>The item that is rendered; empty outside a job list.</summary>
    public required string Item { get; init; }

    /// <summary>The key of what is drawn.</summary>
    public required string Order { get; init; }

    /// <summary>The segment, from 0.</summary>
    public required int Segment { get; init; }

    /// <summary>The content key of what it is drawn from.</summary>
    public required string Bundle { get; init; }

    /// <summary>The message's bytes.</summary>
    public byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, _json);

    /// <summary>Reads a message; null where it is none of this version. Nothing that is read is ever a path or an address.</summary>
    public static FarmMessage? TryRead(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return bytes.Length <= MostBytes && JsonSerializer.Deserialize<FarmMessage>(bytes, _json) is { Version: Current } read
                && Key().IsMatch(read.Order) && Key().IsMatch(read.Bundle) && read.Item.Length <= 64 && read.Segment is >= 0 and < 1_000_000
                ? read : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex("^[0-9a-f]{64}\\z")]
    private static partial Regex Key();
}
