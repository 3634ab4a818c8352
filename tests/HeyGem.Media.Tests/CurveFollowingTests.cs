using HeyGem.Core.Engines;
using HeyGem.Core.Engines.Mesh;
using HeyGem.Core.Engines.Mesh.Targets;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;
using HeyGem.Testing;

namespace HeyGem.Media.Tests;

/// <summary>A known mouth through the whole pipeline, measured again on the file that came out.</summary>
public sealed class CurveFollowingTests(MediaFixture media)
{
    private const int Frames = 100;

    [Fact]
    public async Task The_drawn_performer_follows_a_curve_it_never_spoke()
    {
        var scene = PerformerClip.Talker();
        var clip = await PerformerClip.WriteAsync(
            media.Tools, scene, Frames, media.PathOf("curve-performer.mp4"), TestContext.Current.CancellationToken);
        var known = new KnownMouth(
            [.. Enumerable.Range(0, Frames).Select(n => 0.08f + (0.07f * MathF.Sin(n * 0.37f)))],
            [.. Enumerable.Range(0, Frames).Select(n => 0.5f + (0.04f * MathF.Sin(n * 0.23f)))],
            Exact: false);

        var (wanted, seen) = await FollowAsync(clip, known, "tone-performer.wav", Frames);

        Holds(wanted, seen, opening: 0.95, width: 0.88);
    }

    [Theory]
    [InlineData("talk-seated-1080x1920-25.mp4", "talk-bust-700x700-30.mp4", 152, Explicit = true)]
    [InlineData("talk-bust-700x700-30.mp4", "talk-seated-1080x1920-25.mp4", 184)]
    public async Task A_real_clip_follows_another_clips_lips(string name, string driverName, int frames)
    {
        var folder = TestFolders.SharedMedia;
        Assert.SkipWhen(folder is null, "../shared/media is not there");
        var driver = await MeasuredLips.OfAsync(
            media.Tools, FaceModelsForTests.Shared, Path.Combine(folder, driverName), int.MaxValue, TestContext.Current.CancellationToken);
        var clip = Path.Combine(folder, name);
        var rate = (await media.ProbeAsync(clip)).Video!.FrameRate.PerSecond;
        var known = new KnownMouth(
            MeasuredLips.AtRate(driver.Opening, driver.Rate.PerSecond, rate, frames),
                MeasuredLips.AtRate(driver.Width, driver.Rate.PerSecond, rate, frames), Exact: false);

        var (wanted, seen) = await FollowAsync(clip, known, $"tone-{name}.wav", frames);

        Holds(wanted, seen, opening: 0.95, width: 0.88);
    }

    [Theory]
    [InlineData("talk-seated-1080x1920-25.mp4", Explicit = true)]
    [InlineData("talk-bust-700x700-30.mp4")]
    public async Task A_clips_own_lips_come_back_as_they_were(string name)
    {
        var folder = TestFolders.SharedMedia;
        Assert.SkipWhen(folder is null, "../shared/media is not there");
        var clip = Path.Combine(folder, name);
        var own = await MeasuredLips.OfAsync(media.Tools, FaceModelsForTests.Shared, clip, Frames, TestContext.Current.CancellationToken);

        var (wanted, seen) = await FollowAsync(clip, new KnownMouth(own.Opening, own.Width, Exact: true), $"own-{name}.wav", Frames);

        Holds(wanted, seen, opening: 0.97, width: 0.95);
    }

    private async Task<(MouthTargets Wanted, MeasuredLips Seen)> FollowAsync(string clip, KnownMouth known, string tone, int frames)
    {
        var token = TestContext.Current.CancellationToken;
        var track = await MeasuredLips.TrackAsync(media.Tools, FaceModelsForTests.Shared, clip, frames, token);
        using var engines = new EngineRegistry(() => new KnownMouthEngine(known));
        using var tools = await RenderTools.LoadAsync(TimeProvider.System, engines, token);
        var spec = new RenderSpec
        {
            ClipPath = clip,
            VoicePath = await media.MakeAsync(tone, "-f", "lavfi", "-i", "sine=f=300:r=16000:d=8"),
            OutputFolder = media.PathOf(Path.GetFileNameWithoutExtension(tone)),
            OutPoint = MediaPoint.AtFrame(frames),
        };
        var result = await new RenderPipeline(tools).RunAsync(spec, null, token);
        var wanted = known.Over(MeshClip.Analyse(track, token), [.. Enumerable.Range(0, (int)result.Report.Frames)]);
        Assert.Equal(frames, wanted.FrameCount);
        return (wanted, await MeasuredLips.OfAsync(media.Tools, FaceModelsForTests.Shared, result.OutputPath, frames, token));
    }

    private static void Holds(MouthTargets wanted, MeasuredLips seen, double opening, double width)
    {
        float[] o = [.. wanted.Opening];
        float[] w = [.. wanted.Width];
        Assert.True(MeasuredLips.Correlation(o, seen.Opening) >= opening, $"opening r {MeasuredLips.Correlation(o, seen.Opening):F3}");
        Assert.True(MeasuredLips.Correlation(w, seen.Width) >= width, $"width r {MeasuredLips.Correlation(w, seen.Width):F3}");
        Assert.InRange(MeasuredLips.Gain(o, seen.Opening), 0.8, 1.2);
        Assert.InRange(MeasuredLips.Gain(w, seen.Width), 0.8, 1.3);
    }
}
