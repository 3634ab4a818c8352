using System.Buffers.Text;
using System.Text.Json;
using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Farm;

/// <summary>What a worker's key holds: where the bridge is, how its certificate is known, and the secret.</summary>
/// <param name="Bridge">The bridge's address, such as <c>https://192.168.1.5:7860/</c>.</param>
/// <param name="Fingerprint">SHA-256 of its certificate in pairs of hexadecimal digits; null where the bridge is on the same
/// machine.</param>
/// <param name="Secret">What opens the bridge.</param>
internal sealed record FarmInvitation(string Bridge, string? Fingerprint, string Secret)
{
    private const string Head = "hgw1.";

    /// <summary>The key as a word of a command line.</summary>
    public override string ToString() => Head + Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(this));

    /// <summary>Reads a key.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FarmKeyRefused"/>.</exception>
    public static FarmInvitation Read(string key)
    {
        try
        {
            if (key.StartsWith(Head, StringComparison.Ordinal)
                && JsonSerializer.Deserialize<FarmInvitation>(Base64Url.DecodeFromChars(key.AsSpan(Head.Length))) is { } read
                && Uri.TryCreate(read.Bridge, UriKind.Absolute, out var bridge)
                && (bridge.Scheme == Uri.UriSchemeHttps ? read.Fingerprint is not null : bridge is { Scheme: "http", IsLoopback: true }))
            {
                return read;
            }
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
        }

        throw new HeyGemException(ErrorCode.FarmKeyRefused, "The key is not whole.");
    }
}
