using System.Net;
using System.Net.Sockets;
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
