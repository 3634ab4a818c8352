using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HeyGem.Bridge.Farm;
using HeyGem.Bridge.Settings;
using Microsoft.Extensions.DependencyInjection;

namespace HeyGem.Bridge.Tests.Farm;

/// <summary>
/// Workers that ask for what is not theirs, or bring what was not ordered: each is refused with a code. No broker is needed.
/// </summary>
public sealed class HostileWorkerTests : IAsyncLifetime
{
    private const string Lane = "mesh.0123456789abcdef";

    private readonly string _bundle = Path.GetTempFileName();
    private readonly FakeOrder _order = new("a", 3);
    private BridgeFixture _bridge = null!;
    private HttpClient _worker = null!;
    private string _id = string.Empty;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private FarmBoard Board => _bridge.App.Services.GetRequiredService<FarmBoard>();

    public async ValueTask InitializeAsync()
    {
        // Nobody listens there: the broker is not needed to be refused by the bridge.
        _bridge = await BridgeFixture.StartAsync(settings => settings with
        {
            Farm = new FarmSettings(new Uri("amqp://127.0.0.1:1/"), new FarmLogin("user", "secret-of-the-broker")),
        });
        _worker = await ClientAsync("good");
        _id = (await EnterAsync(_worker, "good"))["worker"]!.GetValue<string>();
        await File.WriteAllTextAsync(_bundle, "the bundle", Now);
        Board.Add(new FarmOrder(_order, (_bundle, new string('f', 64)), []));
    }

    public async ValueTask DisposeAsync()
    {
        _worker.Dispose();
        await _bridge.DisposeAsync();
        File.Delete(_bundle);
    }

    [Fact]
    public async Task A_segment_that_is_brought_as_it_should_counts_once_and_its_replay_does_not()
    {
        await BeginAsync(0);
        Assert.Equal("the bundle", await _worker.GetStringAsync(Media(new string('f', 64)), Now));
        await GoodAsync(0);
        Assert.Equal([0], _order.Accepted);

        Assert.Equal("farm.segment_gone", await CodeAsync(Done(0, FakeOrder.Good.Length)));
        Assert.Equal("farm.segment_gone", await CodeAsync(Piece(0, FakeOrder.Good, 0, FakeOrder.Good.Length)));
        Assert.Equal("farm.segment_gone", await CodeAsync(Post($"segments/{_order.Key}/0/begin?worker={_id}", null)));
        Assert.Equal([0], _order.Accepted);
        Assert.Equal(1, (await _bridge.GetAsync("/api/v1/farm"))["workers"]![0]!["segments"]!.GetValue<int>());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    [InlineData("the bridge's own token")]
    public async Task A_wrong_key_opens_nothing(string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Media(new string('f', 64)));
        key = key == "the bridge's own token" ? _bridge.Token : key;
        request.Headers.Authorization = key is null ? null : new AuthenticationHeaderValue("Bearer", key);
        using var reply = await _bridge.Stranger.SendAsync(request, Now);

        Assert.Equal(HttpStatusCode.Unauthorized, reply.StatusCode);
        Assert.Equal("farm.key_refused", await BridgeFixture.CodeOfAsync(reply));
    }

    [Fact]
    public async Task A_worker_s_key_opens_the_routes_of_workers_only_and_nothing_once_it_is_withdrawn()
    {
        using var jobs = await _worker.GetAsync("/api/v1/jobs", Now);
        Assert.Equal(HttpStatusCode.Unauthorized, jobs.StatusCode);
        await BeginAsync(0);

        using var withdrawn = await _bridge.Client.DeleteAsync("/api/v1/farm/keys/good", Now);

        Assert.Equal(HttpStatusCode.NoContent, withdrawn.StatusCode);
        Assert.Equal("farm.key_refused", await CodeAsync(
            Post("beat", new { worker = _id, doing = Array.Empty<object>(), framesPerSecond = 0 })));
        Assert.Equal("farm.key_refused", await CodeAsync(new HttpRequestMessage(HttpMethod.Get, Media(new string('f', 64)))));
    }

