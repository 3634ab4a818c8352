using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using HeyGem.Core.Queue.Model;
using Microsoft.Data.Sqlite;
using static HeyGem.Benchmarks.Bridge.ServedProgram;

namespace HeyGem.Benchmarks.Bridge;

/// <summary>
/// The bridge's own numbers, over HTTP, with the real engine rendering beside them: the queue, slow connections, memory, start.
/// </summary>
internal static class BridgeLoad
{
    /// <summary>Runs one of the measurements in a folder that is gone afterwards.</summary>
    public static async Task PrintAsync(string what, int count, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("heygem-bridge-load-").FullName;
        try
        {
            await (what switch
            {
                "queue" => QueueAsync(folder, cancellationToken),
                "slow" => SlowAsync(folder, cancellationToken),
                "memory" => MemoryAsync(folder, count, cancellationToken),
                "start" => StartAsync(folder, cancellationToken),
                _ => throw new ArgumentException("bridge queue | slow | memory [COUNT] | start", nameof(what)),
            });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>1000 clips come in by tens and one by one beside a render; then ten thousand wait, and the next is refused.</summary>
    private static async Task QueueAsync(string folder, CancellationToken cancellationToken)
    {
        var (clip, voice) = await DrawAsync(folder, 250, 640, cancellationToken);
        await using var bridge = await RenderingAsync(folder, clip, voice, cancellationToken);
        var (tens, ones, lists) = (new List<double>(), new List<double>(), new List<double>());
        for (var i = 0; i < 90; i++)
        {
            tens.Add((await bridge.SubmitAsync($"ten-clips-{i}", clip, voice, 10, cancellationToken)).Milliseconds);
        }

        for (var i = 0; i < 100; i++)
        {
            ones.Add((await bridge.SubmitAsync($"one-clip-{i}", clip, voice, 1, cancellationToken)).Milliseconds);
        }

        for (var i = 0; i < 300; i++)
        {
            lists.Add(await bridge.TimeAsync("/api/v1/jobs", cancellationToken));
        }

        Line("submit 10 clips", Spread(tens));
        Line("submit 1 clip", Spread(ones));
        Line("list of 50 jobs", Spread(lists));
        var thousands = new List<double>();
        for (var i = 0; i < 9; i++)
        {
            thousands.Add((await bridge.SubmitAsync($"thousand-{i}", clip, voice, 1000, cancellationToken)).Milliseconds);
        }

        lists.Clear();
        for (var i = 0; i < 100; i++)
        {
            lists.Add(await bridge.TimeAsync("/api/v1/jobs", cancellationToken));
        }

        Line("submit 1000 clips", Spread(thousands));
        Line("list, 10000 waiting", Spread(lists));
        var last = await bridge.SubmitAsync("fills-it-up", clip, voice, 1000, cancellationToken);
        Line("past 10000", $"{last.Status} {last.Reply["detail"] ?? last.Reply["message"]}");
    }

    private static async Task SlowAsync(string folder, CancellationToken cancellationToken)
    {
        var (clip, voice) = await DrawAsync(folder, 250, 640, cancellationToken);
        await using var bridge = await RenderingAsync(folder, clip, voice, cancellationToken);
        var alone = new List<double>();
        for (var i = 0; i < 200; i++)
        {
            alone.Add(await bridge.TimeAsync("/healthz", cancellationToken));
            await Task.Delay(10, cancellationToken);
        }

        Line("health, a render", Spread(alone));
        var slow = new List<TcpClient>();
        try
        {
            for (var i = 0; i < 300; i++)
            {
                var socket = new TcpClient();
                slow.Add(socket);
                await socket.ConnectAsync("127.0.0.1", bridge.Port, cancellationToken);
                await socket.GetStream().WriteAsync(
                    Encoding.ASCII.GetBytes($"GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{bridge.Port}\r\nX-Slow: "), cancellationToken);
            }

            var times = new List<double>();
            for (var i = 0; i < 300; i++)
            {
                foreach (var socket in slow.Where((s, n) => n % 20 == i % 20 && s.Connected))
                {
                    try
                    {
                        await socket.GetStream().WriteAsync("x"u8.ToArray(), cancellationToken);
                    }
                    catch (IOException)
                    {
                        // Cut off after ten seconds, as it should be.
                    }
                }

                times.Add(await bridge.TimeAsync("/healthz", cancellationToken));
                await Task.Delay(20, cancellationToken);
            }

            Line("health, 300 slow too", Spread(times));
        }
        finally
        {
            slow.ForEach(s => s.Dispose());
        }
    }

    /// <summary>Many short clips in one job; the bridge's memory over the first and the last quarter after a warm-up.</summary>
    private static async Task MemoryAsync(string folder, int count, CancellationToken cancellationToken)
    {
        var (clip, voice) = await DrawAsync(folder, 12, 360, cancellationToken);
        await using var bridge = await ServedProgram.StartAsync(folder, cancellationToken);
        var id = (await bridge.SubmitAsync("memory-items", clip, voice, count, cancellationToken)).Reply["id"]!.GetValue<string>();
        var samples = new SortedDictionary<int, double>();
        for (var done = 0; done < count;)
        {
            var listed = (await bridge.GetAsync("/api/v1/jobs?limit=1", cancellationToken))["jobs"]![0]!;
            done = listed["counts"]!["completed"]!.GetValue<int>() + listed["counts"]!["failed"]!.GetValue<int>();
            samples[done] = bridge.MemoryMiB();
            await Task.Delay(200, cancellationToken);
        }

        double Mean(double from, double to) =>
            samples.Where(s => s.Key >= from * count && s.Key <= to * count).Select(s => s.Value).DefaultIfEmpty(double.NaN).Average();
        foreach (var tenth in Enumerable.Range(0, 10))
        {
            Line($"clips {tenth * count / 10}-{(tenth + 1) * count / 10}", Text($"{Mean(tenth / 10.0, (tenth + 1) / 10.0):0.0} MiB"));
        }

        var (early, late) = (Mean(0.2, 0.4), Mean(0.8, 1));
        var message = (await bridge.GetAsync($"/api/v1/jobs/{id}", cancellationToken))["message"];
        Line("growth", Text($"{early:0.0} -> {late:0.0} MiB, {(late / early) - 1:P1}; {message}"));
    }

    /// <summary>Start with 10000 finished jobs in the store, and how soon a killed render runs again.</summary>
    private static async Task StartAsync(string folder, CancellationToken cancellationToken)
    {
        var (clip, voice) = await DrawAsync(folder, 250, 640, cancellationToken);
        await using (var first = await RenderingAsync(folder, clip, voice, cancellationToken))
        {
            Line("start, empty store", Text($"{first.StartSeconds:0.00} s"));
            await first.SlayAsync();
        }

        FillStore(Path.Combine(DataOf(folder), "jobs.db"));
        var watch = Stopwatch.StartNew();
        await using var bridge = await ServedProgram.StartAsync(folder, cancellationToken);
        while ((await bridge.GetAsync("/api/v1/jobs?state=running", cancellationToken))["jobs"]!.AsArray().Count == 0)
        {
            await Task.Delay(10, cancellationToken);
        }

        Line("start, 10000 jobs", Text(
            $"{bridge.StartSeconds:0.00} s; the killed render runs again after {watch.Elapsed.TotalSeconds:0.00} s"));
        var lists = new List<double>();
        for (var i = 0; i < 200; i++)
        {
            lists.Add(await bridge.TimeAsync("/api/v1/jobs", cancellationToken));
        }

        Line("list, 10000 finished", Spread(lists));
    }

    /// <summary>A bridge in the middle of rendering long clips.</summary>
    private static async Task<ServedProgram> RenderingAsync(string folder, string clip, string voice, CancellationToken cancellationToken)
    {
        var bridge = await ServedProgram.StartAsync(folder, cancellationToken);
        await bridge.SubmitAsync("keeps-it-rendering", clip, voice, 10, cancellationToken);
        while ((await bridge.GetAsync("/api/v1/jobs?state=running", cancellationToken))["jobs"]!.AsArray().Count == 0)
        {
            await Task.Delay(50, cancellationToken);
        }

        await Task.Delay(2000, cancellationToken);
        return bridge;
    }

    private static void FillStore(string path)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            $"""
            BEGIN;
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 10000)
            INSERT INTO jobs(id, idempotency_key, body_hash, title, state, created_at, version, served)
            SELECT printf('%032x', i), 'old-' || i, 'x', 'job ' || i, {(int)JobState.Completed}, 0, 1, 0 FROM n;
            INSERT INTO items(id, job_seq, position, label, spec, state, attempt, version)
            SELECT 'i' || j.id, j.seq, 0, 'clip', (SELECT spec FROM items LIMIT 1), {(int)ItemState.Completed}, 1, 1
            FROM jobs j WHERE j.idempotency_key LIKE 'old-%';
            COMMIT;
            """;
        command.ExecuteNonQuery();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Line(string what, string text) => Console.WriteLine($"{what,-24} {text}");
}
