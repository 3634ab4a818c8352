using System.Globalization;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Timing;

namespace HeyGem.Media.Tests.Barcode;

/// <summary>One file of the matrix and what is asked of it.</summary>
/// <param name="Kind">How it is made, a key of <see cref="Kinds"/>.</param>
/// <param name="Rate">Frames a second.</param>
/// <param name="First">The first picture that is shown.</param>
/// <param name="Count">How many are.</param>
/// <param name="Format">What the result is.</param>
internal sealed record BarcodeRow(string Kind, FrameRate Rate, int First, int Count, OutputFormat Format)
{
    /// <summary>The ending, the picture's and the sound's options, and whether all rates are to be had or broadcast's only.</summary>
    public static IReadOnlyDictionary<string, (string Ending, string Picture, string Sound, bool AnyRate)> Kinds { get; } =
        new Dictionary<string, (string, string, string, bool)>
        {
            ["mp4-h264"] = ("mp4", "-c:v libx264 -preset veryfast -g 12 -bf 2", "-c:a aac", true),
            ["mp4-hevc"] = ("mp4", "-c:v libx265 -preset ultrafast -x265-params log-level=error:keyint=12", "-c:a aac", true),
            ["mp4-fragments"] = (
                "mp4", "-c:v libx264 -preset veryfast -g 12 -bf 2 -movflags frag_keyframe+empty_moov+delay_moov", "-c:a aac", true),
            ["mp4-av1"] = ("mp4", "-c:v libsvtav1 -preset 12 -svtav1-params keyint=24", "-c:a libopus", true),
            ["mov-prores"] = ("mov", "-c:v prores_ks -profile:v 2 -pix_fmt yuv422p10le", "-c:a pcm_s24le", true),
            ["mov-dnxhr"] = ("mov", "-c:v dnxhd -profile:v dnxhr_sq -pix_fmt yuv422p", "-c:a pcm_s16le", true),
            ["mov-mjpeg"] = ("mov", "-c:v mjpeg -q:v 3 -pix_fmt yuvj422p", "-c:a pcm_s16le", true),
            ["mov-h264"] = ("mov", "-c:v libx264 -preset veryfast -g 12 -bf 3 -x264-params open-gop=1", "-c:a alac", true),
            ["mkv-h264"] = ("mkv", "-c:v libx264 -preset veryfast -g 12 -bf 2", "-c:a aac", true),
            ["mkv-ffv1"] = ("mkv", "-c:v ffv1", "-c:a flac", true),
            ["mkv-vp9"] = ("mkv", "-c:v libvpx-vp9 -deadline realtime -cpu-used 8 -g 12", "-c:a libopus", true),
            ["webm-vp8"] = ("webm", "-c:v libvpx -deadline realtime -cpu-used 8 -g 12", "-c:a libopus", true),
            ["flv-h264"] = ("flv", "-c:v libx264 -preset veryfast -g 12 -bf 2", "-c:a aac", true),
            ["avi-mpeg4"] = ("avi", "-c:v mpeg4 -q:v 2 -g 12 -bf 2", "-c:a pcm_s16le", false),
            ["ts-h264"] = ("ts", "-c:v libx264 -preset veryfast -g 12 -bf 2", "-c:a aac", true),
            ["ts-mpeg2"] = ("ts", "-c:v mpeg2video -q:v 2 -g 12 -bf 2", "-c:a mp2", false),
            ["mxf-mpeg2"] = ("mxf", "-c:v mpeg2video -q:v 2 -g 12 -bf 2", "-c:a pcm_s24le", false),
            ["mxf-h264"] = ("mxf", "-c:v libx264 -preset veryfast -g 12 -bf 2", "-c:a pcm_s24le", false),
        };

    private static readonly FrameRate[] _any =
        [new(24000, 1001), new(25, 1), new(30000, 1001), new(50, 1), new(60000, 1001), new(25, 2), new(15, 1), new(120000, 1001)];

    private static readonly FrameRate[] _broadcast =
        [new(24000, 1001), new(24, 1), new(25, 1), new(30000, 1001), new(30, 1), new(50, 1), new(60000, 1001), new(60, 1)];

    /// <summary>Every kind at every rate, whole and a part from the middle, the formats in turn: 288 rows.</summary>
    public static IReadOnlyList<BarcodeRow> All { get; } = [.. Kinds.SelectMany((kind, k) =>
        (kind.Value.AnyRate ? _any : _broadcast).SelectMany((rate, r) => new[]
        {
            new BarcodeRow(kind.Key, rate, 0, BarcodeClip.Frames, (OutputFormat)((k + r + 2) % 4)),
            new BarcodeRow(kind.Key, rate, 17 + (r % 3), 20, (OutputFormat)((r + (k / 8)) % 4)),
        }))];

    /// <summary>
    /// For every run, 60 rows: every kind at one rate, whole and in part, and the kinds whose encoder is quick at a second one; among them
    /// what the whole matrix found wrong once (VP9 with Opus at 119.88, where half a frame is less than the delay of Opus). A row takes one
    /// to three seconds of a processor.
    /// </summary>
    public static IReadOnlyList<BarcodeRow> Chosen { get; } = [.. Kinds.Keys.SelectMany((kind, k) =>
    {
        var rows = All.Where(row => row.Kind == kind).Chunk(2).ToList();
        var rate = kind == "mkv-vp9" ? rows.Count - 1 : k * 3 % rows.Count;
        var once = kind is "mp4-hevc" or "mp4-av1" or "mkv-vp9" or "webm-vp8" or "mov-h264" or "mp4-fragments";
        return once ? rows[rate] : [.. rows[rate], .. rows[(rate + 4) % rows.Count]];
    })];

    /// <inheritdoc/>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Kind} {Rate.Numerator}-{Rate.Denominator} from {First} as {Format}");
}
