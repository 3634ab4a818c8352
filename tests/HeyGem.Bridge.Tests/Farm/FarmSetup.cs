using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HeyGem.Bridge.Tests.Cli;
using HeyGem.Bridge.Tests.Crash;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Testing;

namespace HeyGem.Bridge.Tests.Farm;

/// <summary>A bridge with a farm in a process of its own, and workers in theirs: real programs, a real broker, a drawn clip.</summary>
internal sealed class FarmSetup : IAsyncDisposable
{
    private readonly CliFixture _cli;
    private readonly RabbitBroker _broker;
    private readonly CutNetwork? _network;
    private readonly IReadOnlyList<string>? _secure;
    private readonly string _folder = Directory.CreateTempSubdirectory("heygem-farm-").FullName;
    private readonly string _port = $"{RabbitBroker.FreePorts(1)[0]}";
    private readonly List<ChildProcess> _workers = [];
    private string _key = string.Empty;

    private FarmSetup(CliFixture cli, RabbitBroker broker, CutNetwork? network, IReadOnlyList<string>? secure) =>
        (_cli, _broker, _network, _secure) = (cli, broker, network, secure);

    public BridgeProcess Bridge { get; private set; } = null!;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    /// <summary>Starts the bridge with a clip and a voice, and invites workers.</summary>
    /// <param name="cli">The program.</param>
    /// <param name="broker">The broker.</param>
    /// <param name="seconds">The voice's length; a segment has about a second.</param>
    /// <param name="network">Where a worker can run that is cut off; null where none is.</param>
    /// <param name="secure">What the bridge's environment holds where the broker is reached over TLS; else null.</param>
    public static async Task<FarmSetup> StartAsync(
        CliFixture cli, RabbitBroker broker, int seconds, CutNetwork? network = null, IReadOnlyList<string>? secure = null)
    {
        await broker.RequireAsync(network?.Host);
        var farm = new FarmSetup(cli, broker, network, secure);
        var media = Directory.CreateDirectory(Path.Combine(farm._folder, "media")).FullName;
        File.Copy(cli.PathOf("clip.mp4"), Path.Combine(media, "clip.mp4"));
        MadeVoice.Write(Path.Combine(media, "voice.wav"), MadeVoice.Samples(seconds));
        await farm.StartBridgeAsync();
        using var reply = await farm.Bridge.Client.PostAsJsonAsync("/api/v1/farm/keys", new { name = "test" }, Now);
        farm._key = (await reply.Content.ReadFromJsonAsync<JsonObject>(Now))!["key"]!.GetValue<string>();
        return farm;
    }

    public async Task StartBridgeAsync() =>
        Bridge = await BridgeProcess.StartInAsync(
            _secure ?? [], _folder, "-", ["real", Address, _port, .. _network is null ? Array.Empty<string>() : [_network.Host]]);

    private string Address => _secure is null ? _broker.Address : _broker.SecureAddress;

    /// <summary>The folder that the bridge's media lie in.</summary>
    public string Media => Path.Combine(_folder, "media");

    /// <summary>Names of the media that a worker fetched.</summary>
    public IEnumerable<string?> FetchedBy(string name) =>
        Directory.EnumerateFiles(Path.Combine(_folder, name, "worker", "media"), "*", SearchOption.AllDirectories).Select(Path.GetFileName);

    /// <summary>Starts <c>heygem work</c>, with a data folder of its own.</summary>
    public ChildProcess StartWorker(string name, params string[] more) => Start([], name, Address, more);

    /// <summary>The same with more in its environment.</summary>
    public ChildProcess StartWorkerIn(IReadOnlyList<string> environment, string name) => Start(environment, name, Address);

    /// <summary>Starts one that reaches bridge and broker by a cable that can be pulled, where there is one.</summary>
    public ChildProcess StartBehindCable(string name) =>
        _network is null ? StartWorker(name) : Start(_network.Inside, name, _broker.AddressFor(_network.Host));

    /// <summary>Waits until the bridge knows so many workers that work.</summary>
    public async Task WorkersAsync(int count)
    {
        while (await WorkingAsync() < count)
        {
            await Task.Delay(100, Now);
        }

        async Task<int> WorkingAsync() =>
            (await ViewAsync())["workers"]!.AsArray().Count(w => w!["state"]!.GetValue<string>() == "working");
    }

