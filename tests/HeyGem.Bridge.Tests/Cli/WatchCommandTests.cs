using System.Text.Json.Nodes;
using HeyGem.Bridge.Cli;
using HeyGem.Bridge.Cli.Views;
using HeyGem.Bridge.Cli.Watch;
using HeyGem.Core.Errors;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Presets;
using HeyGem.Core.Render.Spec;

namespace HeyGem.Bridge.Tests.Cli;

/// <summary>Pairs that appear in a folder, rendered by a stand-in for the engine.</summary>
public sealed class WatchCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("heygem-watch-").FullName;
    private readonly List<RenderSpec> _rendered = [];
    private string _fails = "bad";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_pair_is_rendered_once_over_restarts_and_a_bad_one_is_told_and_tried_again()
    {
        Write("a 口播.mp4", "a 口播.wav", "bad.mp4", "bad.wav", "c.mp4", "c.de.srt");

        Assert.Equal(ExitCode.SomeFailed, await OnceAsync());
        Assert.Equal(["a 口播.mp4", "bad.mp4", "c.mp4"], _rendered.Select(s => Path.GetFileName(s.ClipPath)));
        Assert.Equal((0.5, "de"), (_rendered[2].Intensity, _rendered[2].Captions!.Language));
        Assert.Equal("a 口播_lipsync.mp4", Report("a 口播.mp4")["result"]!.GetValue<string>());
        Assert.Equal("media.damaged", Report("bad.mp4")["code"]!.GetValue<string>());
        Assert.Null(Report("bad.mp4")["result"]);

        (_fails, var before) = ("none", _rendered.Count);
        Assert.Equal(ExitCode.Done, await OnceAsync());
        Assert.Equal(["bad.mp4"], _rendered.Skip(before).Select(s => Path.GetFileName(s.ClipPath)));
        Assert.Equal(ExitCode.Done, await OnceAsync());
        Assert.Equal(before + 1, _rendered.Count);
    }

    [Fact]
    public async Task Words_in_no_known_language_are_a_sentence_with_two_ways_out()
    {
        Write("c.mp4", "c.txt");

        Assert.Equal(ExitCode.SomeFailed, await OnceAsync());

        Assert.Empty(_rendered);
        Assert.Equal("argument.invalid", Report("c.mp4")["code"]!.GetValue<string>());
        Assert.Contains("c.de.txt", Report("c.mp4")["hint"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private Task<int> OnceAsync()
    {
        var order = new WatchOrder(_folder) { Once = true, Preset = "soft", Settings = new Preset { Intensity = 0.5 } };
        return WatchCommand.WatchAsync(RenderAsync, order, new Silent(), new HastyTime(), TestContext.Current.CancellationToken);
    }

    private Task<RenderResult> RenderAsync(RenderSpec spec, IProgress<RenderProgress> progress, CancellationToken cancellationToken)
    {
        _rendered.Add(spec);
        var name = Path.GetFileNameWithoutExtension(spec.ClipPath);
        return name == _fails
            ? throw new HeyGemException(ErrorCode.MediaDamaged, "Frame 3 is damaged.")
            : Task.FromResult(new RenderResult(Path.Combine(_folder, name + "_lipsync.mp4"), 0, string.Empty, FakeRender.Report));
    }

    private JsonNode Report(string clip) =>
        JsonNode.Parse(File.ReadAllText(Directory.EnumerateFiles(_folder, clip + "*.lipsync.json").Single()))!;

    private void Write(params string[] names)
    {
        foreach (var name in names)
        {
            File.WriteAllText(Path.Combine(_folder, name), name);
        }
    }

    private sealed class Silent : RenderView
    {
        public override void Begin(string clip, int number, int count)
        {
        }

        public override void Report(RenderProgress value)
        {
        }

        public override void Completed(string clip, RenderResult result)
        {
        }

        public override void Failed(string? clip, HeyGemException error)
        {
        }

        public override void Interrupted()
        {
        }
    }
}
