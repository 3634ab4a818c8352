using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using HeyGem.Bridge.Errors;
using HeyGem.Core.Errors;
using HeyGem.Core.Storage;

namespace HeyGem.Bridge.Auth;

/// <summary>
/// The tokens that open the bridge: one made anew at each start, for programs that may read the user's own files, and one for each page
/// or panel that was let in by a code. Only hashes of the latter are kept, in a file of the user's own, so a restart does not log anybody
/// out. Thread-safe.
/// </summary>
internal sealed class ClientTokens
{
    private static readonly TimeSpan _lifetime = TimeSpan.FromDays(90);

    private readonly Lock _gate = new();
    private readonly string _path;
    private readonly TimeProvider _time;
    private List<Client> _clients;

    /// <summary>Reads the clients let in before.</summary>
    /// <param name="path">The file of their hashes; it may be missing.</param>
    /// <param name="time">The clock of their expiry.</param>
    public ClientTokens(string path, TimeProvider time)
    {
        _path = path;
        _time = time;
        _clients = File.Exists(path) ? ReadClients(path) : [];
    }

    /// <summary>This start's own token: 256 random bits in hexadecimal.</summary>
    public string Token { get; } = NewToken();

    /// <summary>Lets a client in for 90 days.</summary>
    /// <param name="name">What it calls itself.</param>
    /// <param name="overLan">Whether it gave the LAN password: only such a token is worth something over the LAN address.</param>
    /// <returns>Its token, which is kept nowhere else.</returns>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.DiskFull"/>, <see cref="ErrorCode.StoreFailed"/>; nobody is let
    /// in.</exception>
    public string Admit(string name, bool overLan = false)
    {
        var token = NewToken();
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            var client = new Client(name, Convert.ToHexStringLower(Hash(token)), now + _lifetime, overLan);
            List<Client> clients = [.. _clients.Where(c => c.Expires > now), client];
            Write(clients);
            _clients = clients;
        }

        return token;
    }

    /// <summary>Whether it is this start's own token, which stands only in a file of the user's own.</summary>
    public bool IsOwn(string token) => CryptographicOperations.FixedTimeEquals(Hash(token), Hash(Token));

    /// <summary>Whether a token opens the bridge. Takes the same time wherever it differs.</summary>
    /// <param name="token">What the request carries.</param>
    /// <param name="overLan">Whether it came by the LAN address, where only tokens given for the password count.</param>
    public bool IsValid(string token, bool overLan = false)
    {
        var hash = Hash(token);
        var valid = IsOwn(token) & !overLan;
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            foreach (var client in _clients)
            {
                valid |= CryptographicOperations.FixedTimeEquals(hash, Convert.FromHexString(client.TokenHash)) & client.Expires > now & (
                    client.OverLan || !overLan);
            }
        }

        return valid;
    }

    private void Write(List<Client> clients)
    {
        try
        {
            PrivateFile.Write(_path, JsonSerializer.SerializeToUtf8Bytes(clients));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DataFolderFault.Of(e, "nobody new is let in");
        }
    }

    private static string NewToken() => RandomNumberGenerator.GetHexString(64, lowercase: true);

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));

    private static List<Client> ReadClients(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<List<Client>>(File.ReadAllBytes(path)) ?? [];
        }
        catch (JsonException)
        {
            // A damaged list only means that pages and panels are let in again.
            return [];
        }
    }

    private sealed record Client(string Name, string TokenHash, DateTimeOffset Expires, bool OverLan = false);
}
