using HeyGem.Core.Engines;
using HeyGem.Core.Engines.Mesh;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;
using HeyGem.Testing;

namespace HeyGem.Media.Tests.Engines;

/// <summary>What the pipeline gives an engine, whatever the engine is.</summary>
public sealed class EngineSeamTests(MediaFixture media)
{
    private const int Frames = 22;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_engine_with_windows_two_models_and_a_process_renders_a_clip()
    {
        using var engines = new EngineRegistry(() => new WindowEngine(media.PathOf("window-models")));
        using var tools = await ToolsAsync(engines);
        var spec = await SpecAsync("window");

        var first = await new RenderPipeline(tools).RunAsync(spec, null, Token);
        var again = await new RenderPipeline(tools).RunAsync(spec, null, Token);

        var plans = ((WindowEngine)engines.Engines[0]).Plans;
        Assert.Empty(plans.SelectMany(p => p.Faults));
        Assert.Equal([0, 0], plans.Select(p => p.ExitCode));
        Assert.Equal([(2, false), (0, true)], plans.Select(p => (p.Added, p.WasLoaded)));
        Assert.Equal([false, true], new[] { first, again }.Select(r => r.Report.Cache.Model));
        Assert.True(again.Report.Cache.Voice);
        var report = first.Report;
        Assert.Equal(("window", "CPUExecutionProvider"), (report.Engine, report.Provider));
        Assert.Equal((Frames, 1), (report.Frames, report.FramesKept));
        Assert.Equal(new KeptRange(WindowPlan.Kept, WindowPlan.Kept + 1, "occluded"), Assert.Single(report.KeptRanges));
        string[] files = ["draw.onnx ", "gain.bin ", "listen.onnx ", "slope.bin "];
        Assert.All(files, name => Assert.Single(report.Weights, w => w.StartsWith(name, StringComparison.Ordinal)));
        Assert.Contains("The square is a test.", report.Warnings);

        var windows = Windows();
        Assert.Equal(windows.Select(w => string.Join(' ', w)), plans[0].Windows.Select(w => string.Join(' ', w.Outputs)));
        Assert.Equal([0, .. Enumerable.Repeat(WindowPlan.Overlap, windows.Count - 1)], plans[0].Windows.Select(w => w.Shared));
        await ShowsAsync(first.OutputPath, spec, windows);
        await ShowsAsync(again.OutputPath, spec, windows);
    }

