using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using HeyGem.Core.Storage;

namespace HeyGem.Bridge.Auth;

/// <summary>
/// The certificate of the LAN address: made by the bridge, kept in a file of the user's own, known to clients by its fingerprint. It keeps
/// passwords and tokens from being read on the way.
/// </summary>
internal static class LanCertificate
{
    private static readonly TimeSpan _lifetime = TimeSpan.FromDays(397);
    private static readonly TimeSpan _renewal = TimeSpan.FromDays(30);

    /// <summary>The kept certificate where it is for this address and valid for a while, else a new one.</summary>
    public static X509Certificate2 Get(string path, IPAddress address, TimeProvider time)
    {
        if (File.Exists(path))
        {
            try
            {
                var kept = X509CertificateLoader.LoadPkcs12FromFile(path, null);
                if (kept.MatchesHostname(address.ToString()) && kept.NotAfter > (time.GetUtcNow() + _renewal).LocalDateTime)
                {
                    return kept;
                }

                kept.Dispose();
            }
            catch (CryptographicException)
            {
                // A damaged file is replaced; clients are shown the new fingerprint.
            }
        }

        var bytes = Make(address, time);
        PrivateFile.Write(path, bytes);
        return X509CertificateLoader.LoadPkcs12(bytes, null);
    }

    /// <summary>What a user compares: SHA-256 in pairs of hexadecimal digits.</summary>
    public static string Fingerprint(X509Certificate2 certificate) =>
        string.Join(':', certificate.GetCertHash(HashAlgorithmName.SHA256)
        .Select(b => b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)));

    private static byte[] Make(IPAddress address, TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=HeyGem.Bridge", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(address);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, true));
        using var made = request.CreateSelfSigned(time.GetUtcNow().AddDays(-1), time.GetUtcNow() + _lifetime);
        return made.Export(X509ContentType.Pfx);
    }
}
