using System.Text.Json;
using HeyGem.Bridge.Tests.Cli;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Bridge.Tests.Real;

/// <summary>The shipped program's <c>serve</c> as a process with the real engine, in a data folder of its own with cold caches.</summary>
internal sealed class ServedBridge : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private ServedBridge(ChildProcess process, OpenApiClient client, string said) => (_process, Client, Said) = (process, client, said);

    /// <summary>What a client knows: the OpenAPI file, the port and the token.</summary>
    public OpenApiClient Client { get; }

    public int ProcessId => _process.Id;

    /// <summary>What it printed until it could be used.</summary>
    public string Said { get; }

    /// <summary>Starts it and waits until it says that it can be used.</summary>
    /// <param name="cli">Where the program and the models are.</param>
    /// <param name="folder">Holds its data and its results.</param>
    /// <param name="options">More options of <c>serve</c>.</param>
    public static Task<ServedBridge> StartAsync(CliFixture cli, string folder, params IReadOnlyList<string> options) =>
        StartWithAsync(cli, folder, [], options);

    /// <summary>The same with variables, each as <c>NAME=value</c>.</summary>
    public static async Task<ServedBridge> StartWithAsync(
        CliFixture cli, string folder, IReadOnlyList<string> environment, params IReadOnlyList<string> options)
    {
        var data = Path.Combine(folder, "data");
        var process = cli.StartIn(data, environment, ["serve", "--port", "0", "--out", Path.Combine(folder, "out"), .. options]);
        var output = new StreamReader(process.StandardOutput);
        var said = string.Empty;
        while (await output.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            said += line + "\n";
            if (line.StartsWith("Stop with", StringComparison.Ordinal))
            {
                var found = JsonSerializer.Deserialize<JsonElement>(
                    await File.ReadAllTextAsync(Path.Combine(data, "bridge.json"), TestContext.Current.CancellationToken));
                var (port, token) = (found.GetProperty("port").GetInt32(), found.GetProperty("token").GetString()!);
                var client = new OpenApiClient(port, token, () => StandingOf(process, data));
                return new ServedBridge(process, client, said);
            }
        }

        throw new InvalidOperationException("The bridge did not start: " + string.Join('\n', process.ErrorTail));
    }

    /// <summary>The programs of this name that the bridge started and that still run.</summary>
    public IReadOnlyList<int> Children(string program) =>
    [
        .. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName).Where(n => n!.All(char.IsAsciiDigit))
            .Where(n => IsChild(n!, program)).Select(int.Parse!),
    ];

    /// <summary>Ends the bridge itself and nothing else, as the system would.</summary>
    public async Task SlayAsync()
    {
        Assert.Equal(0, NativeSignals.Kill(_process.Id, NativeSignals.Slay));
        await _process.WaitAsync(TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _process.DisposeAsync();
    }

    /// <summary>How the program stands, for a request that found nobody: whether it lives, what it said last, how its log ends.</summary>
    private static string StandingOf(ChildProcess process, string data)
    {
        var exit = process.WaitAsync(CancellationToken.None);
        var log = Path.Combine(data, "logs", "heygem.log");
        string[] lines = File.Exists(log) ? File.ReadAllLines(log) : [];
        var life = exit.Wait(TimeSpan.FromSeconds(5)) ? $"ended with {exit.Result}" : "still runs";
        return $"The bridge {life}. Errors: {string.Join(" | ", process.ErrorTail)}. "
            + $"Discovery file: {File.Exists(Path.Combine(data, "bridge.json"))}. Log: {string.Join('\n', lines.TakeLast(10))}";
    }

    private bool IsChild(string process, string program)
    {
        try
        {
            var status = File.ReadAllLines($"/proc/{process}/status");
            return status.Contains($"PPid:\t{_process.Id}") && status.Contains($"Name:\t{program}");
        }
        catch (IOException)
        {
            return false;
        }
    }
}