    [Fact]
    public async Task Another_version_and_another_worker_s_id_are_refused()
    {
        Assert.Equal("farm.version_refused", await CodeAsync(Post(
            "enter", new { protocol = 2, name = "new", version = "9.0.0", lanes = new[] { Lane }, slots = 1 })));
        using var other = await ClientAsync("other");
        using var reply = await other.SendAsync(Post($"segments/{_order.Key}/0/begin?worker={_id}", null), Now);
        Assert.Equal("farm.version_refused", await BridgeFixture.CodeOfAsync(reply));

        using var differing = await ClientAsync("differing");
        var id = (await EnterAsync(differing, "differing", "mesh.ffffffffffffffff"))["worker"]!.GetValue<string>();
        using var refused = await differing.SendAsync(Post($"segments/{_order.Key}/0/begin?worker={id}", null), Now);
        Assert.Equal("farm.version_refused", await BridgeFixture.CodeOfAsync(refused));
    }

    [Theory]
    [InlineData("..%2F..%2Fjobs.db")]
    [InlineData("%2Fetc%2Fpasswd")]
    [InlineData("eeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeeee")]
    [InlineData("FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF")]
    public async Task A_path_in_place_of_a_key_and_a_file_of_nobody_s_are_refused(string key)
    {
        await BeginAsync(0);

        Assert.Equal("farm.media_refused", await CodeAsync(new HttpRequestMessage(HttpMethod.Get, Media(key))));
    }

    [Fact]
    public async Task Media_of_a_segment_is_read_only_while_it_is_given()
    {
        Assert.Equal("farm.media_refused", await CodeAsync(new HttpRequestMessage(HttpMethod.Get, Media(new string('f', 64)))));
        await BeginAsync(0);
        using var part = new HttpRequestMessage(HttpMethod.Get, Media(new string('f', 64)));
        part.Headers.Range = new RangeHeaderValue(4, null);
        using var reply = await _worker.SendAsync(part, Now);

        Assert.Equal(HttpStatusCode.PartialContent, reply.StatusCode);
        Assert.Equal("bundle", await reply.Content.ReadAsStringAsync(Now));
    }

    [Fact]
    public async Task Ten_gigabytes_are_not_taken_and_neither_is_more_than_was_said()
    {
        await BeginAsync(0);

        Assert.Equal("request.too_large", await CodeAsync(Piece(0, FakeOrder.Good, 0, 10L << 30)));
        Assert.Equal("request.too_large", await CodeAsync(Piece(0, FakeOrder.Good + "!", 0, FakeOrder.Good.Length)));
        Assert.Equal("upload.incomplete", await CodeAsync(Piece(0, FakeOrder.Good, 5, FakeOrder.Good.Length)));
        using var held = await _worker.GetAsync($"/api/v1/farm/segments/{_order.Key}/0/held?worker={_id}", Now);
        Assert.Equal("0", await held.Content.ReadAsStringAsync(Now));
    }

    [Fact]
    public async Task Half_an_upload_is_not_a_segment_and_can_be_gone_on_with()
    {
        await BeginAsync(0);
        await OkAsync(Piece(0, FakeOrder.Good[..4], 0, FakeOrder.Good.Length));

        Assert.Equal("upload.incomplete", await CodeAsync(Done(0, FakeOrder.Good.Length)));
        Assert.Empty(_order.Accepted);
        await OkAsync(Piece(0, FakeOrder.Good[4..], 4, FakeOrder.Good.Length));
        await OkAsync(Done(0, FakeOrder.Good.Length));
        Assert.Equal([0], _order.Accepted);
    }

    [Fact]
    public async Task A_wrong_result_sets_its_worker_aside_with_the_reason()
    {
        await BeginAsync(0);
        await OkAsync(Piece(0, "a sagment", 0, FakeOrder.Good.Length));

        Assert.Equal("farm.result_wrong", await CodeAsync(Done(0, FakeOrder.Good.Length)));

        Assert.Equal("farm.set_aside", await CodeAsync(Post($"segments/{_order.Key}/1/begin?worker={_id}", null)));
        var worker = (await _bridge.GetAsync("/api/v1/farm"))["workers"]![0]!;
        Assert.Equal(("setAside", "Its hash differs.", 1),
            (worker["state"]!.GetValue<string>(), worker["reason"]!.GetValue<string>(), worker["failures"]!.GetValue<int>()));
        using var resumed = await _bridge.Client.PostAsync("/api/v1/farm/workers/good/resume", null, Now);
        await BeginAsync(0);
        await GoodAsync(0);
    }

