using System.Security.Cryptography;
using System.Text;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Auth;

/// <summary>
/// Where a client of another machine gives the password and gets its own token. One guess a second in all, whoever asks; of those who come at once
/// a few wait their turn and the rest are sent away. Thread-safe.
/// </summary>
internal sealed class LanLogin(BridgeSettings settings, ClientTokens tokens, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan _penalty = TimeSpan.FromSeconds(1);

    private const int MostWaiting = 8;

    private readonly SemaphoreSlim _one = new(1);
    private int _waiting;

    /// <summary>Whether a request came in over the LAN address: only there the connection is encrypted.</summary>
    public static bool IsLan(HttpContext context) => context.Request.IsHttps;

    /// <summary>Exchanges the password for a token.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.AuthCodeRefused"/>, <see cref="ErrorCode.AuthTooManyGuesses"/>.</exception>
    public async Task<string> EnterAsync(string password, string client, CancellationToken cancellationToken)
    {
        try
        {
            return Interlocked.Increment(ref _waiting) <= MostWaiting
                ? await InTurnAsync(password, client, cancellationToken)
                : throw new HeyGemException(ErrorCode.AuthTooManyGuesses, $"{MostWaiting} clients are giving a password already.");
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

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
            throw new HeyGemException(ErrorCode.AuthCodeRefused, "The password is wrong.") { Hint = "Ask whoever started the bridge for the password." };
        }
        finally
        {
            _one.Release();
        }
    }

    private static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));
}
