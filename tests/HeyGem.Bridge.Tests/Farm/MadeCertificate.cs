using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace HeyGem.Bridge.Tests.Farm;

/// <summary>A broker's certificate for this machine that nobody vouches for, as two PEM files.</summary>
/// <param name="Certificate">The file with the certificate.</param>
/// <param name="Key">The file with its key.</param>
internal sealed record MadeCertificate(string Certificate, string Key)
{
    /// <summary>Makes one in a folder.</summary>
    public static MadeCertificate Write(string folder, string name)
    {
        var files = new MadeCertificate(Path.Combine(folder, $"{name}.pem"), Path.Combine(folder, $"{name}-key.pem"));
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(7));
        File.WriteAllText(files.Certificate, made.ExportCertificatePem() + "\n");
        File.WriteAllText(files.Key, key.ExportPkcs8PrivateKeyPem() + "\n");
        return files;
    }
}
