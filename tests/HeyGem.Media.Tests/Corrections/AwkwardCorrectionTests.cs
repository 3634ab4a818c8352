using System.Runtime.InteropServices;
using HeyGem.Core.Engines.Wav2Lip;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Probe.Streams;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;
using HeyGem.Testing;
using HeyGem.Testing.Graphs;

namespace HeyGem.Media.Tests.Corrections;

/// <summary>A range exchanged in results of other kinds: every other picture and every other sample of each channel stays.</summary>
public sealed class AwkwardCorrectionTests(MediaFixture media, CorrectionTests.Loaded loaded) : IClassFixture<CorrectionTests.Loaded>
{
    private const int Frames = 24;
    private const int RateHz = 48_000;
    private const int Samples = RateHz / 4;

    // The first frame and the end of the range that is asked for; H.264 at 4 frames a second is cut at 8 and 16.
    private const int From = 10;
    private const int To = 15;

    private static readonly string[] _hdr10 =
    [
        "-pix_fmt", "yuv420p10le", "-c:v", "libx265", "-preset", "ultrafast", "-x265-params",
        "log-level=error:hdr10=1:max-cll=1000,400:"
            + "master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,50)",
        "-color_primaries", "bt2020", "-color_trc", "smpte2084", "-colorspace", "bt2020nc",
    ];

    private static readonly string[] _fields =
        ["-vf", "tinterlace=interleave_top,setfield=tff", "-c:v", "libx264", "-crf", "8", "-x264-params", "tff=1", "-flags", "+ildct+ilme"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("hdr10", OutputFormat.H264, Explicit = true)]
    [InlineData("hdr10", OutputFormat.Match, Explicit = true)]
    [InlineData("hdr10", OutputFormat.ProRes, Explicit = true)]
    [InlineData("interlaced", OutputFormat.H264)]
    [InlineData("interlaced", OutputFormat.ProRes, Explicit = true)]
    [InlineData("interlaced", OutputFormat.DnxHr, Explicit = true)]
    [InlineData("surround", OutputFormat.H264)]
    [InlineData("surround", OutputFormat.ProRes, Explicit = true)]
    [InlineData("wav2lip", OutputFormat.H264, Explicit = true)]
    [InlineData("wav2lip", OutputFormat.ProRes, Explicit = true)]
    [InlineData("turned", OutputFormat.H264, Explicit = true)]
    [InlineData("turned", OutputFormat.ProRes, Explicit = true)]
    public async Task Everything_outside_the_range_stays_to_the_bit(string kind, OutputFormat format)
    {
        var spec = await SpecAsync(kind, format);
        var whole = await RenderAsync(spec);

        var corrected = await RenderAsync(spec with { Correction = Of(whole) });

        var (was, now) = (await media.ProbeAsync(whole.OutputPath), await media.ProbeAsync(corrected.OutputPath));
        Assert.Equal(FormOf(was), FormOf(now));
        Assert.Equal(kind == "hdr10", now.Video!.Hdr is not null);
        Assert.Equal(kind == "hdr10" ? 1 : 0, CountOf("mdcv", await File.ReadAllBytesAsync(corrected.OutputPath, Token)));
        var drawn = corrected.Report.Corrected!;
        var (start, end) = ((int)drawn.DrawnStart, (int)drawn.DrawnEnd);
        Assert.True(start <= From && end >= To && end - start < Frames, $"{start} to {end} was drawn");
        var before = MediaFixture.Hashes(await media.ReadAllAsync(was)).ToList();
        var after = MediaFixture.Hashes(await media.ReadAllAsync(now)).ToList();
        Assert.Equal(Frames, after.Count);
        Assert.Equal([.. before[..start], .. before[end..]], [.. after[..start], .. after[end..]]);
        Assert.NotEqual(before[start..end], after[start..end]);

        var channels = kind == "surround" ? 6 : was.Audio!.Channels;
        Assert.Equal((channels, channels), (was.Audio!.Channels, now.Audio!.Channels));
        var (old, sound) = (await SoundAsync(whole.OutputPath), await SoundAsync(corrected.OutputPath));
        Assert.Equal(old.Length, sound.Length);
        var wide = Path.GetExtension(corrected.OutputPath) == ".mp4" ? 2048 : 0;
        var changed = Enumerable.Range(0, sound.Length).Where(i => old[i] != sound[i]).ToList();
        Assert.InRange(changed[0] / channels, (From * Samples) - wide, (From * Samples) + wide + 300);
        Assert.InRange(changed[^1] / channels, (To * Samples) - wide - 300, (To * Samples) - 1 + wide);
    }

