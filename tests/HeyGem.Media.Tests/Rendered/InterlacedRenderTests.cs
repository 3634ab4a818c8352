using System.Numerics;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;
using HeyGem.Testing;
using HeyGem.Testing.Performer;

namespace HeyGem.Media.Tests.Rendered;

/// <summary>A mouth in interlaced frames moves from field to field, as everything else in them does.</summary>
public sealed class InterlacedRenderTests(MediaFixture media, ITestOutputHelper output)
{
    private const int Frames = 20;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public Task The_mouth_is_drawn_in_each_field_at_its_own_time() => DrawsByFieldAsync("bff");

    [Fact(Explicit = true)]
    public Task So_it_is_where_the_top_field_comes_first() => DrawsByFieldAsync("tff");

    private async Task DrawsByFieldAsync(string order)
    {
        var (report, result) = await RenderAsync(order, "interleave_" + (order == "tff" ? "top" : "bottom"), FrameRate.Of(50, 1));
        var fields = await media.MakeAsync($"{order}-fields.mkv", [
            "-i", result, "-vf", "separatefields,scale=iw:2*ih:flags=bicubic,setsar=1", .. MediaFixture.Lossless("yuv420p")]);

        var lips = await MeasuredLips.OfAsync(media.Tools, FaceModelsForTests.Shared, fields, 2 * Frames, Token);

        Assert.Equal(order == "tff" ? "tt" : "bb", (await media.ProbeAsync(result)).Video!.FieldOrder);
        Assert.DoesNotContain(report.Warnings, w => w.Contains("same moment", StringComparison.Ordinal));
        Assert.Equal((Frames, Frames), (report.Frames, report.FramesRendered));
        var (within, between) = Moved(lips.Opening);
        output.WriteLine($"The lips move {within:0.000} within frames and {between:0.000} between them.");
        Assert.True(within > 0.5 * between);
        Assert.True(lips.Opening.Max() - lips.Opening.Min() > 0.05);
    }

    [Fact(Explicit = true)]
    public async Task Whole_pictures_that_were_stored_as_fields_are_drawn_as_whole_pictures()
    {
        var (report, result) = await RenderAsync("whole", "merge", FrameRate.Of(25, 1));

        Assert.Equal("tt", (await media.ProbeAsync(result)).Video!.FieldOrder);
        Assert.Contains(report.Warnings, w => w.Contains("show the same moment", StringComparison.Ordinal));
        Assert.Equal(Frames, report.FramesRendered);
    }

    /// <summary>How far lips go between the fields of a frame, and from frame to frame.</summary>
    private static (double Within, double Between) Moved(float[] opening)
    {
        double within = 0, between = 0;
        for (var i = 2; i < opening.Length - 1; i += 2)
        {
            within += Math.Abs(opening[i + 1] - opening[i]);
            between += Math.Abs(opening[i] - opening[i - 1]);
        }

        return (within, between);
    }

    private async Task<(RenderReport Report, string Path)> RenderAsync(string name, string weave, FrameRate rate)
    {
        _ = FaceModelsForTests.Shared;
        using var tools = await RenderTools.LoadAsync(TimeProvider.System, Token);
        var fast = (float)(25 / rate.PerSecond);
        var scene = new Scene(240, 240,
        [
            new Actor(
                HeadLook.Number(0),
                i => new HeadPose(new Vector2(120 + (14 * MathF.Sin(i * fast * 0.3f)), 101), 58, 0.03f * MathF.Sin(i * fast * 0.07f)),
                i => new Lips(0.14f * MathF.Pow(MathF.Sin(i * fast * MathF.PI / 12), 2), 0.5f)),
        ]);
        var plain = await PerformerClip.WriteAsync(
            media.Tools, scene, (int)(Frames * rate.PerSecond / 25), rate, media.PathOf($"{name}-plain.mp4"), Token);
        var bottom = name == "bff";
        string[] woven = weave == "merge" ? [] : [$"tinterlace={weave}"];
        var clip = await media.MakeAsync($"{name}.mp4", [
            "-i", plain, "-vf", string.Join(',', [.. woven, bottom ? "setfield=bff" : "setfield=tff"]), "-c:v", "libx264", "-preset",
            "veryfast", "-crf", "8", "-x264-params", bottom ? "bff=1" : "tff=1", "-flags", "+ildct+ilme", "-pix_fmt", "yuv420p"]);
        var spec = new RenderSpec
        {
            ClipPath = clip,
            VoicePath = MadeVoice.Write(media.PathOf($"{name}.wav"), MadeVoice.Samples(2)),
            OutputFolder = media.PathOf($"{name}-out"),
            Format = OutputFormat.H264,
        };
        var done = await new RenderPipeline(tools).RunAsync(spec, null, Token);
        return (done.Report, done.OutputPath);
    }
}
