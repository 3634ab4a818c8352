using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Settings;

/// <summary>The broker of a farm, RabbitMQ, and who logs in there. An address that is shown holds no login.</summary>
/// <param name="Address">Such as <c>amqps://broker:5671/heygem</c>: the path is the virtual host, which this bridge has for itself.</param>
/// <param name="Login">The bridge's own login.</param>
internal sealed record FarmSettings(Uri Address, FarmLogin Login)
{
    /// <summary>The environment variable with the bridge's login, <c>user:password</c>.</summary>
    public const string LoginVariable = "HEYGEM_FARM_LOGIN";

    /// <summary>The environment variable with the login that workers are given; the bridge's own where it is not set.</summary>
    public const string WorkerLoginVariable = "HEYGEM_FARM_WORKER_LOGIN";

    /// <summary>
    /// The environment variable that names a file with the broker's certificate, PEM; else the broker shows one that the machine trusts.
    /// </summary>
    public const string CertificateVariable = "HEYGEM_FARM_CERTIFICATE";

    /// <summary>The login that workers are given when they enter.</summary>
    public FarmLogin WorkerLogin { get => field ?? Login; init; }

    /// <summary>
    /// SHA-256 of the one certificate that the broker may show, 64 lower-case hexadecimal digits; null for any that the machine trusts.
    /// </summary>
    public string? Fingerprint { get; init; }

    /// <summary>Reads the address of a command line and the logins of the environment.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.ArgumentInvalid"/>.</exception>
    public static FarmSettings Read(string address) => new(
        ReadAddress(address), ReadLogin(LoginVariable) ?? new FarmLogin("guest", "guest"))
    {
        WorkerLogin = ReadLogin(WorkerLoginVariable)!,
        Fingerprint = ReadFingerprint(),
    };

    /// <summary>Reads an address. A login in it is refused: every user of a machine sees the command lines of all its programs.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.ArgumentInvalid"/>.</exception>
    public static Uri ReadAddress(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("amqp" or "amqps") || uri.Host.Length == 0
            || uri.Query.Length > 0 || uri.Fragment.Length > 0)
        {
            throw new HeyGemException(ErrorCode.ArgumentInvalid, "--farm takes an address such as amqps://broker:5671/heygem.");
        }

        return uri.UserInfo.Length == 0 ? uri : throw new HeyGemException(ErrorCode.ArgumentInvalid,
            "--farm takes an address without a user and a password, which everybody on this machine could read.")
        {
            Hint = $"Put user:password into {LoginVariable}; a worker gets its login from the bridge.",
        };
    }

    /// <summary>A certificate as <see cref="Fingerprint"/> names it.</summary>
    public static string FingerprintOf(X509Certificate certificate) =>
        Convert.ToHexStringLower(certificate.GetCertHash(HashAlgorithmName.SHA256));

    private static string? ReadFingerprint()
    {
        var path = Environment.GetEnvironmentVariable(CertificateVariable);
        if (string.IsNullOrEmpty(path))
        {
            return null;
        }

        try
        {
            using var certificate = X509CertificateLoader.LoadCertificateFromFile(path);
            return FingerprintOf(certificate);
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw new HeyGemException(ErrorCode.ArgumentInvalid, $"{CertificateVariable} names no certificate: {e.Message}", e);
        }
    }

    private static FarmLogin? ReadLogin(string variable)
    {
        var text = Environment.GetEnvironmentVariable(variable);
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0
            ? new FarmLogin(text[..colon], text[(colon + 1)..])
            : throw new HeyGemException(ErrorCode.ArgumentInvalid, $"{variable} is not user:password.");
    }
}

/// <summary>Who logs in at a broker. Written out it shows the user only.</summary>
/// <param name="User">The user.</param>
/// <param name="Password">The password; in no log and no answer but that to a worker that enters.</param>
internal sealed record FarmLogin(string User, string Password)
{
    /// <inheritdoc/>
    public override string ToString() => User;
}
