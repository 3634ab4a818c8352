using System.Text.Json;
using HeyGem.Bridge.Cli;
using HeyGem.Bridge.Cli.Views;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Render;
using HeyGem.Core.Timelines;
using HeyGem.Core.Timelines.Files;
using HeyGem.Testing;

namespace HeyGem.Bridge.Tests.Cli;

/// <summary>A real editor reads what we write.</summary>
public sealed class OpenShotTests(CliFixture cli)
{
    private const string Python = "/usr/bin/python3";

    [Fact]
    public async Task OpenShot_imports_our_timeline_and_sees_each_render_at_its_frames()
    {
        Assert.SkipUnless(
            File.Exists(Python) && Directory.Exists("/usr/lib/python3/dist-packages/openshot_qt"),
                "OpenShot (Debian openshot-qt) is not installed.");
        var token = TestContext.Current.CancellationToken;
        var cut = cli.PathOf("openshot.xml");
        var text = await File.ReadAllTextAsync(Path.Combine(TestFolders.Repository, "tests", "fixtures", "timelines", "openshot-30.xml"),
            token);
        await File.WriteAllTextAsync(cut, text.Replace("/home/ed/media/talk.mp4", cli.PathOf("clip.mp4"), StringComparison.Ordinal)
            .Replace("/home/ed/media/voice.wav", cli.PathOf("voice.wav"), StringComparison.Ordinal), token);
        var file = TimelineFiles.Open(cut, []);
        var order = new TimelineOrder
        {
            Cut = cut,
            Output = cli.PathOf("openshot_lipsync.xml"),
            Renders = cli.Folder,
            Choice = new TimelineChoice { Voice = new VoiceChoice.OneTrack(0), Handles = 5 },
            Roots = [],
            Engine = "auto",
            Format = OutputFormat.Match,
        };
        var selection = order.Choice.Of(file.Timeline);
        using var view = RenderView.For(json: false);
        await TimelineCommand.RenderAllAsync(
            (_, _, _) => Task.FromResult(new RenderResult(cli.PathOf("other.mp4"), 1, string.Empty,
                FakeRender.Report with { Fps = "30/1" })),
            file, selection, order, view, token);

        await using var reader = ChildProcess.Start(new ChildProcessSpec(
            Python, [Path.Combine(TestFolders.Repository, "tests", "fixtures", "openshot_import.py"), order.Output, "30"]));
        using var output = new StreamReader(reader.StandardOutput);
        var said = await output.ReadToEndAsync(token);
        Assert.True(await reader.WaitAsync(token) == 0, string.Join('\n', reader.ErrorTail));

        var seen = JsonDocument.Parse(said).RootElement.EnumerateArray().ToList();
        var render = seen.Single(c => c.GetProperty("path").GetString() == cli.PathOf("other.mp4"));
        var original = seen.Single(c => c.GetProperty("path").GetString() == cli.PathOf("clip.mp4"));
        Assert.Equal(
            (Frame(original, "position"), Frame(original, "end") - Frame(original, "start")),
            (Frame(render, "position"), Frame(render, "end") - Frame(render, "start")));
        Assert.Equal(5, Frame(render, "start"));
        Assert.True(render.GetProperty("layer").GetInt64() > original.GetProperty("layer").GetInt64());
    }

    private static long Frame(JsonElement clip, string field)
    {
        var frames = clip.GetProperty(field).GetDouble() * 30;
        Assert.Equal(Math.Round(frames), frames, 6);
        return (long)Math.Round(frames);
    }
}
