using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Probe.Streams;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Core.Ffmpeg.Encode;

/// <summary>A finished file as a probe sees it.</summary>
public sealed record ResultFacts
{
    /// <summary>ffmpeg's name of the picture's codec.</summary>
    public required string Codec { get; init; }

    /// <summary>Columns.</summary>
    public required int Width { get; init; }

    /// <summary>Rows.</summary>
    public required int Height { get; init; }

    /// <summary>Pixel format, in ffmpeg's words.</summary>
    public required string PixelFormat { get; init; }

    /// <summary>Frames a second as a fraction.</summary>
    public required string Fps { get; init; }

    /// <summary>The order of fields, in ffprobe's words, or null where the file does not say.</summary>
    public string? FieldOrder { get; init; }

    /// <summary>Colour tags.</summary>
    public required ColourTags Colour { get; init; }

    /// <summary>Timecode of the first frame, or null.</summary>
    public string? Timecode { get; init; }

    /// <summary>The sounds; empty where there is none.</summary>
    public required IReadOnlyList<StreamUse> Sounds { get; init; }

    /// <summary>Asks ffprobe.</summary>
    internal static async Task<ResultFacts> OfAsync(FfmpegTools tools, string path, CancellationToken cancellationToken)
    {
        var (_, report) = await new MediaProbe(tools).ReadStreamsAsync(path, StreamNumbers.None, cancellationToken)
            .ConfigureAwait(false);
        var (picture, sounds) = (report.Video!, StreamChoice.Sounds(report.Streams));
        return new ResultFacts
        {
            Codec = picture.CodecName ?? "unknown",
            Width = picture.Width ?? 0,
            Height = picture.Height ?? 0,
            PixelFormat = picture.PixelFormat ?? "unknown",
            Fps = picture.FrameRate ?? "0/0",
            FieldOrder = StreamReport.Known(picture.FieldOrder),
            Colour = VideoStreamRules.Tags(picture),
            Timecode = report.Timecode,
            Sounds = [.. sounds.Select(s => StreamChoice.Use(sounds, s) with { Language = null })],
        };
    }
}