    public async Task<JsonObject> ViewAsync() => (await Bridge.Client.GetFromJsonAsync<JsonObject>("/api/v1/farm", Now))!;

    public async Task<bool> IsFinishedAsync(string id) =>
        (await Bridge.Client.GetFromJsonAsync<JsonObject>($"/api/v1/jobs/{id}", Now))!["state"]!.GetValue<string>() == "completed";

    public async Task<string> SubmitAsync(string key) => (await Bridge.TrySubmitAsync(Request(_folder, key)))!;

    /// <summary>Waits until so many segments are noted.</summary>
    public async Task NotedAsync(int count)
    {
        while (!Directory.Exists(Path.Combine(_folder, "out")) || Notes() < count)
        {
            await Task.Delay(20, Now);
        }

        int Notes() => Directory.EnumerateFiles(Path.Combine(_folder, "out"), "*.note",
            new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0, IgnoreInaccessible = true }).Count();
    }

    /// <summary>Waits for a job; gives digests of the result's pictures, and what the report says of segments.</summary>
    public async Task<(string Shown, JsonNode Segments)> FinishedAsync(string id) => (await FinishedAsync([id]))[0];

    /// <summary>The same for all jobs that there are: nothing but their results is left.</summary>
    public async Task<List<(string Shown, JsonNode Segments)>> FinishedAsync(IReadOnlyList<string> ids)
    {
        var (found, paths) = (new List<(string, JsonNode)>(), new List<string>());
        foreach (var id in ids)
        {
            var (shown, path, item) = await ShownAsync(Bridge, id);
            var report = (await Bridge.Client.GetFromJsonAsync<JsonNode>($"/api/v1/items/{item}/report", Now))!;
            found.Add((shown, report["segments"]!));
            paths.Add(path);
        }

        Assert.Equal(paths.Order(), Directory.EnumerateFiles(
            Path.Combine(_folder, "out"), "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }).Order());
        paths.ForEach(File.Delete);
        return found;
    }

    /// <summary>The same clip rendered by a bridge without a farm.</summary>
    public async Task<string> AloneAsync()
    {
        var folder = Path.Combine(_folder, "alone");
        var media = Directory.CreateDirectory(Path.Combine(folder, "media")).FullName;
        foreach (var file in Directory.EnumerateFiles(Path.Combine(_folder, "media")))
        {
            File.Copy(file, Path.Combine(media, Path.GetFileName(file)));
        }

        await using var alone = await BridgeProcess.StartAsync(folder, "-", "real");
        return (await ShownAsync(alone, (await alone.TrySubmitAsync(Request(folder, "alone")))!)).Shown;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var worker in _workers)
        {
            worker.Kill();
            await worker.DisposeAsync();
        }

        await Bridge.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private ChildProcess Start(IReadOnlyList<string> before, string name, string address, params IReadOnlyList<string> more)
    {
        var worker = _cli.StartIn(
            Path.Combine(_folder, name), before, ["work", "--farm", address, "--key", _key, "--name", name, .. more]);
        _ = worker.StandardOutput.CopyToAsync(Stream.Null, CancellationToken.None);
        _workers.Add(worker);
        return worker;
    }

    private async Task<(string Shown, string Path, string Item)> ShownAsync(BridgeProcess bridge, string id)
    {
        var job = await bridge.FinishedAsync(id);
        Assert.True(job["state"]!.GetValue<string>() == "completed", job.ToJsonString());
        var item = job["items"]![0]!;
        var path = item["output"]!["path"]!.GetValue<string>();
        var shown = await FfmpegOutput.ReadTextAsync(
            _cli.Ffmpeg.FfmpegPath, ["-v", "error", "-nostdin", "-i", path, "-map", "0:v:0", "-f", "framemd5", "-"], Now);
        return (shown, path, item["id"]!.GetValue<string>());
    }

    private static JsonObject Request(string folder, string key) => new()
    {
        ["idempotencyKey"] = key.PadRight(8, '-'),
        ["fit"] = "loop",
        ["items"] = new JsonArray(new JsonObject
        {
            ["clip"] = new JsonObject { ["path"] = Path.Combine(folder, "media", "clip.mp4") },
            ["audio"] = new JsonObject { ["path"] = Path.Combine(folder, "media", "voice.wav") },
        }),
    };
}
