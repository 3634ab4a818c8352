using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace HeyGem.Bridge.Tests.Crash;

public sealed class KillTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("heygem-kill-").FullName;

    public KillTests() => Directory.CreateDirectory(Path.Combine(_folder, "media"));

    private string Outputs => Path.Combine(_folder, "out");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("received")]
    [InlineData("committed")]
    [InlineData("claimed")]
    [InlineData("staged")]
    [InlineData("rendered")]
    [InlineData("noted")]
    [InlineData("published")]
    [InlineData("completed")]
    [InlineData("cleaned")]
    public async Task Killed_at_any_step_nothing_is_lost_doubled_or_half_done(string step)
    {
        var request = Request("job-" + step, "a.mp4", "b.mp4", "c.mp4");
        await using (var first = await BridgeProcess.StartAsync(_folder, step))
        {
            await first.TrySubmitAsync(request);
            await first.ExitAsync();
        }

        await using var second = await BridgeProcess.StartAsync(_folder);
        var id = await second.TrySubmitAsync(request);
        var job = await second.FinishedAsync(id!);

        Assert.Equal(3, job["counts"]!["completed"]!.GetValue<int>());
        Assert.Single(
            (await second.Client.GetFromJsonAsync<JsonObject>("/api/v1/jobs", TestContext.Current.CancellationToken))!["jobs"]!.AsArray());
        await AssertOnlyWholeResultsAsync(["a_lipsync.mp4", "b_lipsync.mp4", "c_lipsync.mp4"]);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(30, Explicit = true)]
    public async Task Random_kills_lose_and_double_nothing(int kills)
    {
        var random = new Random(20261121);
        var jobs = new List<JsonObject>();
        var acknowledged = new Dictionary<int, string>();
        for (var round = 0; round < kills; round++)
        {
            await using var bridge = await BridgeProcess.StartAsync(_folder);
            jobs.Add(Request($"round-{round:00}", $"r{round:00}a.mp4", $"r{round:00}b.mp4"));
            var moment = random.Next(0, 120);
            using var early = round % 2 == 0 ? new Timer(_ => _ = bridge.KillAsync(), null, moment, Timeout.Infinite) : null;
            if (await bridge.TrySubmitAsync(jobs[round]) is { } id)
            {
                acknowledged[round] = id;
                await Task.Delay(moment, TestContext.Current.CancellationToken);
            }

            await bridge.KillAsync();
        }

        await using var last = await BridgeProcess.StartAsync(_folder);
        var ids = new List<string>();
        for (var round = 0; round < jobs.Count; round++)
        {
            var id = (await last.TrySubmitAsync(jobs[round]))!;
            Assert.True(!acknowledged.TryGetValue(round, out var before) || before == id, $"Job {before} of round {round} was lost.");
            ids.Add(id);
        }

        foreach (var id in ids)
        {
            Assert.Equal(2, (await last.FinishedAsync(id))["counts"]!["completed"]!.GetValue<int>());
        }

        Assert.NotEmpty(acknowledged);
        await AssertOnlyWholeResultsAsync(
            [.. Enumerable.Range(0, kills).SelectMany(r => new[] { $"r{r:00}a_lipsync.mp4", $"r{r:00}b_lipsync.mp4" })]);
    }

    [Fact]
    public async Task An_item_that_kills_the_bridge_three_times_is_given_up()
    {
        var request = Request("poison-job", "a.mp4", "b.mp4");
        for (var i = 0; i < 3; i++)
        {
            await using var dying = await BridgeProcess.StartAsync(_folder, "staged");
            await dying.TrySubmitAsync(request);
            await dying.ExitAsync();
        }

        await using var bridge = await BridgeProcess.StartAsync(_folder);
        var job = await bridge.FinishedAsync((await bridge.TrySubmitAsync(request))!);

        Assert.Equal("job.poisoned", job["items"]![0]!["error"]!["code"]!.GetValue<string>());
        Assert.Equal("completed", job["items"]![1]!["state"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_second_bridge_on_the_same_folder_names_the_first_and_a_dead_one_holds_nothing()
    {
        await using var first = await BridgeProcess.StartAsync(_folder);
        await using (var second = await BridgeProcess.StartAsync(_folder))
        {
            Assert.Equal(75, await second.ExitAsync());
            Assert.StartsWith("bridge.already_running", second.FirstLine, StringComparison.Ordinal);
            Assert.Contains($"http://127.0.0.1:{first.FirstLine}", second.FirstLine, StringComparison.Ordinal);
        }

        await first.KillAsync();

        await using var third = await BridgeProcess.StartAsync(_folder);
        Assert.True(int.TryParse(third.FirstLine, out _), third.FirstLine);
    }

    [Fact]
    public async Task Children_die_with_the_bridge()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Looks for the child in /proc.");
        var marker = (900_000_000 + Environment.ProcessId).ToString(System.Globalization.CultureInfo.InvariantCulture);
        await using var bridge = await BridgeProcess.StartAsync(_folder);
        await bridge.TrySubmitAsync(Request("child-job", $"child-{marker}.mp4"));
        while (!IsRunning(marker))
        {
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await bridge.KillAsync();

        var gone = SpinWait.SpinUntil(() => !IsRunning(marker), TimeSpan.FromSeconds(10));
        Assert.True(gone, "The child outlived the bridge.");
    }

    private static bool IsRunning(string marker) =>
        Directory.EnumerateDirectories("/proc").Where(p => char.IsAsciiDigit(Path.GetFileName(p)[0])).Any(p =>
    {
        try
        {
            return File.ReadAllText(Path.Combine(p, "cmdline")).Split('\0') is ["/bin/sleep" or "/usr/bin/sleep", var argument, ..]
                && argument == marker;
        }
        catch (IOException)
        {
            return false;
        }
    });

    private JsonObject Request(string key, params string[] clips) => new()
    {
        ["idempotencyKey"] = key,
        ["items"] = new JsonArray([.. clips.Select(c => (JsonNode)new JsonObject
        {
            ["clip"] = new JsonObject { ["path"] = Media(c) },
            ["audio"] = new JsonObject { ["path"] = Media("voice.wav") },
        })]),
    };

    private string Media(string name)
    {
        var path = Path.Combine(_folder, "media", name);
        if (!File.Exists(path))
        {
            File.WriteAllText(path, "media");
        }

        return path;
    }

    private async Task AssertOnlyWholeResultsAsync(string[] names)
    {
        var files = Directory.EnumerateFiles(Outputs, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 })
            .Order().ToList();
        Assert.Equal(names, files.Select(Path.GetFileName).Order());
        foreach (var file in files)
        {
            var clip = Path.GetFileName(file).Replace("_lipsync", string.Empty, StringComparison.Ordinal);
            Assert.Equal(FakeRender.BytesOf(clip), await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
        }

        Assert.Empty(Directory.EnumerateDirectories(
            Outputs, ".heygem-*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }));
    }
}
