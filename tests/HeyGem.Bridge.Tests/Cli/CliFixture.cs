using HeyGem.Bridge.Tests.Cli;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Weights;
using HeyGem.Testing;
using HeyGem.Testing.Graphs;

[assembly: AssemblyFixture(typeof(CliFixture))]

namespace HeyGem.Bridge.Tests.Cli;

/// <summary>The real program as a process, in a folder with a drawn clip, a picture, a broken clip and a made voice.</summary>
public sealed class CliFixture : IAsyncLifetime
{
    public FfmpegTools Ffmpeg { get; private set; } = null!;

    public string Folder { get; } = Directory.CreateTempSubdirectory("heygem 命令 ").FullName;

    private static string Program =>
        Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "HeyGem.Bridge.exe" : "HeyGem.Bridge");

    public async ValueTask InitializeAsync()
    {
        var token = TestContext.Current.CancellationToken;
        _ = FaceModelsForTests.Shared;
        Ffmpeg = await FfmpegLocator.LocateAsync(token);
        await PerformerClip.WriteAsync(Ffmpeg, PerformerClip.Talker(), 50, PathOf("clip.mp4"), token);
        await PerformerClip.WriteAsync(Ffmpeg, PerformerClip.Listener(), 50, PathOf("other.mp4"), token);
        await PerformerClip.WriteAsync(Ffmpeg, PerformerClip.Nobody(), 25, PathOf("nobody.mp4"), token);
        await File.WriteAllTextAsync(PathOf("broken.mp4"), "hello, not a video", token);
        MadeVoice.Write(PathOf("voice.wav"), MadeVoice.Samples(2));
        MadeVoice.Write(PathOf("long.wav"), MadeVoice.Samples(30));
        File.Copy(PathOf("voice.wav"), PathOf("vocals.wav"));
        File.Copy(PathOf("voice.wav"), PathOf("mix.wav"));
        new ProbeGraph { Batch = -1 }.Write(PathOf("wav2lip_gan_96.onnx"));
        await RunAsync(Ffmpeg.FfmpegPath, ["-v", "error", "-nostdin", "-i", PathOf("clip.mp4"), "-frames:v", "1", PathOf("picture.png")]);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Runs <c>heygem</c> to its end.</summary>
    public Task<CliRun> HeyGemAsync(params IReadOnlyList<string> arguments) => RunAsync(Program, arguments);

    /// <summary>The same with a data folder of its own.</summary>
    public Task<CliRun> HeyGemInAsync(string dataFolder, params IReadOnlyList<string> arguments) =>
        RunAsync("/usr/bin/env", [$"HEYGEM_DATA={dataFolder}", Program, .. arguments]);

    /// <summary>
    /// The same for a user with this home, on a machine that builds nothing, with a data folder that holds the models and nothing else.
    /// </summary>
    public Task<CliRun> HeyGemAtHomeAsync(string home, string dataFolder, params IReadOnlyList<string> arguments)
    {
        LinkModels(dataFolder);
        return RunAsync(
            "/usr/bin/env", ["-u", "CI", "-u", "XDG_CACHE_HOME", $"HOME={home}", $"HEYGEM_DATA={dataFolder}", Program, .. arguments]);
    }

    /// <summary>Starts <c>heygem</c> with a data folder that holds the models and nothing else; the caller stops it.</summary>
    public ChildProcess StartIn(string dataFolder, IReadOnlyList<string> environment, params IReadOnlyList<string> arguments)
    {
        LinkModels(dataFolder);
        return ChildProcess.Start(
            new ChildProcessSpec("/usr/bin/env", [$"HEYGEM_DATA={dataFolder}", .. environment, Program, .. arguments]));
    }

    /// <summary>
    /// Starts <c>heygem</c> as from a terminal, where Ctrl+C means something; the caller stops it. What a shell starts in the background
    /// ignores that signal, its children inherit that, and .NET respects it: without setting it back, the outcome would depend on how the
    /// tests were started.
    /// </summary>
    public ChildProcess StartInterruptible(params IReadOnlyList<string> arguments) => ChildProcess.Start(OperatingSystem.IsLinux()
        ? new ChildProcessSpec("/usr/bin/env", ["--default-signal=INT", Program, .. arguments])
        : new ChildProcessSpec(Program, arguments));

    private static void LinkModels(string dataFolder)
    {
        var models = new DataFolder(dataFolder).Models;
        if (!Directory.Exists(models))
        {
            Directory.CreateDirectory(dataFolder);
            Directory.CreateSymbolicLink(models, DataFolder.Current().Models);
        }
    }

    private async Task<CliRun> RunAsync(string program, IReadOnlyList<string> arguments)
    {
        var token = TestContext.Current.CancellationToken;
        await using var child = ChildProcess.Start(new ChildProcessSpec(program, arguments));
        using var reader = new StreamReader(child.StandardOutput);
        var text = await reader.ReadToEndAsync(token);
        var exit = await child.WaitAsync(token);
        return new CliRun(exit, text, string.Join('\n', child.ErrorTail));
    }
}
