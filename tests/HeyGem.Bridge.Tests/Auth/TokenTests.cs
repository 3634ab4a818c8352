using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using HeyGem.Bridge.Auth;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace HeyGem.Bridge.Tests.Auth;

public sealed class TokenTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_route_states_who_may_use_it_and_none_but_these_are_open()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var routes = bridge.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().ToList();

        Assert.All(routes, r => Assert.True(r.Metadata.GetMetadata<Access>() is not null, $"{r.DisplayName} has no rule."));
        Assert.Equal(
            ["Local /api/v1/pair", "Local /api/v1/session", "Open /api/v1/login", "Open /healthz"],
            routes.Select(r => (r.Metadata.GetMetadata<Access>()!.Rule, Path: "/" + r.RoutePattern.RawText!.TrimStart('/')))
                .Where(r => r.Rule is AccessRule.Open or AccessRule.Local).Select(r => $"{r.Rule} {r.Path}").Order());
    }

    [Fact]
    public async Task No_closed_route_answers_without_a_valid_token()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        string?[] tokens = [null, "Bearer", "Bearer ", "Bearer null", $"Bearer {bridge.Token[..^1]}", $"Bearer {bridge.Token}0",
            $"Basic {bridge.Token}", bridge.Token, $"Bearer {new string('a', 20_000)}"];
        var routes = bridge.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(r => r.Metadata.GetMetadata<Access>()!.Rule is not (AccessRule.Open or AccessRule.Local))
            .SelectMany(r => r.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods.Select(
                m => (Method: m, Path: r.RoutePattern.RawText!.Replace("{id}", "0", StringComparison.Ordinal))));
        await Parallel.ForEachAsync(from r in routes from t in tokens select (r, t), Now, async (pair, cancel) =>
        {
            using var request = new HttpRequestMessage(new HttpMethod(pair.r.Method), pair.r.Path + "?ticket=1.2");
            if (pair.t is not null)
            {
                request.Headers.TryAddWithoutValidation("Authorization", pair.t);
            }

            using var response = await bridge.Stranger.SendAsync(request, cancel);
            Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        });
        Assert.Equal(0, bridge.Jobs);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(bridge.Settings.DataFolder), "uploads*"));
    }

    [Fact]
    public async Task Strangers_learn_only_whether_a_render_can_run()
    {
        await using var bridge = await BridgeFixture.StartAsync();

        Assert.Equal("""{"ok":true}""", await bridge.Stranger.GetStringAsync("/healthz", Now));
        Assert.NotEmpty((await bridge.GetAsync("/healthz"))["checks"]!.AsArray());
    }

    [Fact]
    public async Task Six_digits_pair_a_panel_once()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        using var made = await bridge.Client.PostAsync("/api/v1/pairing-code", null, Now);
        var code = (await made.Content.ReadFromJsonAsync<JsonElement>(Now)).GetProperty("code").GetString()!;
        Assert.Matches("^[0-9]{6}$", code);

        using var paired = await bridge.Stranger.PostAsJsonAsync("/api/v1/pair", new { code, client = "Premiere" }, Now);
        using var again = await bridge.Stranger.PostAsJsonAsync("/api/v1/pair", new { code }, Now);

        var token = (await paired.Content.ReadFromJsonAsync<JsonElement>(Now)).GetProperty("token").GetString()!;
        Assert.Equal(HttpStatusCode.OK, await StatusWithAsync(bridge, token));
        Assert.Equal("auth.code_refused", await BridgeFixture.CodeOfAsync(again));
        Assert.True(new ClientTokens(Path.Combine(bridge.Settings.DataFolder, "clients.json"), TimeProvider.System).IsValid(token));
    }

    [Theory]
    [InlineData("/api/v1/pair")]
    [InlineData("/api/v1/session")]
    public async Task A_code_is_spent_only_once_its_token_is_recorded(string address)
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var codes = bridge.App.Services.GetRequiredService<OneTimeCodes>();
        var code = address.EndsWith("pair", StringComparison.Ordinal) ? codes.NewPairingCode().Code : codes.NewLaunchCode();
        var obstacle = Directory.CreateDirectory(Path.Combine(bridge.Settings.DataFolder, "clients.json.part", "x")).Parent!;

        using var failed = await bridge.Stranger.PostAsJsonAsync(address, new { code }, Now);
        obstacle.Delete(recursive: true);
        using var let = await bridge.Stranger.PostAsJsonAsync(address, new { code }, Now);
        using var again = await bridge.Stranger.PostAsJsonAsync(address, new { code }, Now);

        Assert.Equal("store.failed", await BridgeFixture.CodeOfAsync(failed));
        Assert.Equal(HttpStatusCode.OK, let.StatusCode);
        Assert.Equal("auth.code_refused", await BridgeFixture.CodeOfAsync(again));
    }

    [Theory]
    [InlineData("/api/v1/pair", """{"code":"\ud800"}""")]
    [InlineData("/api/v1/session", """{"code":"a","client":"\udc00"}""")]
    [InlineData("/api/v1/tickets", """{"path":"/api/v1/\ud800"}""")]
    [InlineData("/api/v1/jobs", """{"idempotencyKey":"12345678","items":[{"clip":{"path":"/\ud800"},"audio":{"path":"/a"}}]}""")]
    [InlineData("/api/v1/jobs", """{"idempotencyKey":"12345678","title":"\udfff","items":[]}""")]
    [InlineData("/api/v1/jobs", """{"\ud800":1}""")]
    public async Task Half_a_character_is_an_invalid_request(string address, string body)
    {
        await using var bridge = await BridgeFixture.StartAsync();
        using var content = new StringContent(body, System.Text.Encoding.ASCII, "application/json");
        using var response = await bridge.Client.PostAsync(address, content, Now);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.StartsWith("request.", await BridgeFixture.CodeOfAsync(response), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_wrong_guesses_end_a_pairing_code()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var desk = bridge.App.Services.GetRequiredService<OneTimeCodes>();
        var code = desk.NewPairingCode().Code;
        var wrong = code == "000000" ? "000001" : "000000";
        for (var i = 0; i < 5; i++)
        {
            using var guess = await bridge.Stranger.PostAsJsonAsync("/api/v1/pair", new { code = wrong }, Now);
            Assert.Equal("auth.code_refused", await BridgeFixture.CodeOfAsync(guess));
        }

        using var late = await bridge.Stranger.PostAsJsonAsync("/api/v1/pair", new { code }, Now);
        Assert.Equal("auth.code_refused", await BridgeFixture.CodeOfAsync(late));
    }

    [Fact]
    public async Task The_launch_code_works_once()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var code = bridge.App.Services.GetRequiredService<OneTimeCodes>().NewLaunchCode();

        using var first = await bridge.Stranger.PostAsJsonAsync("/api/v1/session", new { code }, Now);
        using var second = await bridge.Stranger.PostAsJsonAsync("/api/v1/session", new { code }, Now);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, second.StatusCode);
    }

    [Fact]
    public async Task A_ticket_opens_its_own_address_and_no_other()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var job = await bridge.SubmitAsync("ticket", "a.mp4", "b.mp4");
        var items = (await bridge.FinishedAsync(job["id"]!.GetValue<string>()))["items"]!.AsArray()
            .Select(i => i!["id"]!.GetValue<string>()).ToList();
        var path = $"/api/v1/items/{items[0]}/video";
        using var made = await bridge.Client.PostAsJsonAsync("/api/v1/tickets", new { path }, Now);
        var ticket = (await made.Content.ReadFromJsonAsync<JsonElement>(Now)).GetProperty("ticket").GetString()!;

        using var own = await bridge.Stranger.GetAsync($"{path}?ticket={ticket}", Now);
        using var other = await bridge.Stranger.GetAsync($"/api/v1/items/{items[1]}/video?ticket={ticket}", Now);
        using var report = await bridge.Stranger.GetAsync($"/api/v1/items/{items[0]}/report?ticket={ticket}", Now);

        Assert.Equal(HttpStatusCode.OK, own.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, other.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, report.StatusCode);
    }

    [Fact]
    public async Task Replies_carry_the_hardening_headers_and_no_server_name()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        foreach (var address in new[] { "/", "/healthz", "/api/v1/jobs", "/nothing" })
        {
            using var response = await bridge.Client.GetAsync(address, Now);

            Assert.Equal("nosniff", response.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Contains("frame-ancestors 'none'", response.Headers.GetValues("Content-Security-Policy").Single(),
                StringComparison.Ordinal);
            Assert.False(response.Headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task Files_of_the_bridge_are_the_users_own()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        bridge.App.Services.GetRequiredService<ClientTokens>().Admit("test");

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite,
                File.GetUnixFileMode(Path.Combine(bridge.Settings.DataFolder, "clients.json")));
        }
    }

    private static async Task<HttpStatusCode> StatusWithAsync(BridgeFixture bridge, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/jobs");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await bridge.Stranger.SendAsync(request, Now);
        return response.StatusCode;
    }
}
