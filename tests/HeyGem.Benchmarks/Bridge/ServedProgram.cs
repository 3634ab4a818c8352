using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Weights;
using HeyGem.Testing;

namespace HeyGem.Benchmarks.Bridge;

/// <summary>The shipped program's <c>serve</c> in a process and data folder of its own, with made clips to send it.</summary>
internal sealed class ServedProgram : IAsyncDisposable
{
    private readonly ChildProcess _process;

    private ServedProgram(ChildProcess process, string folder, int port, string token, double seconds)
    {
        (_process, Folder, Port, StartSeconds) = (process, folder, port, seconds);
        Client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}"), Timeout = TimeSpan.FromMinutes(5) };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
    }

    public HttpClient Client { get; }

    public string Folder { get; }

    public int Port { get; }

    public int Id => _process.Id;

    /// <summary>From the start of the process until it said its address.</summary>
    public double StartSeconds { get; }

    /// <summary>The data folder within a folder.</summary>
    public static string DataOf(string folder) => Path.Combine(folder, "data");

    public static async Task<ServedProgram> StartAsync(string folder, CancellationToken cancellationToken)
    {
        var program = Path.Combine(TestFolders.Repository, "artifacts", "bin", "HeyGem.Bridge", "release", "HeyGem.Bridge");
        var data = DataOf(folder);
        Directory.CreateDirectory(data);
        if (!Directory.Exists(new DataFolder(data).Models))
        {
            Directory.CreateSymbolicLink(new DataFolder(data).Models, DataFolder.Current().Models);
        }

        var watch = Stopwatch.StartNew();
        var process = ChildProcess.Start(
            new ChildProcessSpec("/usr/bin/env",
            [$"HEYGEM_DATA={data}", program, "serve", "--port", "0", "--root", folder, "--out", Path.Combine(folder, "out")]));
        using var output = new StreamReader(process.StandardOutput, leaveOpen: true);
        while (await output.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith("Stop with", StringComparison.Ordinal))
            {
                var found = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(data, "bridge.json"), cancellationToken))!;
                return new ServedProgram(process, folder, found["port"]!.GetValue<int>(), found["token"]!.GetValue<string>(),
                    watch.Elapsed.TotalSeconds);
            }
        }

        throw new InvalidOperationException("The bridge did not start: " + string.Join(' ', process.ErrorTail));
    }

    /// <summary>Draws a clip and a voice into the folder.</summary>
    public static async Task<(string Clip, string Voice)> DrawAsync(
        string folder, int frames, int size, CancellationToken cancellationToken)
    {
        var ffmpeg = await FfmpegLocator.LocateAsync(cancellationToken);
        var clip = await PerformerClip.WriteAsync(
            ffmpeg, PerformerClip.Talker(size, size), frames, Path.Combine(folder, $"clip{frames}.mp4"), cancellationToken);
        return (clip, MadeVoice.Write(Path.Combine(folder, $"voice{frames}.wav"), MadeVoice.Samples(frames / 25.0)));
    }

    /// <summary>Sends a job; the status, the time in milliseconds, and the job.</summary>
    public async Task<(int Status, double Milliseconds, JsonObject Reply)> SubmitAsync(
        string key, string clip, string voice, int count, CancellationToken cancellationToken)
    {
        var items = Enumerable.Range(0, count)
            .Select(_ => (JsonNode)new JsonObject
            {
                ["clip"] = new JsonObject { ["path"] = clip },
                ["audio"] = new JsonObject { ["path"] = voice }
            });
        var body = new JsonObject { ["idempotencyKey"] = key, ["items"] = new JsonArray([.. items]) };
        using var content = new StringContent(body.ToJsonString(), null, "application/json");
        var start = Stopwatch.GetTimestamp();
        using var response = await Client.PostAsync("/api/v1/jobs", content, cancellationToken);
        var text = await response.Content.ReadAsStringAsync(cancellationToken);
        return ((int)response.StatusCode, Stopwatch.GetElapsedTime(start).TotalMilliseconds, JsonNode.Parse(text)!.AsObject());
    }

    public async Task<JsonObject> GetAsync(string address, CancellationToken cancellationToken) =>
        (await Client.GetFromJsonAsync<JsonObject>(address, cancellationToken))!;

    /// <summary>Times a request in milliseconds.</summary>
    public async Task<double> TimeAsync(string address, CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        using var response = await Client.GetAsync(address, cancellationToken);
        await response.Content.ReadAsByteArrayAsync(cancellationToken);
        response.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    /// <summary>Resident memory of the bridge itself in MiB; its ffmpeg children come and go.</summary>
    public double MemoryMiB()
    {
        var line = File.ReadLines($"/proc/{Id}/status").First(l => l.StartsWith("VmRSS", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^2], CultureInfo.InvariantCulture) / 1024;
    }

    /// <summary>Ends it at once, as the system would.</summary>
    public async Task SlayAsync()
    {
        using (var itself = Process.GetProcessById(Id))
        {
            itself.Kill();
        }

        await _process.WaitAsync(CancellationToken.None);
    }

    /// <summary>A percentile of times, as text.</summary>
    public static string Spread(IReadOnlyList<double> times)
    {
        var sorted = times.Order().ToList();
        string At(double share) => sorted[Math.Min(sorted.Count - 1, (int)(sorted.Count * share))]
            .ToString("0.0", CultureInfo.InvariantCulture);
        return $"p50 {At(0.5)} ms, p99 {At(0.99)} ms, max {At(1)} ms ({sorted.Count})";
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _process.DisposeAsync();
    }
}
