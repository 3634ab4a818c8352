using System.Numerics;
using HeyGem.Core.Engines.Wav2Lip;
using HeyGem.Core.Errors;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Timing;
using HeyGem.Testing;
using HeyGem.Testing.Graphs;
using HeyGem.Testing.Performer;

namespace HeyGem.Media.Tests.Wav2Lip;

public sealed class Wav2LipRenderTests(MediaFixture media, ProbeRender probe) : IClassFixture<ProbeRender>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(24000, 1001, 1, false, Explicit = true)]
    [InlineData(25, 1, -1, false, Explicit = true)]
    [InlineData(30000, 1001, 4, false, Explicit = true)]
    [InlineData(50, 1, -1, true, Explicit = true)]
    [InlineData(60000, 1001, 4, true)]
    public async Task Every_frame_shows_its_own_window_mask_and_slot_at_every_rate(int numerator, int denominator, int batch, bool half)
    {
        const int frames = 26;
        var rate = FrameRate.Of(numerator, denominator);
        var name = $"rate-{numerator}-{batch}";
        var clip = await PerformerClip.WriteAsync(media.Tools, PerformerClip.Talker(), frames, rate, media.PathOf($"{name}.mov"), Token);
        var voice = MadeVoice.Write(media.PathOf($"{name}.wav"), MadeVoice.Samples(3));
        var model = new ProbeGraph { Batch = batch, Half = half }.Write(media.PathOf($"{name}.onnx"));

        var result = await probe.RunAsync(clip, voice, model);

        Assert.Equal(frames, result.Report.Frames);
        Assert.Equal("wav2lip", result.Report.Engine);
        Assert.Equal("CPUExecutionProvider", result.Report.Provider);
        Assert.NotEmpty(result.Report.ProvidersPassedOver);
        Assert.Contains(result.Report.Weights, w => w.StartsWith($"{name}.onnx ", StringComparison.Ordinal) && w.Length > 64);
        Assert.Equal(0, result.Report.FramesKept);
        var colours = await probe.ReadPatchesAsync(clip, result.OutputPath);
        var (mel, curve) = await probe.ListenAsync(voice);
        var rest = Wav2LipPlan.Pauses(curve, rate.PerSecond, frames, -0.04);
        Assert.Equal(frames, colours.Count);
        Assert.InRange(rest.Count(r => r == 0), frames / 2, frames);
        for (var n = 0; n < frames; n++)
        {
            if (rest[n] > 0)
            {
                continue;
            }

            // The window by its definition: 80 columns a second, 40 ms before the frame, to the nearest column.
            var start = (long)Math.Floor((80m * n * denominator / numerator) - 3.2m + 0.5m);
            var window = new float[80 * 16];
            mel.ReadWindow(start, window);
            Assert.Equal(255 * (window.Average() + 4) / 8, colours[n].Z, 4f);
            Assert.Equal(127.5f, colours[n].Y, 4f);
            var slot = batch == 1 ? 0 : n % 4;
            Assert.True(rest.Any(r => r >= 1)
                || Math.Abs((255 * slot / 16f) - colours[n].X) < 5, $"frame {n}: slot {slot}, red {colours[n].X}");
        }
    }

    [Fact]
    public async Task A_mirrored_face_leaves_the_picture_as_it_was()
    {
        var clip = await PerformerClip.WriteAsync(media.Tools, PerformerClip.Talker(), 12, media.PathOf("mirror.mov"), Token);
        var voice = MadeVoice.Write(media.PathOf("mirror.wav"), MadeVoice.Samples(2));
        var model = new ProbeGraph { Batch = -1, Mirror = true }.Write(media.PathOf("mirror.onnx"));

        var result = await probe.RunAsync(clip, voice, model);

        var before = await media.ReadAllAsync(await media.ProbeAsync(clip));
        var after = await media.ReadAllAsync(await media.ProbeAsync(result.OutputPath));
        for (var n = 0; n < before.Count; n++)
        {
            Assert.InRange(MeanDifference(before[n], after[n]), 0, 0.5);
        }
    }

    [Fact]
    public async Task Faces_that_come_go_and_are_two_are_kept_or_drawn_and_listed()
    {
        var talker = PerformerClip.Talker(480, 360);
        var leaving = talker.Actors[0] with { Pose = frame => frame is >= 15 and < 30 ? null : talker.Actors[0].Pose(frame) };
        var other = PerformerClip.Listener(480, 360).Actors[0] with { Pose = frame => new HeadPose(new Vector2(400, 150), 40, 0) };
        var clip = await PerformerClip.WriteAsync(
            media.Tools, talker with { Actors = [other with { Pose = f => f < 40 ? null : other.Pose(f) }, leaving] }, 50,
            media.PathOf("leaving.mov"), Token);
        var voice = MadeVoice.Write(media.PathOf("leaving.wav"), MadeVoice.Samples(3));
        var model = new ProbeGraph { Batch = -1 }.Write(media.PathOf("leaving.onnx"));

        var report = (await probe.RunAsync(clip, voice, model)).Report;

        Assert.Equal(50, report.Frames);
        Assert.InRange(report.FramesKept, 13, 25);
        Assert.Contains(report.KeptRanges, r => r.Start <= 17 && r.End >= 28);
        Assert.InRange(report.FramesRendered, 25, 37);
    }

    [Fact]
    public async Task One_voice_is_heard_once_and_the_model_loaded_once_for_many_clips()
    {
        var voice = MadeVoice.Write(media.PathOf("batch.wav"), MadeVoice.Samples(2.5));
        var model = new ProbeGraph { Batch = -1 }.Write(media.PathOf("batch.onnx"));
        List<RenderReport> reports = [];
        foreach (var (look, frames) in new[] { (0, 10), (1, 14), (2, 25) })
        {
            var clip = await PerformerClip.WriteAsync(
                media.Tools, PerformerClip.Talker(look: look), frames, media.PathOf($"batch-{look}.mov"), Token);
            reports.Add((await probe.RunAsync(clip, voice, model)).Report);
        }

        Assert.Equal([10, 14, 25], reports.Select(r => (int)r.Frames));
        Assert.Equal([false, true, true], reports.Select(r => r.Cache.Model));
        Assert.Equal([true, true], reports.Skip(1).Select(r => r.Cache.Voice));
    }

    [Fact]
    public async Task A_short_voice_and_a_silent_one_are_rendered_with_a_warning()
    {
        var clip = await PerformerClip.WriteAsync(media.Tools, PerformerClip.Talker(), 30, media.PathOf("quiet.mov"), Token);
        var model = new ProbeGraph { Batch = -1 }.Write(media.PathOf("quiet.onnx"));
        var brief = await probe.RunAsync(clip, MadeVoice.Write(media.PathOf("brief.wav"), MadeVoice.Samples(0.12)), model);
        Assert.Equal(3, brief.Report.Frames);
        Assert.Contains(brief.Report.Warnings, w => w.Contains("120 ms", StringComparison.Ordinal));

        var silent = await probe.RunAsync(clip, MadeVoice.Write(media.PathOf("silent.wav"), [.. new float[32000]]), model);
        Assert.Equal(30, silent.Report.Frames);
        Assert.Contains(silent.Report.Warnings, w => w.Contains("Nobody speaks", StringComparison.Ordinal));
        var colours = await probe.ReadPatchesAsync(clip, silent.OutputPath);
        Assert.All(colours, c => Assert.False(Math.Abs(c.Y - 127.5f) < 1.5f && c.Z < 1.5f, "the model drew in silence"));
    }

    [Fact]
    public async Task Eight_channels_at_96_kHz_drive_and_another_sound_goes_into_the_result()
    {
        var clip = await PerformerClip.WriteAsync(media.Tools, PerformerClip.Talker(), 12, media.PathOf("wide.mov"), Token);
        var mono = MadeVoice.Write(media.PathOf("wide-mono.wav"), MadeVoice.Samples(2));
        var wide = await media.MakeAsync("wide.wav", "-i", mono, "-ar", "96000", "-af", "pan=7.1|FC=c0", "-c:a", "pcm_s24le");
        var mix = await media.MakeAsync("mix.wav", "-f", "lavfi", "-i", "sine=frequency=440:sample_rate=48000:duration=5");
        var model = new ProbeGraph { Batch = 4 }.Write(media.PathOf("wide.onnx"));

        var result = await probe.RunAsync(clip, wide, model, spec => spec with { NoAudio = false, FinalAudioPath = mix });

        Assert.Equal(12, result.Report.Frames);
        var (mel, _) = await probe.ListenAsync(result.OutputPath);
        var column = new float[80];
        mel.ReadColumn(15, column);
        Assert.InRange(Array.IndexOf(column, column.Max()), 9, 12);
    }

    [Fact]
    public async Task A_voice_of_no_numbers_and_a_model_that_is_none_fail_with_their_codes()
    {
        var clip = await PerformerClip.WriteAsync(media.Tools, PerformerClip.Talker(), 6, media.PathOf("bad.mov"), Token);
        var voice = MadeVoice.Write(media.PathOf("good.wav"), MadeVoice.Samples(1));
        var model = new ProbeGraph().Write(media.PathOf("good.onnx"));
        var nan = await media.MakeAsync("nan.wav", "-f", "lavfi", "-i", "aevalsrc=0/0:s=16000:d=1", "-c:a", "pcm_f32le");
        var text = media.PathOf("text.onnx");
        await File.WriteAllTextAsync(text, "hello", Token);

        Assert.Equal(
            ErrorCode.AudioInvalidSamples, (await Assert.ThrowsAsync<HeyGemException>(() => probe.RunAsync(clip, nan, model))).Code);
        Assert.Equal(
            ErrorCode.WeightsUnsupported, (await Assert.ThrowsAsync<HeyGemException>(() => probe.RunAsync(clip, voice, text))).Code);
        Assert.Equal(ErrorCode.WeightsMissing,
            (await Assert.ThrowsAsync<HeyGemException>(() => probe.RunAsync(clip, voice, media.PathOf("gone.onnx")))).Code);
        Assert.Equal(
            ErrorCode.MediaNoAudioStream,
            (await Assert.ThrowsAsync<HeyGemException>(
            () => probe.RunAsync(clip, voice, model, s => s with { FinalAudioPath = clip }))).Code);
    }

    private static double MeanDifference(byte[] a, byte[] b)
    {
        // ProRes gives 10-bit samples in both.
        long sum = 0;
        for (var i = 0; i + 1 < a.Length; i += 2)
        {
            sum += Math.Abs(BitConverter.ToUInt16(a, i) - BitConverter.ToUInt16(b, i));
        }

        return sum / (a.Length / 2.0) / 4;
    }
}
