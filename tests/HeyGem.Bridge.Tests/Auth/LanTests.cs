using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text.Json;
using HeyGem.Bridge.Auth;
using HeyGem.Bridge.Settings;
using HeyGem.Bridge.Tests.Cli;
using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Tests.Auth;

/// <summary>
/// 127.0.0.2 stands in for this machine's address on the network: it is one of its addresses, but not its loopback names.
/// </summary>
public sealed class LanTests(CliFixture cli)
{
    private const string Password = "correct horse battery";
    private const string Address = "127.0.0.2";

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("too short")]
    public void Without_a_password_it_is_not_opened(string? password) =>
        Assert.Equal(ErrorCode.LanPasswordMissing, Assert.Throws<HeyGemException>(() => LanSettings.Of("192.168.1.20", password)).Code);

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("*")]
    [InlineData("127.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("3232235796")]
    [InlineData("workstation.local")]
    public void Only_one_plain_address_can_be_opened(string address) =>
        Assert.Equal(ErrorCode.ArgumentInvalid, Assert.Throws<HeyGemException>(() => LanSettings.Of(address, Password)).Code);

    [Fact]
    public async Task The_program_refuses_lan_mode_without_a_password_and_leaves_nothing_listening()
    {
        var run = await cli.HeyGemInAsync(cli.PathOf("lan data"), "serve", "--port", "7999", "--lan", Address);

        Assert.Equal(78, run.ExitCode);
        Assert.Contains("lan.password_missing", run.Error, StringComparison.Ordinal);
        Assert.Contains("HEYGEM_LAN_PASSWORD", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_program_says_what_it_opens_and_keeps_the_password_from_its_children()
    {
        var (folder, port) = (cli.PathOf("lan open"), FreePort());
        await using var bridge = cli.StartIn(folder, [$"HEYGEM_LAN_PASSWORD={Password}"], "serve", "--port", $"{port}", "--lan", Address);
        using var output = new StreamReader(bridge.StandardOutput);
        var said = string.Empty;
        while (!said.Contains("Stop with", StringComparison.Ordinal) && await output.ReadLineAsync(Now) is { } line)
        {
            said += line + "\n";
        }

        Assert.Contains($"Open to LAN   https://{Address}:{port}/", said, StringComparison.Ordinal);
        Assert.Matches("certificate SHA-256 ([0-9A-F]{2}:){31}[0-9A-F]{2}", said);
        Assert.DoesNotContain(Password, said, StringComparison.Ordinal);
        Assert.Equal([$"127.0.0.1:{port}", $"{Address}:{port}", $"::1:{port}"], ListenersOn(port));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(folder, "lan.pfx")));
        }

        bridge.Kill();
    }

    [Fact]
    public async Task A_client_gives_the_password_once_and_works_with_its_own_token()
    {
        await using var bridge = await StartAsync();
        using var lan = Client(bridge);
        using var wrong = await lan.PostAsJsonAsync("/api/v1/login", new { password = "wrong password!!" }, Now);
        using var right = await lan.PostAsJsonAsync("/api/v1/login", new { password = Password, client = "suite 2" }, Now);
        using var second = await lan.PostAsJsonAsync("/api/v1/login", new { password = Password, client = "suite 3" }, Now);

        Assert.Equal("auth.code_refused", await BridgeFixture.CodeOfAsync(wrong));
        var token = (await right.Content.ReadFromJsonAsync<JsonElement>(Now)).GetProperty("token").GetString()!;
        Assert.NotEqual(token, (await second.Content.ReadFromJsonAsync<JsonElement>(Now)).GetProperty("token").GetString());
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(lan, "/api/v1/jobs", token));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(lan, "/api/v1/jobs", null));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(lan, "/api/v1/jobs", token[..^1] + (token[^1] == '0' ? '1' : '0')));
        Assert.DoesNotContain(token, await File.ReadAllTextAsync(Path.Combine(bridge.Settings.DataFolder, "clients.json"), Now),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_the_network_neither_the_machines_own_token_nor_its_codes_are_worth_anything()
    {
        await using var bridge = await StartAsync();
        using var lan = Client(bridge);
        var desk = (OneTimeCodes)bridge.App.Services.GetService(typeof(OneTimeCodes))!;
        var paired = ((ClientTokens)bridge.App.Services.GetService(typeof(ClientTokens))!).Admit("panel");

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(lan, "/api/v1/jobs", bridge.Token));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(lan, "/api/v1/jobs", paired));
        using var session = await lan.PostAsJsonAsync("/api/v1/session", new { code = desk.NewLaunchCode() }, Now);
        using var pair = await lan.PostAsJsonAsync("/api/v1/pair", new { code = desk.NewPairingCode().Code }, Now);
        using var legacy = await lan.GetAsync("/easy/query?code=1", Now);
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized),
            (session.StatusCode, pair.StatusCode, legacy.StatusCode));
        Assert.Equal("""{"ok":true}""", await lan.GetStringAsync("/healthz", Now));
    }

    [Theory]
    [InlineData("GET", "/api/v1/settings")]
    [InlineData("PUT", "/api/v1/settings")]
    [InlineData("POST", "/api/v1/stop")]
    [InlineData("POST", "/api/v1/launch-code")]
    public async Task Nobody_sets_up_or_stops_the_bridge_from_another_machine(string method, string path)
    {
        await using var bridge = await StartAsync();
        using var lan = Client(bridge);
        using var login = await lan.PostAsJsonAsync("/api/v1/login", new { password = Password }, Now);
        var token = (await login.Content.ReadFromJsonAsync<JsonElement>(Now)).GetProperty("token").GetString();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Content = method == "PUT" ? JsonContent.Create(new { startAtLogin = true }) : null;

        using var response = await lan.SendAsync(request, Now);

        Assert.Equal("request.no_such_route", await BridgeFixture.CodeOfAsync(response));
        Assert.False(bridge.App.Lifetime.ApplicationStopping.IsCancellationRequested);
        Assert.False(File.Exists(SavedSettings.PathIn(bridge.Settings.DataFolder)));
    }

    [Fact]
    public async Task The_host_list_grows_by_exactly_the_one_address_and_only_there()
    {
        await using var bridge = await StartAsync();
        using var lan = Client(bridge);
        var port = lan.BaseAddress!.Port;
        foreach (var (host, status) in new[]
        {
            ($"{Address}:{port}", 200), (Address, 421), ($"127.0.0.1:{port}", 421), ($"localhost:{port}", 421),
                ($"{Address}:{port + 1}", 421), ($"127.0.0.3:{port}", 421), ("evil.test", 421),
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/healthz") { Headers = { Host = host } };
            using var response = await lan.SendAsync(request, Now);
            Assert.Equal((host, status), (host, (int)response.StatusCode));
        }

        Assert.Equal(
            421, (await RawHttp.SendAsync(
            bridge.Port, $"GET /healthz HTTP/1.1\r\nHost: {Address}:{bridge.Port}\r\nConnection: close\r\n\r\n")).Status);
        using var own = new HttpRequestMessage(HttpMethod.Get, "/healthz") { Headers = { { "Origin", $"https://{Address}:{port}" } } };
        using var other = new HttpRequestMessage(HttpMethod.Get, "/healthz") { Headers = { { "Origin", $"http://{Address}:{port}" } } };
        Assert.Equal(HttpStatusCode.OK, (await lan.SendAsync(own, Now)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await lan.SendAsync(other, Now)).StatusCode);
    }

    [Fact]
    public async Task Passwords_are_taken_only_over_the_encrypted_address()
    {
        await using var bridge = await StartAsync();
        using var response = await bridge.Stranger.PostAsJsonAsync("/api/v1/login", new { password = Password }, Now);

        Assert.Equal("request.no_such_route", await BridgeFixture.CodeOfAsync(response));
        Assert.Equal(
            0, (await RawHttp.SendAsync(
            LanPort(bridge), $"GET /healthz HTTP/1.1\r\nHost: {Address}:{LanPort(bridge)}\r\nConnection: close\r\n\r\n", Address)).Status);
    }

    [Fact]
    public async Task Off_by_default_nothing_listens_but_the_loopback_address()
    {
        await using var bridge = await BridgeFixture.StartAsync();

        Assert.Equal([$"127.0.0.1:{bridge.Port}"], ListenersOn(bridge.Port));
        Assert.Single(bridge.App.Urls);
    }

    private static async Task<BridgeFixture> StartAsync() => await BridgeFixture.StartAsync(s => s with
    {
        Lan = LanSettings.Of(Address, Password),
        LegacyFolder = Path.Combine(s.MediaRoots[0], "face2face"),
    });

    private static int LanPort(BridgeFixture bridge) => bridge.App.Urls.Select(u => new Uri(u)).Single(u => u.Scheme == "https").Port;

    private static HttpClient Client(BridgeFixture bridge)
    {
        var certificate = Path.Combine(bridge.Settings.DataFolder, "lan.pfx");
        using var known = LanCertificate.Get(certificate, IPAddress.Parse(Address), TimeProvider.System);
        var fingerprint = LanCertificate.Fingerprint(known);
        var handler = new HttpClientHandler
        {
            ServerCertificateCustomValidationCallback = (_, shown, _, _) => LanCertificate.Fingerprint(
            shown!) == fingerprint
        };
        return new HttpClient(handler) { BaseAddress = new Uri($"https://{Address}:{LanPort(bridge)}") };
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string address, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Authorization = token is null ? null : new AuthenticationHeaderValue("Bearer", token);
        using var response = await client.SendAsync(request, Now);
        return response.StatusCode;
    }

    private static IEnumerable<string> ListenersOn(int port) => IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners()
        .Where(l => l.Port == port).Select(l => $"{l.Address}:{l.Port}").Order(StringComparer.Ordinal);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
