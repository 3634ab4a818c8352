using System.Net.ServerSentEvents;
using System.Text.Json.Nodes;

namespace HeyGem.Bridge.Tests.Api;

public sealed class EventTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Events_end_with_every_item_in_its_last_state()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var job = await bridge.SubmitAsync("events", "a.mp4", "corrupt.mp4", "b.mp4");

        var events = await FollowAsync(bridge, job, null, int.MaxValue);

        Assert.Equal(["completed", "failed", "completed"], LastStates(events));
        Assert.Equal("job", events[^1].EventType);
        Assert.Equal("failed", events[^1].Data["job"]!["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_client_that_comes_back_misses_nothing_and_gets_nothing_twice()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var job = await bridge.SubmitAsync("resume", [.. Enumerable.Range(0, 12).Select(i => $"c{i}.mp4")]);
        var all = new List<SseItem<JsonObject>>();
        while (all.Count == 0 || all[^1].Data["job"]?["state"]?.GetValue<string>() != "completed")
        {
            all.AddRange(await FollowAsync(bridge, job, all.Count == 0 ? null : all[^1].EventId, 3));
        }

        var items = all.Where(e => e.EventType == "item")
            .Select(e => (e.Data["item"]!["id"]!.GetValue<string>(), e.Data["item"]!["version"]!.GetValue<long>())).ToList();
        Assert.Equal(items.Count, items.Distinct().Count());
        Assert.Equal(12, LastStates(all).Count(s => s == "completed"));
        Assert.Equal(all.Select(e => long.Parse(e.EventId!, System.Globalization.CultureInfo.InvariantCulture)).Order(),
            all.Select(e => long.Parse(e.EventId!, System.Globalization.CultureInfo.InvariantCulture)));
    }

    [Fact]
    public async Task A_long_poll_waits_for_a_change_and_only_so_long()
    {
        await using var bridge = await BridgeFixture.StartAsync();
        var job = await bridge.SubmitAsync("long-poll", "slow.mp4");
        var id = job["id"]!.GetValue<string>();
        var running = job;
        while (running["items"]![0]!["progress"]?["framesDone"]?.GetValue<int>() is not > 0)
        {
            running = await bridge.GetAsync($"/api/v1/jobs/{id}?waitMs=5000&since={running["version"]}");
        }

        running = await bridge.GetAsync($"/api/v1/jobs/{id}");
        var same = await bridge.GetAsync($"/api/v1/jobs/{id}?waitMs=200&since={running["version"]}");
        var waiting = bridge.GetAsync($"/api/v1/jobs/{id}?waitMs=30000&since={running["version"]}");
        using var cancelled = await bridge.Client.PostAsync($"/api/v1/jobs/{id}/cancel", null, Now);

        Assert.Equal(running["version"]!.GetValue<long>(), same["version"]!.GetValue<long>());
        Assert.True((await waiting)["version"]!.GetValue<long>() > running["version"]!.GetValue<long>());
        foreach (var wrong in new[] { -1, 30001 })
        {
            using var refused = await bridge.Client.GetAsync($"/api/v1/jobs/{id}?waitMs={wrong}", Now);
            Assert.Equal("request.invalid", await BridgeFixture.CodeOfAsync(refused));
        }
    }

    private static async Task<List<SseItem<JsonObject>>> FollowAsync(BridgeFixture bridge, JsonObject job, string? lastId, int count)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/jobs/{job["id"]}/events");
        if (lastId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastId);
        }

        using var response = await bridge.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Now);
        var parser = SseParser.Create(await response.Content.ReadAsStreamAsync(Now), (_, bytes) => JsonNode.Parse(bytes)!.AsObject());
        var events = new List<SseItem<JsonObject>>();
        await foreach (var e in parser.EnumerateAsync(Now))
        {
            events.Add(new SseItem<JsonObject>(e.Data, e.EventType) { EventId = parser.LastEventId });
            if (events.Count == count)
            {
                break;
            }
        }

        return events;
    }

    private static IEnumerable<string> LastStates(IEnumerable<SseItem<JsonObject>> events) => events
        .Where(e => e.EventType == "item").GroupBy(e => e.Data["item"]!["position"]!.GetValue<int>()).OrderBy(g => g.Key)
        .Select(g => g.Last().Data["item"]!["state"]!.GetValue<string>());
}
