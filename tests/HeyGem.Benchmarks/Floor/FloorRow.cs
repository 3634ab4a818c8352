using System.Globalization;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Benchmarks.Floor;

/// <summary>
/// A kind of clip and of result: <c>own-h264</c> (the clip as it is), or size, bits, codec and result as in <c>2160p-10-hevc-prores</c>.
/// </summary>
/// <param name="Name">As it was asked for.</param>
/// <param name="Result">What is rendered.</param>
/// <param name="ShortSide">Pixels of the made clip's short side; 0 for the clip as it is.</param>
/// <param name="Bits">Depth of the made clip.</param>
/// <param name="Codec">h264, hevc or prores.</param>
internal sealed record FloorRow(string Name, OutputFormat Result, int ShortSide, int Bits, string Codec)
{
    private bool IsOwn => ShortSide == 0;

    public static FloorRow Parse(string name) => name.Split('-') switch
    {
        ["own", var result] => new FloorRow(name, ResultOf(result), 0, 0, string.Empty),
        [var size and ("1080p" or "2160p"), var bits and ("8" or "10"), var codec and ("h264" or "hevc" or "prores"), var result] =>
            new FloorRow(name, ResultOf(result), int.Parse(size[..^1], CultureInfo.InvariantCulture),
                int.Parse(bits, CultureInfo.InvariantCulture), codec),
        _ => throw new ArgumentException($"{name} is no row: own-h264, own-prores, or as in 2160p-10-hevc-prores."),
    };

    /// <summary>The clip of this row; the given one, or made of it.</summary>
    public async Task<string> MakeAsync(
        FfmpegTools ffmpeg, string clip, double? seconds, string folder, CancellationToken cancellationToken)
    {
        if (IsOwn && seconds is null)
        {
            return clip;
        }

        var path = Path.Combine(folder, Name + (Codec == "prores" ? ".mov" : ".mp4"));
        string[] length = seconds is { } s ? ["-t", s.ToString(CultureInfo.InvariantCulture)] : [];
        string[] loop = seconds is null ? [] : ["-stream_loop", "-1"];
        string[] arguments = ["-nostdin", "-v", "error", "-y", .. loop, "-i", clip, "-map", "0:v:0", .. length, .. Encoding, path];
        await FfmpegOutput.ReadTextAsync(ffmpeg.FfmpegPath, arguments, cancellationToken);
        return path;
    }

    private string[] Encoding => Codec switch
    {
        "" => ["-c:v", "libx264", "-preset", "medium", "-crf", "18"],
        "h264" => [.. Scale(), "-c:v", "libx264", "-preset", "medium", "-crf", "18"],
        "hevc" => [.. Scale(), "-c:v", "libx265", "-preset", "fast", "-crf", "20", "-x265-params", "log-level=error", "-tag:v", "hvc1"],
        _ => [.. Scale(), "-c:v", "prores_ks", "-profile:v", "hq", "-vendor", "apl0"],
    };

    private string[] Scale() =>
    [
        "-vf", string.Create(
            CultureInfo.InvariantCulture, $"scale='if(gt(iw,ih),-2,{ShortSide})':'if(gt(iw,ih),{ShortSide},-2)':flags=bicubic"),
        "-pix_fmt", Codec == "prores" ? "yuv422p10le" : Bits == 10 ? "yuv420p10le" : "yuv420p",
    ];

    private static OutputFormat ResultOf(string name) => name switch
    {
        "h264" => OutputFormat.H264,
        "prores" => OutputFormat.ProRes,
        _ => throw new ArgumentException($"{name} is no result: h264 or prores."),
    };
}
