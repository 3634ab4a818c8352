using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Testing;

namespace HeyGem.Bridge.Tests.Settings;

/// <summary>The script that sets a checkout up at its first use, in a folder of its own with programs that only note their calls.</summary>
public sealed class FirstUseTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("heygem first use ").FullName;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    private string Calls => Path.Combine(_folder, "calls");

    private string Lock => Path.Combine(_folder, "artifacts", "setting-up");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Two_at_once_set_up_once_and_both_run()
    {
        MakeCheckout();

        var exits = await Task.WhenAll(RunAsync(), RunAsync());

        Assert.Equal([0, 0], exits);
        var calls = await File.ReadAllLinesAsync(Calls, Now);
        Assert.Single(calls, "build HeyGem.Bridge.csproj");
        Assert.Equal(2, calls.Count(c => c == "run"));
        Assert.False(Directory.Exists(Lock));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("1")]
    public async Task What_a_killed_set_up_left_stops_nobody(string? process)
    {
        MakeCheckout();
        Directory.CreateDirectory(Lock);
        if (process is not null)
        {
            await File.WriteAllTextAsync(Path.Combine(Lock, "process"), process, Now);
        }

        Assert.Equal(0, await RunAsync());

        Assert.Equal(
            ["build HeyGem.Bridge.csproj", "build HeyGem.ModelConvert.csproj", "convert", "run"], await File.ReadAllLinesAsync(Calls, Now));
        Assert.False(Directory.Exists(Lock));
    }

    private void MakeCheckout()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The script is for shells of Unix.");
        File.Copy(Path.Combine(TestFolders.Repository, "heygem"), Path.Combine(_folder, "heygem"));
        foreach (var folder in new[] { "core", "bridge", "models/convert/node_modules", "panel/node_modules", "manifest" })
        {
            Directory.CreateDirectory(Path.Combine(_folder, folder));
        }

        File.WriteAllText(Path.Combine(_folder, "models", "convert", "package-lock.json"), "{}");
        File.WriteAllText(Path.Combine(_folder, "panel", "package-lock.json"), "{}");
        File.WriteAllText(Path.Combine(_folder, "global.json"), "{}");
        File.WriteAllText(Path.Combine(_folder, "Directory.Build.props"), "<Project/>");
        Program("npm", ":");
        Program("ffmpeg", ":");
        Program("dotnet", $"""
            case "$1" in
              build)
                sleep 1
                echo "build $(basename "$2")" >>'{Calls}'
                mkdir -p '{_folder}/artifacts/bin/HeyGem.Bridge/release'
                touch '{_folder}/artifacts/bin/HeyGem.Bridge/release/HeyGem.Bridge.dll' ;;
              *heygem-convert.dll)
                echo convert >>'{Calls}'
                mkdir -p '{_folder}/data/models/face' '{_folder}/data/models/readings' ;;
              *) echo run >>'{Calls}' ;;
            esac
            """);
    }

    private void Program(string name, string script)
    {
        var path = Path.Combine(Directory.CreateDirectory(Path.Combine(_folder, "programs")).FullName, name);
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
    }

    private async Task<int> RunAsync()
    {
        await using var run = ChildProcess.Start(new ChildProcessSpec(
            "/usr/bin/env",
            [$"PATH={_folder}/programs:/usr/bin:/bin", $"HEYGEM_DATA={_folder}/data", "bash", Path.Combine(_folder, "heygem"), "doctor"]));
        return await run.WaitAsync(Now);
    }
}
