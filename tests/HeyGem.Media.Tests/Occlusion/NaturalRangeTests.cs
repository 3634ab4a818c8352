using HeyGem.Core.Engines.Mesh;
using HeyGem.Core.Faces;
using HeyGem.Testing;

namespace HeyGem.Media.Tests.Occlusion;

/// <summary>Footage in which nothing covers a mouth, cut as editors cut it. Run by name, nightly.</summary>
public sealed class NaturalRangeTests(MediaFixture media, ITestOutputHelper output)
{
    private static readonly string[] _clips =
    [
        "talk-bust-700x700-30.mp4", "talk-seated-1080x1920-25.mp4", "silent-bust-720x974-30.mp4", "silent-suit-720x1080-25.mp4",
        "silent-room-1280x720-30.mp4",
    ];

    [Fact(Explicit = true)]
    public async Task No_range_of_one_to_three_seconds_lists_a_frame_as_occluded()
    {
        var folder = TestFolders.SharedMedia;
        Assert.SkipWhen(folder is null, "../shared/media is not there");
        List<string> wrong = [];
        List<string> masks = [];
        var ranges = 0;
        foreach (var clip in _clips)
        {
            foreach (var (name, filter) in Variants)
            {
                if (name != "plain" && clip.StartsWith("silent", StringComparison.Ordinal))
                {
                    continue;
                }

                var path = await media.MakeAsync(
                    $"{name}-{Path.ChangeExtension(clip, "mp4")}", "-i", Path.Combine(folder, clip), "-an", "-vf", filter,
                    "-c:v", "libx264", "-preset", "ultrafast", "-crf", "12");
                List<byte[]> pictures = [];
                var track = await TrackedClip.TrackAsync(media, path, (frame, _) => pictures.Add(frame.Bytes.ToArray()));
                int[] masked = [.. Enumerable.Range(0, track.FrameCount).Where(i => track.Cover(i) is not null || track.IsLettered(i))];
                output.WriteLine($"{name} {clip}: {masked.Length} of {track.FrameCount} frames with a mask {string.Join(' ', masked)}");
                if (masked.Length > track.FrameCount / 1000)
                {
                    masks.Add($"{name} {clip}: {masked.Length} frames with a mask");
                }

                foreach (var (start, count) in Ranges(track))
                {
                    ranges++;
                    var part = TrackedClip.Part(track, start, count);
                    var passing = await TrackedClip.PassingAsync(media, path, part, pictures);
                    if (passing > 0)
                    {
                        masks.Add($"{name} {clip} {start}+{count}: {passing} frames with a passing thing");
                        output.WriteLine(masks[^1]);
                    }

                    var covered = MeshClip.Analyse(part, TestContext.Current.CancellationToken).Covered;
                    int[] frames = [.. Enumerable.Range(0, count).Where(i => covered[i])];
                    if (frames.Length > 0)
                    {
                        wrong.Add($"{name} {clip} {start}+{count}: {string.Join(' ', frames)}");
                        output.WriteLine(wrong[^1]);
                    }
                }
            }
        }

        output.WriteLine($"{wrong.Count} of {ranges} ranges");
        Assert.True(ranges >= 115, $"only {ranges} ranges");
        Assert.Empty(wrong);
        Assert.Empty(masks);
    }

    private static (string Name, string Filter)[] Variants { get; } =
    [
        ("anamorphic", "scale=trunc(iw/2.844)*2:ih,setsar=64/45"),
        ("small", "scale=-2:400"),
        ("plain", "null"),
        ("retimed", "scale='min(iw,720)':-2,setpts=N/(FRAME_RATE*TB),fps=60"),
        ("fades", "fade=in:0:20,fade=out:st=3:d=0.8"),
        ("white", "fade=in:0:20:color=white,fade=out:st=3:d=0.8:color=white"),
        ("flash", "eq=brightness='0.5*between(mod(n,31),0,1)':eval=frame"),
    ];

    /// <summary>1, 2, 2.5 and 3 seconds from every fifth of a second and more.</summary>
    private static IEnumerable<(int Start, int Count)> Ranges(FaceTrack track)
    {
        var rate = track.FrameRate.PerSecond;
        foreach (var seconds in (double[])[1, 2, 2.5, 3])
        {
            var count = (int)(seconds * rate);
            for (var start = 0; start + count <= track.FrameCount; start += (int)(0.45 * rate))
            {
                if (Enumerable.Range(start, count).Any(track.HasFace))
                {
                    yield return (start, count);
                }
            }
        }
    }
}
