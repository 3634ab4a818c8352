using System.Security.Cryptography;
using System.Text;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Auth;

/// <summary>
/// Where a client of another machine gives the password and gets its own token. One guess a second in all, whoever asks; of those who come
/// at once a few wait their turn, at most two of one address, and the rest are sent away. Thread-safe.
/// </summary>
internal sealed class LanLogin(BridgeSettings settings, ClientTokens tokens, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan _penalty = TimeSpan.FromSeconds(1);

    private const int MostWaiting = 8;
    private const int MostOfOneAddress = 2;

    private readonly SemaphoreSlim _one = new(1);
    private readonly List<string> _waiting = [];

    /// <summary>Whether a request came in over the LAN address: only there the connection is encrypted.</summary>
    public static bool IsLan(HttpContext context) => context.Request.IsHttps;

    /// <summary>Exchanges the password for a token.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.AuthCodeRefused"/>, <see cref="ErrorCode.AuthTooManyGuesses"/>.</exception>
    public async Task<string> EnterAsync(string password, LanClient client, CancellationToken cancellationToken)
    {
        Queue(client.Address);
        try
        {
            return await InTurnAsync(password, client.Name, cancellationToken);
        }
        finally
        {
            lock (_waiting)
            {
                _waiting.Remove(client.Address);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private void Queue(string address)
    {
        lock (_waiting)
        {
            if (_waiting.Count(a => a == address) >= MostOfOneAddress)
            {
                throw new HeyGemException(ErrorCode.AuthTooManyGuesses, "This machine is giving passwords already.");
            }

            if (_waiting.Count >= MostWaiting)
            {
                throw new HeyGemException(ErrorCode.AuthTooManyGuesses, $"{MostWaiting} clients are giving a password already.");
            }

            _waiting.Add(address);
        }
    }

    private async Task<string> InTurnAsync(string password, string client, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (settings.Lan is { } lan && CryptographicOperations.FixedTimeEquals(Hash(password), Hash(lan.Password)))
            {
                return tokens.Admit(client, overLan: true);
            }

            await Task.Delay(_penalty, time, cancellationToken);
            throw new HeyGemException(
                ErrorCode.AuthCodeRefused, "The password is wrong.")
            { Hint = "Ask whoever started the bridge for the password." };
        }
        finally
        {
            _one.Release();
        }
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}

/// <summary>Who gives a password.</summary>
/// <param name="Name">What it calls itself, fit to show.</param>
/// <param name="Address">Where it comes from.</param>
internal sealed record LanClient(string Name, string Address);
