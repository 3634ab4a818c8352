using System.Net;
using System.Text;
using HeyGem.Bridge.Auth;
using Microsoft.Extensions.DependencyInjection;

namespace HeyGem.Bridge.Tests.Auth;

public sealed class OriginFilterTests
{
    private static readonly string[] _bodyTypes =
        ["application/json", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", ""];

    [Fact]
    public async Task No_request_of_a_foreign_page_is_accepted_even_with_the_token()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        (string? Origin, string? Site)[] pages =
        [
            (null, "cross-site"), (null, "same-site"), (null, "made-up"), ("http://evil.test", null),
            ("null", "cross-site"), ("null", "same-origin"), ("file://", "cross-site"), ("http://localhost:3000", "same-site"),
            ($"https://127.0.0.1:{bridge.Port}", null), ($"http://127.0.0.1.evil.test:{bridge.Port}", null),
            ($"http://127.0.0.1:{bridge.Port}", "cross-site"), ("HTTPS://PANEL.EXAMPLE", null),
        ];
        var body = bridge.Request("origin-test", "a.mp4").ToJsonString();
        var refused = 0;
        foreach (var (origin, site) in pages)
        {
            foreach (var type in _bodyTypes)
            {
                using var request = new HttpRequestMessage(
                    HttpMethod.Post, "/api/v1/jobs")
                { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
                if (type.Length > 0)
                {
                    request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
                }

                Mark(request, origin, site);
                using var response = await bridge.Client.SendAsync(request, TestContext.Current.CancellationToken);

                Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
                Assert.False(response.Headers.Contains("Access-Control-Allow-Origin"));
                Assert.Equal("origin.not_allowed", await BridgeFixture.CodeOfAsync(response));
                refused++;
            }
        }

        Assert.Equal(60, refused);
        Assert.Equal(0, bridge.Jobs);
    }

    [Fact]
    public async Task The_own_page_passes_and_needs_the_token_and_the_json_type()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var body = bridge.Request("own-page", "a.mp4").ToJsonString();
        foreach (var (type, status) in new[] { ("text/plain", HttpStatusCode.UnsupportedMediaType),
            ("application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType), ("application/json", HttpStatusCode.Created) })
        {
            foreach (var client in new[] { bridge.Stranger, bridge.Client })
            {
                using var request = new HttpRequestMessage(
                    HttpMethod.Post, "/api/v1/jobs")
                { Content = new StringContent(body, Encoding.UTF8, type) };
                Mark(request, $"http://127.0.0.1:{bridge.Port}", "same-origin");
                using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);

                Assert.Equal(client == bridge.Client ? status : HttpStatusCode.Unauthorized, response.StatusCode);
            }
        }
    }

    [Theory]
    [InlineData("null")]
    [InlineData("file://")]
    public async Task A_nameless_origin_passes_with_the_token_of_the_discovery_file_and_with_nothing_else(string origin)
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var paired = bridge.App.Services.GetRequiredService<ClientTokens>().Admit("a page");

        Assert.Equal(HttpStatusCode.OK, await AskAsync($"Bearer {bridge.Token}"));
        string?[] others = [null, "Bearer ", $"Bearer {new string('0', 64)}", $"Bearer {paired}", bridge.Token, $"Basic {bridge.Token}"];
        foreach (var other in others)
        {
            Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(other));
        }

        async Task<HttpStatusCode> AskAsync(string? authorization)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/jobs");
            Mark(request, origin, null);
            if (authorization is not null)
            {
                request.Headers.TryAddWithoutValidation("Authorization", authorization);
            }

            using var response = await bridge.Stranger.SendAsync(request, TestContext.Current.CancellationToken);
            return response.StatusCode;
        }
    }

    [Theory]
    [InlineData("http://127.0.0.1.evil.test")]
    [InlineData("http://evil.test#127.0.0.1")]
    [InlineData("https://panel.example.")]
    [InlineData("https://Panel.example")]
    [InlineData("https://panel.example:443")]
    [InlineData("https://panel.example/")]
    [InlineData("https://panel.example, https://panel.example")]
    [InlineData("https://sub.panel.example")]
    [InlineData("http://panel.example")]
    [InlineData("https://evil")]
    [InlineData("null")]
    [InlineData("*")]
    public async Task Preflights_of_unlisted_origins_get_nothing(string origin)
    {
        await using var bridge = await BridgeFixture.StartAsync();

        using var response = await PreflightAsync(bridge, origin);

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.DoesNotContain(response.Headers, h => h.Key.StartsWith("Access-Control", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_listed_origin_is_answered_by_its_exact_name_and_still_needs_the_token()
    {
        await using var bridge = await BridgeFixture.StartAsync();

        using var preflight = await PreflightAsync(bridge, "https://panel.example");
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/jobs");
        Mark(request, "https://panel.example", "cross-site");
        using var response = await bridge.Stranger.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Equal("https://panel.example", preflight.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.False(preflight.Headers.Contains("Access-Control-Allow-Credentials"));
        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    private static async Task<HttpResponseMessage> PreflightAsync(BridgeFixture bridge, string origin)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, "/api/v1/jobs");
        request.Headers.TryAddWithoutValidation("Origin", origin);
        request.Headers.Add("Access-Control-Request-Method", "POST");
        request.Headers.Add("Access-Control-Request-Private-Network", "true");
        return await bridge.Stranger.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static void Mark(HttpRequestMessage request, string? origin, string? site)
    {
        if (origin is not null)
        {
            request.Headers.TryAddWithoutValidation("Origin", origin);
        }

        if (site is not null)
        {
            request.Headers.Add("Sec-Fetch-Site", site);
        }
    }
}
