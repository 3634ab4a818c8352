using System.Security.Cryptography;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;

namespace HeyGem.Media.Tests;

/// <summary>A short clip in nine containers, ways to damage a file, and what became of reading one.</summary>
internal static class DamagedMedia
{
    public const int Frames = 101;

    public static readonly string[] Containers = ["mp4", "mov", "mkv", "webm", "ts", "mxf", "avi", "flv", "mpg"];

    private static readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>The whole clip in a container: 101 pictures with sound, made once for each run.</summary>
    public static async Task<string> WholeAsync(MediaFixture media, string container)
    {
        var path = media.PathOf($"nine.{container}");
        await _one.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            return File.Exists(path) ? path : await media.MakeAsync($"nine.{container}", [.. Source(), .. Codecs(container)]);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Writes a changed copy of a file.</summary>
    public static async Task<string> ChangedAsync(MediaFixture media, string whole, string name, Func<byte[], byte[]> change)
    {
        var token = TestContext.Current.CancellationToken;
        var path = media.PathOf(name + Path.GetExtension(whole));
        await File.WriteAllBytesAsync(path, change(await File.ReadAllBytesAsync(whole, token)), token);
        return path;
    }

    /// <summary>The first part of a file.</summary>
    public static byte[] Cut(byte[] bytes, double share) => bytes[..(int)(bytes.Length * share)];

    /// <summary>A file with zeros in the middle.</summary>
    public static byte[] Hole(byte[] bytes, double from, double share)
    {
        var copy = (byte[])bytes.Clone();
        copy.AsSpan((int)(copy.Length * from), (int)(copy.Length * share)).Clear();
        return copy;
    }

    /// <summary>Reads every frame of a file. Either a code, or the frames with the warnings of the probe and the reader.</summary>
    public static async Task<Reading> ReadAsync(MediaFixture media, string path, bool partial = false)
    {
        var token = TestContext.Current.CancellationToken;
        try
        {
            var clip = await media.ProbeAsync(path);
            clip = partial ? clip.Partial() : clip;
            if (clip.Video is not { } video)
            {
                return new Reading(ErrorCode.MediaNoVideoStream, "no picture", [], []);
            }

            var pool = new FramePool(video.Layout, video.Width, video.Height);
            await using var reader = await FrameReader.OpenAsync(media.Tools, clip, new FrameRange(0, video.FrameCount), pool, token);
            List<string> hashes = [];
            while (await reader.ReadAsync(token) is { } frame)
            {
                using (frame)
                {
                    hashes.Add(Convert.ToHexString(SHA256.HashData(frame.Bytes.Span)));
                }
            }

            return new Reading(null, string.Empty, hashes, [.. clip.Warnings, .. reader.Warnings]);
        }
        catch (HeyGemException e)
        {
            return new Reading(e.Code, e.Message, [], []);
        }
    }

    private static string[] Source() =>
        [.. MediaFixture.Pattern(320, 240, "25", 4.04), "-f", "lavfi", "-i", "sine=440:r=48000:d=4.04", "-g", "12", "-pix_fmt", "yuv420p"];

    private static string[] Codecs(string container) => container switch
    {
        "webm" => ["-c:v", "libvpx", "-deadline", "realtime", "-cpu-used", "8", "-b:v", "2M", "-c:a", "libopus"],
        "mxf" => ["-c:v", "mpeg2video", "-q:v", "4", "-c:a", "pcm_s16le"],
        "mpg" => ["-c:v", "mpeg2video", "-q:v", "4", "-c:a", "mp2"],
        "avi" => ["-c:v", "mpeg4", "-q:v", "4", "-c:a", "mp2"],
        "mp4" or "mov" => ["-c:v", "libx264", "-preset", "veryfast", "-crf", "15", "-c:a", "aac", "-movflags", "+faststart"],
        _ => ["-c:v", "libx264", "-preset", "veryfast", "-crf", "15", "-c:a", "aac"],
    };

    /// <summary>What became of a file.</summary>
    /// <param name="Code">Why it was refused, or null.</param>
    /// <param name="Sentence">The refusal's sentence.</param>
    /// <param name="Hashes">A hash of each frame.</param>
    /// <param name="Warnings">What an editor is told of a file that was read.</param>
    public sealed record Reading(ErrorCode? Code, string Sentence, IReadOnlyList<string> Hashes, IReadOnlyList<string> Warnings);
}
