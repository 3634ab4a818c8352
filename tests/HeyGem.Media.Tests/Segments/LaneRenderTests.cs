using System.Collections.Concurrent;
using HeyGem.Core.Engines.Wav2Lip;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Segments;
using HeyGem.Core.Render.Spec;
using HeyGem.Testing;
using HeyGem.Testing.Graphs;

namespace HeyGem.Media.Tests.Segments;

/// <summary>A clip drawn in several lanes: the same file as in one.</summary>
public sealed class LaneRenderTests(MediaFixture media, SegmentRenderTests.Loaded loaded)
    : IClassFixture<SegmentRenderTests.Loaded>, IAsyncLifetime
{
    private const int Frames = 64;
    private const int Segments = 8;

    // Cut after every 8 frames: with 25 frames a second no segment is shorter than 4 frames or longer than 8.
    private static readonly SegmentLengths _short = new(0.16, 0.32);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        loaded.Tools.SegmentLengths = _short;
        loaded.Engines.ForEach(engine => engine.Before = static _ => { });
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Theory]
    [InlineData("mesh", OutputFormat.H264)]
    [InlineData("mesh", OutputFormat.ProRes)]
    [InlineData("wav2lip", OutputFormat.H264)]
    public async Task Drawn_in_two_or_three_lanes_it_is_the_same_file_as_in_one(string engine, OutputFormat format)
    {
        var model = new ProbeGraph { Batch = -1 }.Write(media.PathOf("lanes.onnx"));
        var spec = await SpecAsync($"same-{engine}-{format}");
        spec = spec with { Engine = engine, Format = format, Wav2Lip = new Wav2LipOptions { Model = model } };
        var (one, _) = await DrawAsync(spec, 1);

        var (two, both) = await DrawAsync(spec, 2, together: [32]);
        var (three, all) = await DrawAsync(spec, 3, together: [16, 32]);

        Assert.Equal((true, true), (both, all));
        Assert.Equal(one.Sha256, two.Sha256);
        Assert.Equal(one.Sha256, three.Sha256);
        Assert.Equal((Segments, 0, 0), (three.Report.Segments!.Count, three.Report.Segments.Reused, three.Report.Segments.Away));
        Assert.Equal(one.Report.FramesRendered, three.Report.FramesRendered);
        Assert.Equal(one.Report.KeptRanges, three.Report.KeptRanges);
        Assert.Equal(one.Report.Warnings, three.Report.Warnings);
    }

    [Fact]
    public async Task Interrupted_it_keeps_what_every_lane_has_noted_and_tells_what_is_done()
    {
        var spec = await SpecAsync("interrupted") with { WorkFolder = media.PathOf("lanes-interrupted-work") };
        var (whole, _) = await DrawAsync(spec with { WorkFolder = null }, 1);

        // Lanes begin at 0, in the middle and at three quarters; the last of them fails when both others have noted something.
        loaded.Engines[0].Before = output =>
        {
            if (output == Frames - 1)
            {
                Assert.True(SpinWait.SpinUntil(
                    () => File.Exists(Path.Combine(spec.WorkFolder!, "00000.note")) && Noted(spec.WorkFolder!) >= 2,
                    TimeSpan.FromMinutes(1)), "They were never noted.");
                throw new HeyGemException(ErrorCode.Internal, "Interrupted.");
            }
        };
        var error = await Assert.ThrowsAsync<HeyGemException>(() => DrawAsync(spec, 3));
        Assert.Equal(ErrorCode.Internal, error.Code);
        var noted = Noted(spec.WorkFolder!);
        loaded.Engines[0].Before = static _ => { };
        List<RenderProgress> progress = [];

        var (resumed, _) = await DrawAsync(spec, 2, progress);

        Assert.InRange(noted, 2, Segments - 1);
        Assert.Equal((Segments, noted), (resumed.Report.Segments!.Count, resumed.Report.Segments.Reused));
        Assert.Equal(whole.Sha256, resumed.Sha256);
        var done = progress.Where(p => p.Stage == RenderStage.Draw).Select(p => p.FramesDone).ToList();
        Assert.Equal(done.Order(), done);
        Assert.InRange(done[0], 16, Frames - 1);
        Assert.Equal(Frames, done[^1]);
    }

    [Fact]
    public async Task Cancelled_every_lane_ends_and_nothing_is_kept()
    {
        var spec = await SpecAsync("cancelled");
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var painted = new ConcurrentDictionary<int, bool>();
        loaded.Engines[0].Before = output =>
        {
            painted[output] = true;
            if (output == 32)
            {
                stop.Cancel();
            }
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => DrawAsync(spec, 3, null, stop.Token));

        // The lane that began at 32 is far from its end.
        Assert.False(painted.ContainsKey(Frames - 1));
        Assert.Empty(Directory.EnumerateFileSystemEntries(
            spec.OutputFolder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = 0 }));
    }

    private static int Noted(string folder) => Directory.EnumerateFiles(folder, "*.note").Count();

    /// <summary>
    /// Renders in so many lanes. One frame of the first segment is held back until some others of the result were painted, and it is said
    /// whether they were.
    /// </summary>
    private async Task<(RenderResult Result, bool Together)> DrawAsync(
        RenderSpec spec, int lanes, List<RenderProgress>? progress = null, CancellationToken? token = null, int[]? together = null)
    {
        var (held, met) = (0, false);
        var painted = new ConcurrentDictionary<int, bool>();
        if (together is not null)
        {
            loaded.Engines.ForEach(engine => engine.Before = output =>
            {
                painted[output] = true;
                if (output < 8 && Interlocked.Exchange(ref held, 1) == 0)
                {
                    met = SpinWait.SpinUntil(() => together.All(painted.ContainsKey), TimeSpan.FromMinutes(1));
                }
            });
        }

        loaded.Tools.Local = new LocalExecutor(new LaneBudget(4 * lanes, static () => long.MaxValue), TimeProvider.System)
        {
            Begins = lanes,
        };
        var result = await new RenderPipeline(loaded.Tools).RunAsync(
            spec, progress is null ? null : new SegmentRenderTests.Listener(progress), token ?? Token);
        return (result, met);
    }

    private async Task<RenderSpec> SpecAsync(string name)
    {
        var clip = media.PathOf("lanes.mp4");
        if (!File.Exists(clip))
        {
            await PerformerClip.WriteAsync(media.Tools, PerformerClip.Talker(240, 240), Frames, clip, Token);
        }

        return new RenderSpec
        {
            ClipPath = clip,
            VoicePath = MadeVoice.Write(media.PathOf($"lanes-{name}.wav"), MadeVoice.Samples(3)),
            OutputFolder = Directory.CreateDirectory(media.PathOf($"lanes-{name}-out")).FullName,
            Format = OutputFormat.ProRes,
        };
    }
}
