using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Bridge.Tests.Cli;

/// <summary>What ffprobe says of a file that does not change is asked once: in a batch, and by the program that is started next.</summary>
public sealed class AskedOnceTests(CliFixture cli) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("heygem-asked-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_batch_asks_once_about_each_file_and_the_next_batch_about_none_until_the_cache_is_emptied()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs a Unix shell");
        Record(cli.Ffmpeg.FfmpegPath);
        Record(cli.Ffmpeg.FfprobePath);

        var (first, firstAsked) = await RenderAsync("first");
        var (second, secondAsked) = await RenderAsync("second");
        var clean = await cli.HeyGemInAsync(Path.Combine(_folder, "data"), "clean", "--days", "0");
        var (_, thirdAsked) = await RenderAsync("third");

        // Of a clip its streams and its packets, of the voice its streams; whether a result is whole is asked of each.
        string[] each = ["clip.mp4", "clip.mp4", "other.mp4", "other.mp4", "voice.wav"];
        Assert.Equal(each, firstAsked);
        Assert.Empty(secondAsked);
        Assert.Equal(first.Select(Convert.ToHexString), second.Select(Convert.ToHexString));
        Assert.Equal(0, clean.ExitCode);
        Assert.Equal(each, thirdAsked);
    }

    private async Task<(List<byte[]> Results, IEnumerable<string> Asked)> RenderAsync(string name)
    {
        var token = TestContext.Current.CancellationToken;
        var output = Path.Combine(_folder, name);
        await File.WriteAllTextAsync(Path.Combine(_folder, "asked"), string.Empty, token);
        await using var program = cli.StartIn(
            Path.Combine(_folder, "data"), [$"{FfmpegLocator.FolderVariable}={_folder}"],
            "render", cli.PathOf("clip.mp4"), cli.PathOf("other.mp4"), "--audio", cli.PathOf("voice.wav"), "--out", output, "--json");
        await program.StandardOutput.CopyToAsync(Stream.Null, token);

        Assert.Equal(0, await program.WaitAsync(token));
        List<byte[]> results = [.. Directory.GetFiles(output).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        Assert.Equal(2, results.Count);
        var lines = await File.ReadAllLinesAsync(Path.Combine(_folder, "asked"), token);
        return (results, lines.Where(line => line.StartsWith("ffprobe ", StringComparison.Ordinal)).Select(line => Path.GetFileName(line))
            .Where(file => file is "clip.mp4" or "other.mp4" or "voice.wav").Order(StringComparer.Ordinal));
    }

    /// <summary>A program in front of the real one that notes each start.</summary>
    private void Record(string program)
    {
        var path = Path.Combine(_folder, Path.GetFileName(program));
        File.WriteAllText(
            path, $"#!/bin/sh\necho \"{Path.GetFileName(program)} $*\" >> '{Path.Combine(_folder, "asked")}'\nexec '{program}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }
}