    [Fact]
    public async Task What_is_another_s_or_does_not_exist_is_gone()
    {
        await BeginAsync(0);
        using var other = await ClientAsync("other");
        var id = (await EnterAsync(other, "other"))["worker"]!.GetValue<string>();
        foreach (var route in new[] { $"{_order.Key}/0", $"{_order.Key}/99", $"{_order.Key}/-1", $"{new string('9', 64)}/0" })
        {
            using var reply = await other.SendAsync(Post($"segments/{route}/begin?worker={id}", null), Now);
            Assert.Equal("farm.segment_gone", await BridgeFixture.CodeOfAsync(reply));
        }
    }

    [Fact]
    public async Task The_broker_s_login_is_nowhere_but_in_the_answer_to_a_worker_that_enters()
    {
        var entered = await EnterAsync(_worker, "again");

        Assert.Equal("secret-of-the-broker", entered["password"]!.GetValue<string>());
        Assert.DoesNotContain("secret-of-the-broker", (await _bridge.GetAsync("/api/v1/farm")).ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of-the-broker", _bridge.Settings.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("secret-of-the-broker", await _bridge.Client.GetStringAsync("/api/v1/log", Now), StringComparison.Ordinal);
        foreach (var file in Directory.EnumerateFiles(_bridge.Settings.DataFolder, "*", SearchOption.AllDirectories))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream);
            Assert.DoesNotContain("secret-of-the-broker", await reader.ReadToEndAsync(Now), StringComparison.Ordinal);
        }
    }

    private async Task<HttpClient> ClientAsync(string name)
    {
        using var reply = await _bridge.Client.PostAsJsonAsync("/api/v1/farm/keys", new { name }, Now);
        var key = (await reply.Content.ReadFromJsonAsync<JsonObject>(Now))!["key"]!.GetValue<string>();
        var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{_bridge.Port}") };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", FarmInvitation.Read(key).Secret);
        return client;
    }

    private static async Task<JsonObject> EnterAsync(HttpClient client, string name, string lane = Lane)
    {
        using var reply = await client.SendAsync(
            Post("enter", new { protocol = 1, name, version = "1.0.0", lanes = new[] { lane }, slots = 1 }), Now);
        return (await reply.Content.ReadFromJsonAsync<JsonObject>(Now))!;
    }

    private Task BeginAsync(int segment) => OkAsync(Post($"segments/{_order.Key}/{segment}/begin?worker={_id}", null));

    private async Task GoodAsync(int segment)
    {
        await OkAsync(Piece(segment, FakeOrder.Good, 0, FakeOrder.Good.Length));
        await OkAsync(Done(segment, FakeOrder.Good.Length));
    }

    private string Media(string key) => $"/api/v1/farm/media/{key}?worker={_id}";

    private HttpRequestMessage Piece(int segment, string text, long offset, long total) => new(
        HttpMethod.Put, $"/api/v1/farm/segments/{_order.Key}/{segment}?worker={_id}&offset={offset}&total={total}")
    { Content = new StringContent(text) };

    private HttpRequestMessage Done(int segment, long total) => new(
        HttpMethod.Post, $"/api/v1/farm/segments/{_order.Key}/{segment}/done?worker={_id}&total={total}")
    { Content = new StringContent("what is said of it") };

    private static HttpRequestMessage Post(string route, object? body) =>
        new(HttpMethod.Post, $"/api/v1/farm/{route}") { Content = body is null ? null : JsonContent.Create(body) };

    private async Task OkAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var reply = await _worker.SendAsync(request, Now);
            Assert.True(reply.IsSuccessStatusCode, await reply.Content.ReadAsStringAsync(Now));
        }
    }

    private async Task<string> CodeAsync(HttpRequestMessage request)
    {
        using (request)
        {
            using var reply = await _worker.SendAsync(request, Now);
            return await BridgeFixture.CodeOfAsync(reply);
        }
    }
}
