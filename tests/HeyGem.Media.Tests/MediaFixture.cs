using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;
using HeyGem.Media.Tests;

[assembly: AssemblyFixture(typeof(MediaFixture))]

namespace HeyGem.Media.Tests;

/// <summary>The real ffmpeg and a folder for generated media, removed at the end.</summary>
public sealed class MediaFixture : IAsyncLifetime
{
    public FfmpegTools Tools { get; private set; } = null!;

    public string Folder { get; } = Directory.CreateTempSubdirectory("heygem-media-").FullName;

    public async ValueTask InitializeAsync() => Tools = await FfmpegLocator.LocateAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>A path in the folder.</summary>
    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Runs ffmpeg and returns the file it made. Each test names its own file.</summary>
    public async Task<string> MakeAsync(string name, params string[] arguments)
    {
        var path = PathOf(name);
        await RunAsync(Tools.FfmpegPath, ["-hide_banner", "-v", "error", "-nostdin", "-y", .. arguments, path]);
        return path;
    }

    public async Task<string> RunAsync(string program, IReadOnlyList<string> arguments)
    {
        var token = TestContext.Current.CancellationToken;
        await using var child = ChildProcess.Start(new ChildProcessSpec(program, arguments));
        using var reader = new StreamReader(child.StandardOutput);
        var text = await reader.ReadToEndAsync(token);
        var exit = await child.WaitAsync(token);
        Assert.True(exit == 0, $"{program} {string.Join(' ', arguments)}: {string.Join('\n', child.ErrorTail)}");
        return text;
    }

    public async Task<ClipInfo> ProbeVoiceAsync(string path) =>
        await new MediaProbe(Tools).ProbeVoiceAsync(path, TestContext.Current.CancellationToken);

    public async Task<ClipInfo> ProbeAsync(string path) =>
        await new MediaProbe(Tools).ProbeAsync(path, TestContext.Current.CancellationToken);

    /// <summary>Each frame of a range as bytes.</summary>
    public async Task<List<byte[]>> ReadAllAsync(ClipInfo clip, FrameRange? range = null)
    {
        var token = TestContext.Current.CancellationToken;
        var video = clip.Video!;
        var wanted = range ?? new FrameRange(0, video.FrameCount);
        var pool = new FramePool(video.Layout, video.Width, video.Height);
        await using var reader = await FrameReader.OpenAsync(Tools, clip, wanted, pool, token);
        List<byte[]> frames = [];
        while (await reader.ReadAsync(token) is { } frame)
        {
            Assert.Equal(wanted.Start + frames.Count, frame.Index);
            frames.Add(frame.Bytes.ToArray());
            frame.Dispose();
        }

        return frames;
    }

    /// <summary>Every picture of a file as ffmpeg alone decodes it, in order, none repeated or dropped.</summary>
    public async Task<List<byte[]>> PlainDecodeAsync(string path, string pixelFormat, int frameBytes)
    {
        var raw = PathOf($"{Guid.NewGuid():N}.raw");
        await RunAsync(
            Tools.FfmpegPath, ["-v", "error", "-nostdin", "-i", path, "-map", "0:v:0", "-fps_mode", "passthrough", "-pix_fmt", pixelFormat,
            "-f", "rawvideo", raw]);
        var bytes = await File.ReadAllBytesAsync(raw, TestContext.Current.CancellationToken);
        File.Delete(raw);
        Assert.Equal(0, bytes.Length % frameBytes);
        return [.. bytes.Chunk(frameBytes)];
    }

    /// <summary>A word for each picture, the same for the same picture: lists of pictures take minutes to compare byte by byte.</summary>
    public static IEnumerable<string> Hashes(IEnumerable<byte[]> pictures) =>
        pictures.Select(picture => Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(picture)));

    /// <summary>Pictures that differ from frame to frame in every row, so that one shown in another's place is seen.</summary>
    public static string[] Pattern(int width, int height, string rate, double seconds) =>
        ["-f", "lavfi", "-i", FormattableString.Invariant($"testsrc2=s={width}x{height}:r={rate}:d={seconds}")];

    public static string[] Lossless(string pixelFormat) => ["-pix_fmt", pixelFormat, "-c:v", "ffv1"];
}
