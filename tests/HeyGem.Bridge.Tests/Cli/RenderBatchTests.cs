using System.Text.Json;
using HeyGem.Bridge.Cli;
using HeyGem.Bridge.Cli.Views;
using HeyGem.Bridge.Desktop;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Spec;

namespace HeyGem.Bridge.Tests.Cli;

/// <summary>A batch of the command line: what one clip meets stays with that clip.</summary>
public sealed class RenderBatchTests(CliFixture cli)
{
    [Fact]
    public async Task A_mistake_of_ours_with_one_clip_fails_that_clip_and_the_rest_are_rendered()
    {
        using var view = new Recorder();
        using var stop = new CancellationTokenSource();

        var exit = await RenderCommand.RenderAllAsync(RenderAsync, Specs("a", "mistake", "b", "gave up", "c"), view, stop.Token);

        Assert.Equal(1, exit);
        Assert.Equal(["done a", "internal mistake", "done b", "internal gave up", "done c"], view.Told);
    }

    [Fact]
    public async Task Ctrl_C_ends_the_batch()
    {
        using var view = new Recorder();
        using var stop = new CancellationTokenSource();
        var rendering = RenderCommand.RenderAllAsync(
            async (spec, progress, token) =>
            {
                await stop.CancelAsync();
                token.ThrowIfCancellationRequested();
                return await RenderAsync(spec, progress, token);
            },
            Specs("a", "b"),
            view,
            stop.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => rendering);
        Assert.Empty(view.Told);
    }

    [Fact]
    public async Task Json_is_utf_8_whatever_the_console_speaks()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The console's encoding is set by the environment elsewhere only.");
        var token = TestContext.Current.CancellationToken;
        await using var program = cli.StartIn(cli.PathOf("data latin"), ["LC_ALL=en_US.ISO-8859-1"], "render", "没有.mp4", "--audio",
            cli.PathOf("voice.wav"), "--out", cli.PathOf("latin"), "--json");
        using var reader = new StreamReader(program.StandardOutput);
        var line = await reader.ReadLineAsync(token);
        await program.WaitAsync(token);

        Assert.Equal("没有.mp4", Path.GetFileName(JsonDocument.Parse(line!).RootElement.GetProperty("clip").GetString()));
    }

    [Fact]
    public async Task The_browser_is_left_on_its_own()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Reads /proc.");
        var (opener, told) = (cli.PathOf("opener"), cli.PathOf("opener told"));
        await File.WriteAllTextAsync(
            opener, $"#!/bin/sh\nsleep 1\necho \"$1 $(readlink /proc/$$/fd/1)\" > '{told}.part'\nmv '{told}.part' '{told}'\n",
            TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(opener, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        // The command ends although what it opened has not: nothing waits for it and nothing ends it.
        var result = await ParentBond.RunAsync(
            DesktopOpener.Opening(opener, "http://127.0.0.1:1/#code=x&y"), TestContext.Current.CancellationToken);
        Assert.True(SpinWait.SpinUntil(() => File.Exists(told), TimeSpan.FromSeconds(20)));

        Assert.Equal(0, result.ExitCode);
        Assert.Equal("http://127.0.0.1:1/#code=x&y /dev/null", (await File.ReadAllTextAsync(told, TestContext.Current.CancellationToken))
            .Trim());
    }

    private static Task<RenderResult> RenderAsync(
        RenderSpec spec, IProgress<RenderProgress> progress, CancellationToken cancellationToken) => spec.ClipPath switch
        {
            "mistake" => throw new InvalidOperationException("an index too far"),
            "gave up" => throw new OperationCanceledException("a token of its own"),
            _ => Task.FromResult(new RenderResult(spec.ClipPath, 0, string.Empty, FakeRender.Report)),
        };

    private static List<RenderSpec> Specs(params string[] clips) =>
        [.. clips.Select(c => new RenderSpec { ClipPath = c, VoicePath = "v", OutputFolder = "o" })];

    private sealed class Recorder : RenderView
    {
        public List<string> Told { get; } = [];

        public override void Begin(string clip, int number, int count)
        {
        }

        public override void Report(RenderProgress value)
        {
        }

        public override void Completed(string clip, RenderResult result) => Told.Add($"done {clip}");

        public override void Failed(string? clip, HeyGemException error) => Told.Add($"{error.Code.WireName()} {clip}");

        public override void Interrupted()
        {
        }
    }
}
