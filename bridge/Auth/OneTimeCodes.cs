using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Auth;

/// <summary>
/// Codes that are exchanged once for a token: a long one in the address that the bridge opens in the browser, and six digits that the
/// editor reads off the bridge and types into the panel. A code ends with the first token that was recorded for it, with its time, and six
/// digits also with the fifth wrong guess. Thread-safe.
/// </summary>
internal sealed class OneTimeCodes(TimeProvider time)
{
    private const int MaxWrongGuesses = 5;

    private static readonly TimeSpan _launchLifetime = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan _pairingLifetime = TimeSpan.FromMinutes(10);

    private readonly Lock _gate = new();
    private readonly List<(byte[] Hash, DateTimeOffset Expires)> _launch = [];
    private (byte[] Hash, DateTimeOffset Expires, int Wrong)? _pairing;

    /// <summary>A code for the launch address.</summary>
    public string NewLaunchCode()
    {
        var code = RandomNumberGenerator.GetHexString(64, lowercase: true);
        lock (_gate)
        {
            _launch.RemoveAll(c => c.Expires <= time.GetUtcNow());
            _launch.Add((Hash(code), time.GetUtcNow() + _launchLifetime));
        }

        return code;
    }

    /// <summary>Six digits for the panel; the ones before become worthless.</summary>
    public (string Code, DateTimeOffset Expires) NewPairingCode()
    {
        var code = RandomNumberGenerator.GetInt32(1_000_000).ToString("000000", CultureInfo.InvariantCulture);
        lock (_gate)
        {
            var expires = time.GetUtcNow() + _pairingLifetime;
            _pairing = (Hash(code), expires, 0);
            return (code, expires);
        }
    }

    /// <summary>Exchanges a launch code; it stays good when the exchange fails.</summary>
    /// <param name="code">What the client sent.</param>
    /// <param name="record">Makes and records the token. Called one at a time, and only for a valid code.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.AuthCodeRefused"/>, or what <paramref name="record"/> throws.</exception>
    public string RedeemLaunchCode(string code, Func<string> record)
    {
        lock (_gate)
        {
            var index = _launch.FindIndex(c => CryptographicOperations.FixedTimeEquals(c.Hash, Hash(code)) && c.Expires > time.GetUtcNow());
            if (index < 0)
            {
                throw Refusal("This launch address was used already or is too old.");
            }

            var token = record();
            _launch.RemoveAt(index);
            return token;
        }
    }

    /// <summary>Exchanges the pairing code; it stays good when the exchange fails.</summary>
    /// <param name="code">What the client sent.</param>
    /// <param name="record">Makes and records the token. Called one at a time, and only for the valid code.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.AuthCodeRefused"/>, or what <paramref name="record"/> throws.</exception>
    public string RedeemPairingCode(string code, Func<string> record)
    {
        lock (_gate)
        {
            if (_pairing is not { } pairing || pairing.Expires <= time.GetUtcNow())
            {
                _pairing = null;
                throw Refusal("No pairing code is valid now.");
            }

            if (CryptographicOperations.FixedTimeEquals(pairing.Hash, Hash(code)))
            {
                var token = record();
                _pairing = null;
                return token;
            }

            _pairing = pairing.Wrong + 1 < MaxWrongGuesses ? pairing with { Wrong = pairing.Wrong + 1 } : null;
            throw Refusal("The pairing code is wrong.");
        }
    }

    private static byte[] Hash(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));

    private static HeyGemException Refusal(string message) => new(ErrorCode.AuthCodeRefused, message);
}