    /// <summary>What is told of the pictures besides what is in them; one place for each thing.</summary>
    private static (string, string, string, string, int, (int, int), HdrMetadata?) FormOf(ClipInfo clip)
    {
        var video = clip.Video!;
        return (video.Codec, video.PixelFormat, video.FieldOrder ?? string.Empty, video.Colour.ToString(), video.RotationDegrees,
            (video.Width, video.Height), video.Hdr);
    }

    private static int CountOf(string box, byte[] file) => file.AsSpan().Count(System.Text.Encoding.ASCII.GetBytes(box));

    private Correction Of(RenderResult result) => new()
    {
        ResultPath = result.OutputPath,
        From = MediaPoint.AtFrame(From),
        To = MediaPoint.AtFrame(To),
        VoicePath = MadeVoice.Write(
            media.PathOf("awkward-anew.wav"), [.. MadeVoice.Samples(3).Select(s => 0.7f * s).Reverse()]),
    };

    private Task<RenderResult> RenderAsync(RenderSpec spec) => new RenderPipeline(loaded.Tools).RunAsync(spec, null, Token);

    private async Task<RenderSpec> SpecAsync(string kind, OutputFormat format)
    {
        var voice = MadeVoice.Write(media.PathOf("awkward.wav"), MadeVoice.Samples((double)Frames / 4));
        var spec = new RenderSpec
        {
            ClipPath = await ClipAsync(kind),
            VoicePath = kind == "surround"
                ? await media.MakeAsync("awkward-surround.wav", "-i", voice, "-af",
                    "aresample=48000,pan=5.1|FL=0.3*c0|FR=0.2*c0|FC=c0|LFE=0.1*c0|BL=0.25*c0|BR=0.15*c0", "-c:a", "pcm_s24le")
                : voice,
            OutputFolder = media.PathOf($"awkward-{kind}-{format}"),
            Format = format,
        };
        return kind != "wav2lip" ? spec : spec with
        {
            Engine = "wav2lip",
            Wav2Lip = new Wav2LipOptions { Model = new ProbeGraph { Batch = -1 }.Write(media.PathOf("awkward.onnx")) },
        };
    }

    private async Task<string> ClipAsync(string kind)
    {
        var rate = FrameRate.Of(kind == "interlaced" ? 8 : 4, 1);
        var plain = media.PathOf($"awkward-{kind}-plain.mp4");
        if (!File.Exists(plain))
        {
            await PerformerClip.WriteAsync(
                media.Tools, PerformerClip.Talker(256, 192), kind == "interlaced" ? 2 * Frames : Frames, rate, plain, Token);
        }

        return kind switch
        {
            "hdr10" => await media.MakeAsync("awkward-hdr10.mp4", ["-i", plain, .. _hdr10]),
            "interlaced" => await media.MakeAsync("awkward-interlaced.mp4", ["-i", plain, .. _fields]),
            "turned" => await TurnedAsync(plain),
            _ => plain,
        };
    }

    /// <summary>The same upright pictures, stored lying with a mark that turns them.</summary>
    private async Task<string> TurnedAsync(string plain)
    {
        var lying = await media.MakeAsync("awkward-lying.mp4", "-i", plain, "-vf", "transpose=cclock", "-c:v", "libx264", "-crf", "8");
        string[] turning = media.Tools.Version.StartsWith('5')
            ? ["-i", lying, "-c", "copy", "-metadata:s:v:0", "rotate=270"]
            : ["-display_rotation:v:0", "270", "-i", lying, "-c", "copy"];
        return await media.MakeAsync("awkward-turned.mp4", turning);
    }

    /// <summary>Every sample of every channel as ffmpeg alone decodes it.</summary>
    private async Task<float[]> SoundAsync(string path)
    {
        var raw = await media.MakeAsync($"{Guid.NewGuid():N}.raw", "-i", path, "-map", "0:a:0", "-f", "f32le", "-c:a", "pcm_f32le");
        var bytes = await File.ReadAllBytesAsync(raw, Token);
        File.Delete(raw);
        return MemoryMarshal.Cast<byte, float>(bytes).ToArray();
    }
}
