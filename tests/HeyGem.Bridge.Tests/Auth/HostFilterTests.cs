namespace HeyGem.Bridge.Tests.Auth;

public sealed class HostFilterTests
{
    [Fact]
    public async Task Only_its_own_names_with_its_own_port_are_answered()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        string[] own = [$"127.0.0.1:{bridge.Port}", $"localhost:{bridge.Port}", $"[::1]:{bridge.Port}"];
        string[] foreign =
        [
            "evil.test", $"evil.test:{bridge.Port}", "localhost.evil.test", $"localhost.evil.test:{bridge.Port}",
                $"127.0.0.1.nip.io:{bridge.Port}",
            $"localhost.:{bridge.Port}", "localhost:1", "localhost", "127.0.0.1", $"2130706433:{bridge.Port}", $"0x7f000001:{bridge.Port}",
            $"127.1:{bridge.Port}", $"0.0.0.0:{bridge.Port}", $"192.168.0.5:{bridge.Port}", $"foo.local:{bridge.Port}", "",
                $"LOCALHOST:{bridge.Port}",
            $"[::]:{bridge.Port}", $"[0:0:0:0:0:0:0:1]:{bridge.Port}", $"127.0.0.1:{bridge.Port}@evil.test",
                $"user@127.0.0.1:{bridge.Port}",
            $"127.0.0.1:0{bridge.Port}", $"127.0.0.2:{bridge.Port}", $"evil.test,127.0.0.1:{bridge.Port}",
        ];
        Assert.True(foreign.Length >= 24);

        foreach (var host in own)
        {
            Assert.Equal(200, (await RawHttp.SendAsync(bridge.Port, Get(host, bridge.Token))).Status);
        }

        foreach (var host in foreign)
        {
            var (status, text) = await RawHttp.SendAsync(bridge.Port, Get(host, bridge.Token));
            Assert.True(status is 400 or 421, $"Host \"{host}\" got {status}.");
            Assert.DoesNotContain("\"jobs\"", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Odd_requests_are_refused_before_the_token_is_looked_at()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var (own, auth) = ($"Host: 127.0.0.1:{bridge.Port}\r\n", $"Authorization: Bearer {bridge.Token}\r\nConnection: close\r\n");
        string[] requests =
        [
            $"GET /api/v1/jobs HTTP/1.0\r\n{auth}\r\n",
            $"GET /api/v1/jobs HTTP/1.0\r\nHost: \r\n{auth}\r\n",
            $"GET /api/v1/jobs HTTP/1.1\r\n{own}Host: evil.test\r\n{auth}\r\n",
            $"GET http://evil.test/api/v1/jobs HTTP/1.1\r\n{own}{auth}\r\n",
            $"GET http://evil.test/api/v1/jobs HTTP/1.1\r\nHost: evil.test\r\n{auth}\r\n",
            $"POST /api/v1/jobs HTTP/1.1\r\n{own}{auth}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            $"POST /api/v1/jobs HTTP/1.1\r\n{own}{auth}Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
            $"GET /api/v1/jobs HTTP/1.1\n{own}{auth}\n",
            $"GET /api/v1/jobs HTTP/1.1\r\n{own}X-Fold: a\r\n b\r\n{auth}\r\n",
        ];

        foreach (var request in requests)
        {
            var (status, _) = await RawHttp.SendAsync(bridge.Port, request);
            Assert.True(status is 0 or (>= 400 and < 500), $"{request} got {status}.");
        }
    }

    [Fact]
    public async Task Proxy_headers_change_nothing()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/jobs");
        request.Headers.Add("X-Forwarded-For", "127.0.0.1");
        request.Headers.Add("X-Forwarded-Host", "localhost");
        request.Headers.Add("X-Original-URL", "/healthz");

        using var response = await bridge.Stranger.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("auth.required", await BridgeFixture.CodeOfAsync(response));
    }

    private static string Get(string host, string token) =>
        $"GET /api/v1/jobs HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {token}\r\nConnection: close\r\n\r\n";
}
