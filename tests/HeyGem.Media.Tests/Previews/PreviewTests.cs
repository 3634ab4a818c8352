using HeyGem.Core.Engines;
using HeyGem.Core.Engines.Mesh;
using HeyGem.Core.Errors;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;
using HeyGem.Media.Tests.Segments;
using HeyGem.Testing;

namespace HeyGem.Media.Tests.Previews;

/// <summary>A stretch of a result, rendered to be looked at.</summary>
public sealed class PreviewTests(MediaFixture media, PreviewTests.Loaded loaded) : IClassFixture<PreviewTests.Loaded>
{
    private const int Frames = 48;
    private static readonly FrameRate _rate = FrameRate.Of(4, 1);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_preview_looks_at_a_part_and_after_the_whole_render_is_what_that_drew_to_the_bit()
    {
        var spec = await SpecAsync("drafts") with { Preview = Of("24f..28f") with { WithSource = true } };

        var (draft, drawn, looked) = await RenderAsync(spec);

        Assert.Equal(new PreviewedFrames(24, 28, 20) { IsWhole = false }, draft.Report.Preview);
        Assert.Equal(20, looked);
        Assert.Equal([24, 25, 26, 27], drawn.Keys);
        Assert.Equal((4, 4), (draft.Report.Frames, draft.Report.FramesRendered));
        Assert.Equal(("drafted_preview.mp4", "drafted_preview_source.mp4"),
            (Path.GetFileName(draft.OutputPath), Path.GetFileName(Assert.Single(draft.Beside))));
        var (shown, own) = (await media.ProbeAsync(draft.OutputPath), await media.ProbeAsync(draft.Beside[0]));
        Assert.Equal((4, 4), (shown.Video!.FrameCount, own.Video!.FrameCount));
        Assert.Null(own.Audio);
        Assert.Equal(1, shown.Audio!.Duration.Seconds, 2);

        // The same again finds its faces; the voice is where the whole render looks for it.
        var (again, _, none) = await RenderAsync(spec);
        Assert.Equal((true, true, 0), (again.Report.Cache.Faces, again.Report.Cache.Voice, none));

        var (whole, all, _) = await RenderAsync(spec with { Preview = null });
        Assert.Equal((Frames, false, true), (whole.Report.Frames, whole.Report.Cache.Faces, whole.Report.Cache.Voice));
        var (known, same, nothing) = await RenderAsync(spec);
        Assert.Equal(new PreviewedFrames(24, 28, Frames) { IsWhole = true }, known.Report.Preview);
        Assert.Equal(0, nothing);
        Assert.Equal(all.Where(p => p.Key is >= 24 and < 28), same);
        Assert.NotEqual(drawn[25], same[25]);
    }

    [Fact]
    public async Task Of_a_short_clip_the_whole_is_looked_at_and_found_by_its_render()
    {
        var spec = await SpecAsync("short") with { OutPoint = MediaPoint.AtFrame(20), Preview = Of("8f..12f") };

        var (draft, drawn, looked) = await RenderAsync(spec);
        var (whole, all, _) = await RenderAsync(spec with { Preview = null });

        Assert.True(draft.Report.Preview!.IsWhole);
        Assert.Equal(20, looked);
        Assert.True(whole.Report.Cache.Faces);
        Assert.Equal(all.Where(p => p.Key is >= 8 and < 12), drawn);
    }

    [Fact]
    public async Task A_preview_that_cannot_be_made_leaves_nothing()
    {
        var spec = await SpecAsync("refused") with { Preview = Of("400f..410f") };

        var error = await Assert.ThrowsAsync<HeyGemException>(() => RenderAsync(spec));

        Assert.Equal(ErrorCode.RangeEmpty, error.Code);
        Assert.Empty(Directory.EnumerateFileSystemEntries(spec.OutputFolder));
    }

    private static Preview Of(string text) => Preview.TryParse(text, out var preview) ? preview : throw new ArgumentException(text);

    /// <summary>Renders; gives digests of the painted frames by their place in the result, and how many frames were looked at.</summary>
    private async Task<(RenderResult Result, SortedDictionary<int, string> Painted, long LookedAt)> RenderAsync(RenderSpec spec)
    {
        var progress = new Listener();
        var before = loaded.Engine.Painted.Count;
        var result = await new RenderPipeline(loaded.Tools).RunAsync(spec, progress, Token);
        return (result, new(loaded.Engine.Painted.Skip(before).ToDictionary(p => p.Output, p => p.Digest)), progress.LookedAt);
    }

    private async Task<RenderSpec> SpecAsync(string name)
    {
        // A clip of this run alone: what an earlier run learned of the same clip lies in the cache.
        var clip = media.PathOf("drafted.mp4");
        if (!File.Exists(clip))
        {
            var drawn = media.PathOf("drawn.mp4");
            await PerformerClip.WriteAsync(media.Tools, PerformerClip.Talker(256, 192), Frames, _rate, drawn, Token);
            await media.MakeAsync("drafted.mp4", "-i", drawn, "-c", "copy", "-metadata", $"comment={Guid.NewGuid()}");
        }

        return new RenderSpec
        {
            ClipPath = clip,
            VoicePath = MadeVoice.Write(media.PathOf("drafted.wav"), MadeVoice.Samples((double)Frames / 4)),
            OutputFolder = Directory.CreateDirectory(media.PathOf($"preview-{name}")).FullName,
        };
    }

    /// <summary>The models and an engine that is watched, loaded once.</summary>
    public sealed class Loaded : IAsyncLifetime
    {
        private EngineRegistry _registry = null!;

        public RenderTools Tools { get; private set; } = null!;

        internal WatchedEngine Engine { get; } = new(new MeshEngine());

        public async ValueTask InitializeAsync()
        {
            _ = FaceModelsForTests.Shared;
            _registry = new EngineRegistry([() => Engine]);
            Tools = await RenderTools.LoadAsync(TimeProvider.System, _registry, Token);
        }

        public ValueTask DisposeAsync()
        {
            Tools.Dispose();
            _registry.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    private sealed class Listener : IProgress<RenderProgress>
    {
        public long LookedAt { get; private set; }

        public void Report(RenderProgress value) => LookedAt = value.Stage == RenderStage.Faces ? value.FramesTotal : LookedAt;
    }
}
