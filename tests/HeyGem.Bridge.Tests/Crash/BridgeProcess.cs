using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HeyGem.Bridge.Host;
using HeyGem.Bridge.Tests.Cli;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Bridge.Tests.Crash;

/// <summary>A bridge in a process of its own that a test can kill at a named step or at any moment.</summary>
internal sealed class BridgeProcess : IAsyncDisposable
{
    private readonly ChildProcess _child;

    private BridgeProcess(ChildProcess child, HttpClient? client, string firstLine) =>
        (_child, Client, FirstLine) = (child, client!, firstLine);

    public HttpClient Client { get; }

    /// <summary>The number of its process.</summary>
    public int Id => _child.Id;

    /// <summary>What it said first: its port, or why it would not start.</summary>
    public string FirstLine { get; }

    /// <summary>The program whose process it is.</summary>
    public static string Program { get; } = Path.Combine(
        AppContext.BaseDirectory.Replace("HeyGem.Bridge.Tests", "HeyGem.Bridge.Child", StringComparison.Ordinal),
        "HeyGem.Bridge.Child" + (OperatingSystem.IsWindows() ? ".exe" : string.Empty));

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    /// <summary>Starts it and waits until it answers or ends.</summary>
    public static Task<BridgeProcess> StartAsync(string folder, string killAt = "-", params IReadOnlyList<string> more) =>
        StartInAsync([], folder, killAt, more);

    /// <summary>The same with more in its environment; Linux and macOS.</summary>
    public static async Task<BridgeProcess> StartInAsync(
        IReadOnlyList<string> environment, string folder, string killAt, IReadOnlyList<string> more)
    {
        var child = ChildProcess.Start(environment.Count == 0 ? new ChildProcessSpec(Program, [folder, killAt, .. more])
            : new ChildProcessSpec("/usr/bin/env", [.. environment, Program, folder, killAt, .. more]));
        var line = await new StreamReader(child.StandardOutput).ReadLineAsync(Now) ?? string.Join('\n', child.ErrorTail);
        if (!int.TryParse(line, out var port))
        {
            return new BridgeProcess(child, null, line);
        }

        var found = DiscoveryFile.TryRead(Path.Combine(folder, "data", "bridge.json"))!;
        var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromSeconds(60) };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", found.Token);
        return new BridgeProcess(child, client, line);
    }

    /// <summary>Sends a job; null when the bridge died before it answered, else the job's id.</summary>
    public async Task<string?> TrySubmitAsync(JsonObject request)
    {
        try
        {
            using var response = await Client.PostAsJsonAsync("/api/v1/jobs", request, Now);
            Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Now));
            return (await response.Content.ReadFromJsonAsync<JsonObject>(Now))!["id"]!.GetValue<string>();
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    public async Task<JsonObject> FinishedAsync(string id)
    {
        while (true)
        {
            var job = (await Client.GetFromJsonAsync<JsonObject>($"/api/v1/jobs/{id}?waitMs=20000", Now))!;
            if (job["state"]!.GetValue<string>() is "completed" or "failed" or "cancelled")
            {
                return job;
            }

            await Client.GetFromJsonAsync<JsonObject>($"/api/v1/jobs/{id}?waitMs=20000&since={job["version"]}", Now);
        }
    }

    public async Task<int> ExitAsync() => await _child.WaitAsync(Now);

    /// <summary>Kills it alone as the system would, its children not along with it, and waits until it is gone.</summary>
    public async Task KillAsync()
    {
        if (OperatingSystem.IsWindows() || NativeSignals.Kill(_child.Id, NativeSignals.Slay) != 0)
        {
            _child.Kill();
        }

        await _child.WaitAsync(Now);
    }

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        _child.Kill();
        await _child.DisposeAsync();
    }
}
