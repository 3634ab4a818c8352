using HeyGem.Core.Engines;
using HeyGem.Core.Engines.Mesh;
using HeyGem.Core.Engines.Wav2Lip;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Segments;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Weights;
using HeyGem.Testing;
using HeyGem.Testing.Graphs;

namespace HeyGem.Media.Tests.Segments;

/// <summary>A clip drawn in segments: the same pictures as in one go, however often it was interrupted.</summary>
public sealed class SegmentRenderTests(MediaFixture media, SegmentRenderTests.Loaded loaded)
    : IClassFixture<SegmentRenderTests.Loaded>, IAsyncLifetime
{
    private const int Frames = 40;
    private const int SegmentFrames = 8;
    private const int Segments = 5;

    // Cut after every 8 of the 40 frames: with 25 frames a second no segment is shorter than 4 frames or longer than 8.
    private static readonly SegmentLengths _short = new(0.16, 0.32);
    private static readonly int[] _joints = [8, 16, 24, 32];

    private RenderTools Tools => loaded.Tools;

    private WatchedEngine Engine => loaded.Engines[0];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        loaded.Engines.ForEach(engine => engine.Before = static _ => { });
        loaded.Engines.ForEach(engine => engine.Painted.Clear());

        // What is drawn when is known where there is one lane.
        Tools.Local = new LocalExecutor(new LaneBudget(1, static () => 0), TimeProvider.System);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task A_wav2lip_model_draws_the_same_in_segments_as_in_one_go_to_the_bit()
    {
        var model = new ProbeGraph { Batch = -1 }.Write(media.PathOf("segments.onnx"));
        var spec = await SpecAsync("wav2lip") with { Engine = "wav2lip", Wav2Lip = new Wav2LipOptions { Model = model } };
        var (whole, once) = await DrawAsync(spec, SegmentLengths.Default, engine: loaded.Engines[1]);

        var (joined, parts) = await DrawAsync(spec, _short, engine: loaded.Engines[1]);

        Assert.Equal((1, 0), (whole.Report.Segments!.Count, whole.Report.Segments.Reused));
        Assert.Equal((Segments, 0), (joined.Report.Segments!.Count, joined.Report.Segments.Reused));
        await SameAsync(whole, once, joined, parts);
        Assert.Empty(Directory.EnumerateDirectories(spec.OutputFolder, "*", Everywhere()));
        Assert.Equal(2, Directory.EnumerateFiles(spec.OutputFolder, "*", Everywhere()).Count());
    }

    [Fact]
    public async Task Interrupted_it_keeps_every_segment_that_was_noted_and_shows_what_it_shows_in_one_go_to_the_bit()
    {
        var spec = await SpecAsync("resumed") with { WorkFolder = media.PathOf("resumed-work") };
        var (whole, once) = await DrawAsync(spec with { OutputFolder = media.PathOf("resumed-whole") }, SegmentLengths.Default);
        Engine.Painted.Clear();
        Engine.Before = output => _ = output == 19 ? throw new HeyGemException(ErrorCode.Internal, "Interrupted.") : 0;
        await Assert.ThrowsAsync<HeyGemException>(() => DrawAsync(spec, _short));
        Engine.Before = static _ => { };
        var before = Engine.Painted.ToDictionary(p => p.Output, p => p.Digest);
        Engine.Painted.Clear();
        List<RenderProgress> progress = [];

        var (resumed, rest) = await DrawAsync(spec, _short, progress);

        Assert.Equal((Segments, 2), (resumed.Report.Segments!.Count, resumed.Report.Segments.Reused));
        Assert.All(rest, p => Assert.InRange(p.Key, 16, Frames));
        Assert.InRange(rest.Count(p => before.ContainsKey(p.Key)), 1, SegmentFrames);
        await SameAsync(whole, once, resumed, new(before.Concat(rest).GroupBy(p => p.Key).ToDictionary(g => g.Key, g => g.Last().Value)));

        // It goes on where it was, at its own pace: what was there before is no speed of this run.
        var drawing = progress.Where(p => p.Stage == RenderStage.Draw).ToList();
        Assert.Equal((16, 0), (drawing[0].FramesDone, drawing[0].FramesPerSecond));
        Assert.Equal((Frames, Frames), (drawing[^1].FramesDone, drawing[^1].FramesTotal));

        // One that the disk changed is drawn again alone; what reaches no pixel changes nothing; what does, everything.
        var file = Path.Combine(spec.WorkFolder!, "00001.mov");
        var bytes = await File.ReadAllBytesAsync(file, Token);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(file, bytes, Token);
        var (again, second) = await DrawAsync(spec with { NoAudio = true, StripMetadata = true }, _short);
        Assert.Equal(Segments - 1, again.Report.Segments!.Reused);
        Assert.All(second, p => Assert.InRange(p.Key, 8, 15));
        Assert.Equal(await ShownAsync(whole), await ShownAsync(again));

        Engine.Before = static _ => throw new HeyGemException(ErrorCode.Internal, "Far enough.");
        await Assert.ThrowsAsync<HeyGemException>(() => DrawAsync(spec with { Intensity = 0.9 }, _short));
        Assert.Empty(Directory.EnumerateFiles(spec.WorkFolder!, "*.note"));
    }

    [Fact]
    public async Task Cancelled_it_stops_at_once_and_keeps_nothing()
    {
        var spec = await SpecAsync("cancelled");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var noted = 0;
        Engine.Before = output =>
        {
            if (output == 30)
            {
                noted = Directory.EnumerateFiles(spec.OutputFolder, "*.note", Everywhere()).Count();
                stop.Cancel();
            }
        };

        Tools.SegmentLengths = _short;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new RenderPipeline(Tools).RunAsync(spec, null, stop.Token));

        Assert.InRange(noted, 1, 3);
        Assert.Empty(Directory.EnumerateFileSystemEntries(spec.OutputFolder, "*", Everywhere()));
    }

    [Fact]
    public async Task An_encoder_that_dies_costs_its_own_segment()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Finds the encoder in /proc.");
        var spec = await SpecAsync("killed") with { WorkFolder = media.PathOf("killed-work") };
        var deaths = 0;
        Engine.Before = output =>
        {
            if (output == 20 && deaths++ == 0)
            {
                // The segment before is done; the one at work is lost.
                Assert.True(SpinWait.SpinUntil(
                    () => File.Exists(Path.Combine(spec.WorkFolder!, "00001.note")), TimeSpan.FromMinutes(1)), "It was never noted.");
                KillEncoders(spec.WorkFolder!);
            }
        };

        var (killed, _) = await DrawAsync(spec, _short);

        Assert.Equal(2, deaths);
        Assert.Equal((Segments, 0), (killed.Report.Segments!.Count, killed.Report.Segments.Reused));
        var twice = Engine.Painted.GroupBy(p => p.Output).Where(g => g.Count() > 1).ToList();
        Assert.All(twice, g => Assert.InRange(g.Key, 16, Frames));
        Assert.InRange(twice.Count, 1, SegmentFrames + 8);
    }

    [Fact(Explicit = true)]
    public async Task A_second_death_at_the_same_segment_ends_the_render()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Finds the encoder in /proc.");
        var spec = await SpecAsync("dying") with { WorkFolder = media.PathOf("dying-work") };
        Engine.Before = output =>
        {
            if (output is 12 or 13)
            {
                KillEncoders(spec.WorkFolder!);
            }
        };

        var error = await Assert.ThrowsAsync<HeyGemException>(() => DrawAsync(spec, _short));

        Assert.Equal(ErrorCode.FfmpegDied, error.Code);
    }

    /// <summary>The same frames were painted to the bit, those beside every joint among them, and the files show the same.</summary>
    private async Task SameAsync(
        RenderResult whole, SortedDictionary<int, string> once, RenderResult joined, SortedDictionary<int, string> parts)
    {
        Assert.All(_joints, joint => Assert.True(once.ContainsKey(joint - 1) && once.ContainsKey(joint)));
        Assert.Equal(once, parts);
        Assert.Equal(await ShownAsync(whole), await ShownAsync(joined));
        Assert.Equal(whole.Report.FramesRendered, joined.Report.FramesRendered);
        Assert.Equal(whole.Report.KeptRanges, joined.Report.KeptRanges);
    }

    /// <summary>Renders, and gives the digests of the painted frames by their place in the result.</summary>
    private async Task<(RenderResult Result, SortedDictionary<int, string> Painted)> DrawAsync(
        RenderSpec spec, SegmentLengths lengths, List<RenderProgress>? progress = null, WatchedEngine? engine = null)
    {
        engine ??= Engine;
        Tools.SegmentLengths = lengths;
        var before = engine.Painted.Count;
        var result = await new RenderPipeline(Tools).RunAsync(spec, progress is null ? null : new Listener(progress), Token);
        return (result, new(engine.Painted.Skip(before).GroupBy(p => p.Output).ToDictionary(g => g.Key, g => g.Last().Digest)));
    }

    private async Task<RenderSpec> SpecAsync(string name)
    {
        // One clip for all tests here, whose face is then followed once.
        var clip = media.PathOf("segments.mp4");
        if (!File.Exists(clip))
        {
            await PerformerClip.WriteAsync(media.Tools, PerformerClip.Talker(240, 240), Frames, clip, Token);
        }

        return new RenderSpec
        {
            ClipPath = clip,
            VoicePath = MadeVoice.Write(media.PathOf($"segments-{name}.wav"), MadeVoice.Samples(3)),
            OutputFolder = Directory.CreateDirectory(media.PathOf($"segments-{name}-out")).FullName,
            Format = OutputFormat.ProRes,
        };
    }

    /// <summary>Digests of the pictures that a result shows; ProRes codes each by itself and the same way each time.</summary>
    private async Task<string> ShownAsync(RenderResult result)
    {
        Assert.Equal(Frames, result.Report.Frames);
        return await media.RunAsync(
            media.Tools.FfmpegPath, ["-v", "error", "-nostdin", "-i", result.OutputPath, "-map", "0:v:0", "-f", "framemd5", "-"]);
    }

    private static void KillEncoders(string folder)
    {
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(p => char.IsAsciiDigit(Path.GetFileName(p)[0])))
        {
            try
            {
                if (File.ReadAllText(Path.Combine(process, "cmdline")).Contains($"file:{folder}/.", StringComparison.Ordinal))
                {
                    // Until it is gone its pipe still takes frames, a whole segment of these small ones among them.
                    System.Diagnostics.Process.GetProcessById(int.Parse(Path.GetFileName(process), null)).Kill();
                    Assert.True(SpinWait.SpinUntil(() => !Directory.Exists(process), TimeSpan.FromMinutes(1)), "It outlived its kill.");
                }
            }
            catch (Exception e) when (e is IOException or ArgumentException or InvalidOperationException)
            {
                // It ended by itself.
            }
        }
    }

    private static EnumerationOptions Everywhere() => new() { RecurseSubdirectories = true, AttributesToSkip = 0 };

    /// <summary>The models and both engines, loaded once.</summary>
    public sealed class Loaded : IAsyncLifetime
    {
        private EngineRegistry _registry = null!;

        public RenderTools Tools { get; private set; } = null!;

        internal List<WatchedEngine> Engines { get; } = [new(new MeshEngine()), new(new Wav2LipEngine(DataFolder.Current()))];

        public async ValueTask InitializeAsync()
        {
            _ = FaceModelsForTests.Shared;
            _registry = new EngineRegistry([.. Engines.Select(engine => new Func<IMouthEngine>(() => engine))]);
            Tools = await RenderTools.LoadAsync(TimeProvider.System, _registry, Token);
        }

        public ValueTask DisposeAsync()
        {
            Tools.Dispose();
            _registry.Dispose();
            return ValueTask.CompletedTask;
        }
    }

    internal sealed class Listener(List<RenderProgress> list) : IProgress<RenderProgress>
    {
        public void Report(RenderProgress value)
        {
            lock (list)
            {
                list.Add(value);
            }
        }
    }
}
