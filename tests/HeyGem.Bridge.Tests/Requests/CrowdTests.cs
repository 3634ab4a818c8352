using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace HeyGem.Bridge.Tests.Requests;

/// <summary>Many of a thing at once: clips in a job, idle connections.</summary>
public sealed class CrowdTests
{
    private const int Idle = 700;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_thousand_clips_with_long_paths_are_one_job()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var folder = Enumerable.Range(0, 5).Aggregate(bridge.Media, (f, i) => Path.Combine(f, new string((char)('a' + i), 240)));
        Directory.CreateDirectory(folder);
        var clip = Path.Combine(folder, "corrupt.mp4");
        await File.WriteAllTextAsync(clip, "long", Now);
        var item = new JsonObject
        {
            ["clip"] = new JsonObject { ["path"] = clip },
            ["audio"] = new JsonObject { ["path"] = clip },
            ["clientRef"] = new string('r', 1000)
        };
        var request = new JsonObject
        {
            ["idempotencyKey"] = "thousand-clips",
            ["items"] = new JsonArray([.. Enumerable.Range(0, 1000).Select(_ => item.DeepClone())])
        };

        using var response = await bridge.Client.PostAsJsonAsync("/api/v1/jobs", request, Now);

        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Now));
        Assert.Equal(1000, (await response.Content.ReadFromJsonAsync<JsonObject>(Now))!["items"]!.AsArray().Count);
    }

    [Fact]
    public async Task Seven_hundred_idle_connections_shut_nobody_out()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        using var owner = new TcpClient();
        await owner.ConnectAsync("127.0.0.1", bridge.Port, Now);
        Assert.StartsWith("HTTP/1.1 200", await AskAsync(owner, bridge), StringComparison.Ordinal);
        var idle = new List<TcpClient>();
        try
        {
            for (var i = 0; i < Idle; i++)
            {
                var socket = new TcpClient();
                idle.Add(socket);
                await socket.ConnectAsync("127.0.0.1", bridge.Port, Now);
            }

            using var limit = CancellationTokenSource.CreateLinkedTokenSource(Now);
            limit.CancelAfter(TimeSpan.FromSeconds(30));
            using var fresh = new TcpClient();
            await fresh.ConnectAsync("127.0.0.1", bridge.Port, limit.Token);
            Assert.StartsWith("HTTP/1.1 200", await AskAsync(fresh, bridge), StringComparison.Ordinal);
            Assert.StartsWith("HTTP/1.1 200", await AskAsync(owner, bridge), StringComparison.Ordinal);
        }
        finally
        {
            idle.ForEach(s => s.Dispose());
        }
    }

    /// <summary>The first line of the answer to an authenticated request; empty when the connection is closed.</summary>
    private static async Task<string> AskAsync(TcpClient client, BridgeFixture bridge)
    {
        try
        {
            var request = $"GET /api/v1/jobs?limit=1 HTTP/1.1\r\nHost: 127.0.0.1:{bridge.Port}\r\nAuthorization: Bearer " +
                $"{bridge.Token}\r\n\r\n";
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), Now);
            var buffer = new byte[16_384];
            var answer = new StringBuilder();
            int read;
            do
            {
                // To its last chunk, so that the next answer begins at its own first line.
                read = await client.GetStream().ReadAsync(buffer, Now);
                answer.Append(Encoding.UTF8.GetString(buffer, 0, read));
            }
            while (read > 0 && answer.ToString() is var text && text.StartsWith("HTTP/1.1 200", StringComparison.Ordinal)
                && !text.EndsWith("\r\n0\r\n\r\n", StringComparison.Ordinal));

            return answer.ToString().Split('\r')[0];
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }
}
