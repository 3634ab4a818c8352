using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace HeyGem.Bridge.Auth;

/// <summary>
/// Tickets for addresses that a page puts into <c>src</c> attributes or an EventSource, which cannot send a token: each opens one path
/// for reading, for ten minutes, in this run of the bridge only. Thread-safe.
/// </summary>
internal sealed class SignedUrls(TimeProvider time)
{
    /// <summary>The query parameter that carries a ticket.</summary>
    public const string Parameter = "ticket";

    private static readonly TimeSpan _lifetime = TimeSpan.FromMinutes(10);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    /// <summary>Makes a ticket for one path.</summary>
    public (string Ticket, DateTimeOffset Expires) Print(string path)
    {
        var expires = time.GetUtcNow() + _lifetime;
        return ($"{expires.ToUnixTimeSeconds()}.{Sign(path, expires.ToUnixTimeSeconds())}", expires);
    }

    /// <summary>Whether a ticket opens a path now.</summary>
    public bool IsValid(string ticket, string? path)
    {
        var parts = ticket.Split('.');
        return parts.Length == 2 && path is not null
            && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var expires)
            && expires > time.GetUtcNow().ToUnixTimeSeconds()
            && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(parts[1]), Encoding.UTF8.GetBytes(Sign(path, expires)));
    }

    private string Sign(string path, long expires) =>
        Convert.ToHexStringLower(
            HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{expires}\n{path}"))));
}
