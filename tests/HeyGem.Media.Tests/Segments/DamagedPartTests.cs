using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Frames;
using HeyGem.Core.Render.Plan;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;

namespace HeyGem.Media.Tests.Segments;

/// <summary>What is passed over in a whole clip is passed over in its parts.</summary>
public sealed class DamagedPartTests(MediaFixture media)
{
    private const int Frames = 800;
    private const int From = 200;
    private const int Part = 50;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_few_in_eight_hundred_frames_is_shown_though_it_is_many_in_a_part_of_fifty()
    {
        // Each picture by itself, so that damage stays where it is.
        string[] arguments = [.. MediaFixture.Pattern(160, 96, "25", Frames / 25), "-c:v", "libx264", "-g", "1", "-pix_fmt", "yuv420p"];
        var whole = await media.MakeAsync("damaged-part-whole.mp4", arguments);
        var packets = await media.RunAsync(
            media.Tools.FfprobePath, ["-v", "error", "-select_streams", "v", "-show_entries", "packet=size,pos", "-of", "csv=p=0", whole]);
        var places = packets.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line.Split(',')).Select(p => (Size: int.Parse(p[0], null), At: int.Parse(p[1], null))).ToList();
        var path = await DamagedMedia.ChangedAsync(media, whole, "damaged-part", bytes => Damaged(bytes, places));
        var clip = await media.ProbeAsync(path);
        var voice = await media.ProbeAsync(await media.MakeAsync("damaged-part.wav", "-f", "lavfi", "-i", $"sine=d={Frames / 25}:r=16000"));
        var plan = SourcePlan.Of(new RenderSpec { ClipPath = path, VoicePath = voice.Path, OutputFolder = media.Folder }, clip, voice);
        Assert.Equal(Frames, plan.Count);
        var pool = new FramePool(clip.Video!.Layout, clip.Video.Width, clip.Video.Height);
        await using var frames = new FrameSequence(media.Tools, clip, pool);
        var alone = await Assert.ThrowsAsync<HeyGemException>(async () =>
        {
            await using var reader = await FrameReader.OpenAsync(media.Tools, clip, new FrameRange(From, Part), pool, Token);
            while (await reader.ReadAsync(Token) is { } frame)
            {
                frame.Dispose();
            }
        });

        Assert.Equal(ErrorCode.MediaDamaged, alone.Code);
        Assert.Equal(Frames, await CountAsync(frames, plan, new FrameRange(0, Frames)));
        Assert.Equal(Part, await CountAsync(frames, plan, new FrameRange(From, Part)));
        Assert.NotEmpty(frames.Warnings);
    }

    /// <summary>A file with a hole in each of three pictures of the part.</summary>
    private static byte[] Damaged(byte[] bytes, List<(int Size, int At)> places)
    {
        var copy = (byte[])bytes.Clone();
        foreach (var frame in (int[])[From + 10, From + 20, From + 30])
        {
            copy.AsSpan(places[frame].At + (places[frame].Size / 2), 16).Fill(0xFF);
        }

        return copy;
    }

    private static async Task<int> CountAsync(FrameSequence sequence, SourcePlan plan, FrameRange outputs)
    {
        var count = 0;
        await foreach (var frame in sequence.InOrderAsync(plan, outputs, Token))
        {
            frame.Dispose();
            count++;
        }

        return count;
    }
}
