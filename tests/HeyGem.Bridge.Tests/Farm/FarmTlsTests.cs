using HeyGem.Bridge.Farm;
using HeyGem.Bridge.Settings;
using HeyGem.Bridge.Tests.Cli;
using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Tests.Farm;

/// <summary>
/// The way to the broker over TLS: the certificate that the bridge was told, or one that the machine trusts, and no other.
/// </summary>
public sealed class FarmTlsTests(CliFixture cli, RabbitBroker broker) : IClassFixture<RabbitBroker>
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("HEYGEM_FARM_CERTIFICATE", false)]
    [InlineData("SSL_CERT_FILE", true)]
    public async Task A_farm_works_over_tls(string variable, bool isToldToWorkers)
    {
        await broker.RequireAsync();
        var told = $"{variable}={broker.Certificate}";
        await using var farm = await FarmSetup.StartAsync(cli, broker, 4, secure: [told]);
        farm.StartWorkerIn(isToldToWorkers ? [told] : [], "left");
        await farm.WorkersAsync(1);

        var (shown, segments) = await farm.FinishedAsync(await farm.SubmitAsync("tls"));

        Assert.Equal(await farm.AloneAsync(), shown);
        FarmTests.AllAway(segments);
        Assert.StartsWith("amqps:", (await farm.ViewAsync())["broker"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_certificate_is_refused_and_said_to_be_the_reason()
    {
        await broker.RequireAsync();
        var farm = new FarmSettings(new Uri(broker.SecureAddress), new FarmLogin("guest", "guest"));
        Environment.SetEnvironmentVariable(FarmSettings.CertificateVariable, broker.Certificate);
        try
        {
            await using var taken = await FarmBroker.ConnectAsync(
                farm with { Fingerprint = FarmSettings.Read(broker.SecureAddress).Fingerprint }, "test", Now);
            Assert.True(taken.IsOpen);
        }
        finally
        {
            Environment.SetEnvironmentVariable(FarmSettings.CertificateVariable, null);
        }

        foreach (var other in new[] { null, new string('a', 64) })
        {
            var refused = await Assert.ThrowsAsync<HeyGemException>(
                () => FarmBroker.ConnectAsync(farm with { Fingerprint = other }, "test", Now));

            Assert.Equal(ErrorCode.FarmBrokerUnreachable, refused.Code);
            Assert.EndsWith("shows a certificate that is not taken.", refused.Message, StringComparison.Ordinal);
            Assert.Contains(FarmSettings.CertificateVariable, refused.Hint, StringComparison.Ordinal);
        }
    }
}