    [Fact]
    public async Task Cancelling_in_the_middle_of_planning_stops_the_render_and_leaves_nothing()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var engines = new EngineRegistry(() => new CancelsWhilePlanning(stop));
        using var tools = await ToolsAsync(engines);
        var spec = await SpecAsync("stopped");

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new RenderPipeline(tools).RunAsync(spec, null, stop.Token));

        Assert.True(stop.IsCancellationRequested);
        Assert.False(Directory.Exists(spec.OutputFolder));
    }

    [Fact]
    public async Task The_encoder_of_a_short_clip_starts_while_its_mouth_is_planned()
    {
        var spec = await SpecAsync("early");
        using var engines = new EngineRegistry(() => new PlansOnceEncoderRuns(spec.OutputFolder));
        using var tools = await ToolsAsync(engines);

        var result = await new RenderPipeline(tools).RunAsync(spec, null, Token);

        Assert.Equal(Frames, result.Report.Frames);
        Assert.Equal(result.OutputPath, Assert.Single(Directory.GetFiles(spec.OutputFolder)));
    }

    [Fact]
    public async Task A_word_that_is_no_engine_is_refused_with_the_words_there_are()
    {
        using var tools = await ToolsAsync(null);
        var spec = new RenderSpec
        {
            ClipPath = "none.mov",
            VoicePath = "none.wav",
            OutputFolder = media.PathOf("refused"),
            Engine = "magic",
        };

        var error = await Assert.ThrowsAsync<HeyGemException>(() => new RenderPipeline(tools).RunAsync(spec, null, Token));

        Assert.Equal(ErrorCode.ArgumentInvalid, error.Code);
        Assert.Contains("auto, mesh, wav2lip", error.Message, StringComparison.Ordinal);
    }

    /// <summary>
    /// The windows by their definition: five frames each, three on from window to window, the last one as long as the clip lets it be.
    /// </summary>
    private static List<int[]> Windows()
    {
        var windows = new List<int[]>();
        for (var start = 0; ; start += WindowPlan.Size - WindowPlan.Overlap)
        {
            windows.Add([.. Enumerable.Range(start, Math.Min(WindowPlan.Size, Frames - start))]);
            if (start + WindowPlan.Size >= Frames)
            {
                return windows;
            }
        }
    }

    private async Task ShowsAsync(string path, RenderSpec spec, List<int[]> windows)
    {
        var result = await media.ProbeAsync(path);
        var drawn = await media.ReadAllAsync(result);
        var source = await media.ReadAllAsync(await media.ProbeAsync(spec.ClipPath));
        var middle = ((result.Video!.Height / 2) * result.Video.Width) + (result.Video.Width / 2);
        var samples = MadeVoice.Samples(2);
        Assert.Equal(Frames, drawn.Count);
        for (var n = 0; n < Frames; n++)
        {
            // 30 frames a second of the clip fall into 25 of the engine's clock.
            var level = samples.Skip(n * 25 / 30 * 640).Take(640).Select(s => s * s).Average();
            var places = windows.Where(w => w.Contains(n)).Select(w => n - w[0]);
            var shade = 16 + (200 * ((WindowEngine.Gain * Math.Sqrt(level)) + (WindowEngine.Slope * places.Average())));
            Assert.Equal(n == WindowPlan.Kept ? source[n][middle] : shade, drawn[n][middle], 4.0);
        }
    }

    private static async Task<RenderTools> ToolsAsync(EngineRegistry? engines)
    {
        _ = FaceModelsForTests.Shared;
        return await RenderTools.LoadAsync(TimeProvider.System, engines, Token);
    }

    /// <summary>A clip of eight bits: the square is painted into bytes.</summary>
    private async Task<RenderSpec> SpecAsync(string name)
    {
        var scene = PerformerClip.Talker();
        var deep = await PerformerClip.WriteAsync(media.Tools, scene, Frames, FrameRate.Of(30, 1), media.PathOf($"{name}.mov"), Token);
        return new RenderSpec
        {
            ClipPath = await media.MakeAsync($"{name}.mkv", "-i", deep, "-vf", "format=yuv420p", "-c:v", "ffv1"),
            VoicePath = MadeVoice.Write(media.PathOf($"{name}.wav"), MadeVoice.Samples(2)),
            OutputFolder = media.PathOf($"{name}-out"),
            Format = OutputFormat.H264,
            NoAudio = true,
        };
    }

    /// <summary>The mesh engine, with something before its planning.</summary>
    private abstract class PlansLater : IMouthEngine, ILoadedEngine
    {
        private readonly MeshEngine _mesh = new();

        public EngineInfo Info => _mesh.Info;

        public bool WasLoaded => false;

        public EngineNeeds Needs => _mesh.Needs;

        public EngineUse Use => _mesh.Use;

        public string? Obstacle() => null;

        public Task<ILoadedEngine> LoadAsync(EngineRequest request, CancellationToken cancellationToken) =>
            Task.FromResult<ILoadedEngine>(this);

        public Task<IMouthPlan> PlanAsync(PlanInput input, CancellationToken cancellationToken) =>
            _mesh.PlanAsync(Before(input), cancellationToken);

        protected abstract PlanInput Before(PlanInput input);
    }

    /// <summary>Its user changes their mind when the planning has begun.</summary>
    private sealed class CancelsWhilePlanning(CancellationTokenSource stop) : PlansLater
    {
        protected override PlanInput Before(PlanInput input) => input with { SourceOf = new Trap(input.SourceOf, stop) };
    }

    /// <summary>It waits for the file that the encoder writes.</summary>
    private sealed class PlansOnceEncoderRuns(string folder) : PlansLater
    {
        protected override PlanInput Before(PlanInput input)
        {
            Assert.True(
                SpinWait.SpinUntil(() => Directory.Exists(folder) && Directory.GetFiles(folder).Length > 0, TimeSpan.FromMinutes(1)),
                "No encoder was started.");
            return input;
        }
    }

    /// <summary>A list that cancels when it is read: the clip is analysed by then and the mouths are not chosen yet.</summary>
    private sealed class Trap(IReadOnlyList<int> list, CancellationTokenSource stop) : IReadOnlyList<int>
    {
        public int Count => list.Count;

        public int this[int index] => list[index];

        public IEnumerator<int> GetEnumerator()
        {
            stop.Cancel();
            return list.GetEnumerator();
        }

        System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
