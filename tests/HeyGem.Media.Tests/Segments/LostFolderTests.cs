using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Segments;
using HeyGem.Core.Ffmpeg.Splice;
using HeyGem.Core.Timing;

namespace HeyGem.Media.Tests.Segments;

/// <summary>Somebody removes the folder in which a long clip's segments are drawn.</summary>
public sealed class LostFolderTests(MediaFixture media)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_segment_whose_folder_is_gone_is_not_begun_and_the_folder_not_made_again()
    {
        var (spec, folder) = await SpecAsync("lost-before");
        Directory.Delete(folder);

        var told = Assert.Throws<HeyGemException>(() => SegmentWriter.Open(media.Tools, spec, Path.Combine(folder, "00000.mp4"), 2));

        Assert.Equal(ErrorCode.OutputNotWritable, told.Code);
        Assert.Contains($"'{folder}' was removed", told.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder));
    }

    [Fact]
    public async Task A_join_whose_segments_are_gone_says_so()
    {
        var (spec, folder) = await SpecAsync("lost-after");
        EncodedSegment segment;
        await using (var writer = SegmentWriter.Open(media.Tools, spec, Path.Combine(folder, "00000.mp4"), 2))
        {
            using var frame = FrameWriterTests.PoolOf(await ClipAsync("lost-after")).Rent();
            await writer.WriteAsync(frame, Token);
            await writer.WriteAsync(frame, Token);
            segment = await writer.FinishAsync(Token);
        }

        Directory.Delete(folder, recursive: true);
        var told = await Assert.ThrowsAsync<HeyGemException>(() => SegmentJoin.RunAsync(media.Tools, spec, [segment], Token));

        Assert.Equal(ErrorCode.OutputNotWritable, told.Code);
        Assert.Contains($"'{folder}' was removed", told.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sound_that_was_encoded_into_a_folder_that_is_gone_does_not_stand_in_for_why_the_clip_failed()
    {
        var (spec, folder) = await SpecAsync("lost-sound");
        var voice = await media.MakeAsync("lost-sound.wav", ["-f", "lavfi", "-i", "sine=d=1:r=48000"]);
        var heard = spec with { Audio = new AudioSource(voice, MediaTime.Zero, spec.FrameRate.StartOf(spec.FrameCount)) };
        var sound = SoundAhead.Start(media.Tools, heard, Path.Combine(folder, "sound"));
        Assert.Single((await sound.TargetAsync(Token)).Target.Tracks);
        Directory.Delete(folder, recursive: true);

        Assert.Null(await Record.ExceptionAsync(async () => await sound.DisposeAsync()));
    }

    private async Task<(EncodeSpec Spec, string Folder)> SpecAsync(string name)
    {
        var clip = await ClipAsync(name);
        var folder = Directory.CreateDirectory(media.PathOf(name)).FullName;
        return (FrameWriterTests.SpecOf(clip, OutputFormat.H264, media.PathOf($"{name}-out.mp4")) with { FrameCount = 2 }, folder);
    }

    private async Task<HeyGem.Core.Ffmpeg.Probe.ClipInfo> ClipAsync(string name) =>
        await media.ProbeAsync(await media.MakeAsync(
            $"{name}.mkv", [.. MediaFixture.Pattern(320, 180, "25", 1), .. MediaFixture.Lossless("yuv420p")]));
}
