using System.Net;
using System.Net.Sockets;
using HeyGem.Bridge.Tests.Real;
using HeyGem.Core.Weights;

namespace HeyGem.Bridge.Tests.Cli;

/// <summary>Why the program would not start or could not render, as it says it.</summary>
public sealed class ServeCommandTests(CliFixture cli) : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("heygem-serve-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task A_port_that_is_taken_is_named_with_its_holder_which_is_left_alone()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux says who listens.");
        using var holder = new TcpListener(IPAddress.Loopback, 0);
        holder.Start();
        var port = ((IPEndPoint)holder.LocalEndpoint).Port;

        var run = await cli.HeyGemInAsync(_data, "serve", "--port", $"{port}");

        Assert.Equal(75, run.ExitCode);
        Assert.Contains("bridge.port_in_use", run.Error, StringComparison.Ordinal);
        Assert.Contains($"Port {port} is in use by", run.Error, StringComparison.Ordinal);
        Assert.Contains($"(process {Environment.ProcessId})", run.Error, StringComparison.Ordinal);
        Assert.Contains("--port", run.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_data, "bridge.json")));
    }

    [Theory]
    [InlineData("read-only", "store.failed", "may not be written")]
    [InlineData("full", "disk.full", "is full")]
    public async Task A_data_folder_on_a_disk_that_takes_nothing_is_told_and_ends_the_start(string fault, string code, string said)
    {
        await using var disk = await SmallDisk.MountAsync(1);
        if (fault == "full")
        {
            disk.Fill();
        }
        else
        {
            await disk.MakeReadOnlyAsync();
        }

        var run = await cli.HeyGemInAsync(disk.Folder, "serve", "--port", "0", "--out", _data);

        Assert.Equal(1, run.ExitCode);
        Assert.Contains($"[{code}]", run.Error, StringComparison.Ordinal);
        Assert.Contains(said, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Open  ", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_ffmpeg_it_serves_says_so_and_fails_each_clip_with_the_way_out()
    {
        await using var bridge = await ServedBridge.StartWithAsync(cli, _data, ["HEYGEM_FFMPEG=/nowhere"], "--root", cli.Folder);
        var health = await bridge.Client.CallAsync("getCapabilities");
        var sent = await bridge.Client.SubmitAsync("without-ffmpeg", "path", cli.PathOf("voice.wav"), cli.PathOf("clip.mp4"));
        var job = await bridge.Client.PollAsync(sent["id"]!.GetValue<string>());
        var check = health["checks"]!.AsArray().Single(c => c!["name"]!.GetValue<string>() == "ffmpeg")!;

        foreach (var said in new[] { check, job["items"]![0]!["error"]! })
        {
            Assert.Equal("ffmpeg.missing", said["code"]!.GetValue<string>());
            Assert.Contains("HEYGEM_FFMPEG is '/nowhere'", (said["detail"] ?? said["message"])!.GetValue<string>(),
                StringComparison.Ordinal);
            Assert.Contains("Install ffmpeg", said["hint"]!.GetValue<string>(), StringComparison.Ordinal);
        }

        Assert.False(check["ok"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_signal_right_after_the_start_stops_the_bridge_in_order()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Sends a signal.");
        var now = TestContext.Current.CancellationToken;
        var discovery = Path.Combine(_data, "bridge.json");
        await using var program = cli.StartIn(_data, [], ["serve", "--port", "0", "--out", Path.Combine(_data, "out")]);
        while (!File.Exists(discovery))
        {
            await Task.Delay(1, now);
        }

        Assert.Equal(0, NativeSignals.Kill(program.Id, NativeSignals.Terminate));

        Assert.Equal(0, await program.WaitAsync(now));
        Assert.False(File.Exists(discovery));
    }

    [Fact]
    public async Task A_damaged_job_list_is_told_at_the_start()
    {
        Directory.CreateDirectory(Path.Combine(_data, "data"));
        await File.WriteAllTextAsync(Path.Combine(_data, "data", "jobs.db"), new string('x', 5000), TestContext.Current.CancellationToken);
        await using var bridge = await ServedBridge.StartAsync(cli, _data);

        Assert.Contains("[store.recovered]", bridge.Said, StringComparison.Ordinal);
        Assert.Contains("jobs.db.corrupt.", bridge.Said, StringComparison.Ordinal);
        Assert.Contains("Finished files are untouched", bridge.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Models_that_are_missing_or_damaged_are_said_by_doctor()
    {
        var missing = await cli.HeyGemInAsync(_data, "doctor");
        var from = FaceModelFiles.In(DataFolder.Current()).Folder;
        var to = Directory.CreateDirectory(FaceModelFiles.In(new DataFolder(_data)).Folder).FullName;
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }

        await using (var model = new FileStream(Path.Combine(to, FaceModelFiles.LipsFile), FileMode.Open))
        {
            model.Position = model.Length / 2;
            var one = model.ReadByte();
            model.Position--;
            model.WriteByte((byte)(one ^ 1));
        }

        var damaged = await cli.HeyGemInAsync(_data, "doctor");

        Assert.Equal((1, 1), (missing.ExitCode, damaged.ExitCode));
        Assert.Contains("weights.missing", missing.Output, StringComparison.Ordinal);
        Assert.Contains("weights.hash_mismatch", damaged.Output, StringComparison.Ordinal);
        Assert.Contains(FaceModelFiles.LipsFile, damaged.Output, StringComparison.Ordinal);
        Assert.Contains("Delete", damaged.Output, StringComparison.Ordinal);
    }
}
