using HeyGem.Core.Ffmpeg.Probe.Streams;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Ffmpeg.Probe;

/// <summary>A video stream as frames of it will be decoded: upright (rotation applied), planar, on a constant-rate time line.</summary>
public sealed record VideoStreamInfo
{
    /// <summary>Luma samples in a row, upright.</summary>
    public required int Width { get; init; }

    /// <summary>Luma rows, upright.</summary>
    public required int Height { get; init; }

    /// <summary>
    /// Layout that frames are decoded to: the stream's own; for RGB 4:4:4, or 4:2:0 where it is a still picture of even size.
    /// </summary>
    public required PixelLayout Layout { get; init; }

    /// <summary>The exact rate of the constant-rate time line that the stream is conformed to.</summary>
    public required FrameRate FrameRate { get; init; }

    /// <summary>Frames on that time line: counted from the packets' time stamps, not estimated.</summary>
    public required long FrameCount { get; init; }

    /// <summary>
    /// Frames that the file really holds: less than <see cref="FrameCount"/> when it was cut short. A range may not reach beyond.
    /// </summary>
    public long ReadableFrameCount { get; init; }

    /// <summary>
    /// Whether the stream's own time stamps are irregular, so that frames are repeated or left out by the conforming rule.
    /// </summary>
    public bool IsVariableRate { get; init; }

    /// <summary>Clockwise rotation that the container asks for, already applied to decoded frames: 0, 90, 180 or 270.</summary>
    public int RotationDegrees { get; init; }

    /// <summary>Width of a sample over its height as a fraction, 1/1 for square pixels.</summary>
    public (int Numerator, int Denominator) SampleAspect { get; init; } = (1, 1);

    /// <summary>Colour tags as the stream carries them.</summary>
    public ColourTags Colour { get; init; } = new();

    /// <summary>
    /// Field order in ffprobe's words: <c>progressive</c>, <c>tt</c> or <c>bb</c> by the field that is shown first, or null when unknown.
    /// </summary>
    public string? FieldOrder { get; init; }

    /// <summary>What goes with HDR pictures besides their tags, or null.</summary>
    public HdrMetadata? Hdr { get; init; }

    /// <summary>Whether the stream carries Dolby Vision, which no result keeps.</summary>
    public bool HasDolbyVision { get; init; }

    /// <summary>Start timecode such as <c>01:00:00:00</c> or <c>01:00:00;00</c>, or null.</summary>
    public string? StartTimecode { get; init; }

    /// <summary>ffmpeg's codec name, such as <c>hevc</c>.</summary>
    public required string Codec { get; init; }

    /// <summary>ffmpeg's name of the stream's own pixel format, such as <c>yuv420p10le</c>.</summary>
    public required string PixelFormat { get; init; }

    /// <summary>Whether the stream has an alpha plane; frames have it only where <see cref="Layout"/> says so.</summary>
    public bool HasAlpha { get; init; }

    /// <summary>The first frame's time on the container's time line.</summary>
    public MediaTime StartTime { get; init; }

    /// <summary>Position among the file's streams, from 0.</summary>
    public int StreamIndex { get; init; }

    /// <summary>Which of the file's pictures it is; null only in records made by hand.</summary>
    public StreamUse? Use { get; init; }

    /// <summary>Whether <see cref="FrameCount"/> is the least: the file is cut, and nothing in it says how long it was.</summary>
    internal bool EndIsUnknown { get; init; }

    /// <summary>Frames whose pictures the file lacks, ascending.</summary>
    internal IReadOnlyList<FrameRange> Holes { get; init; } = [];

    /// <summary>Every picture's time stamp, from which frames are found again; null only in records made by hand.</summary>
    internal SourceTimeline? Timeline { get; init; }

    /// <summary>The same with frames that carry the stream's alpha plane, at the stream's own depth and chroma.</summary>
    internal VideoStreamInfo WithAlpha()
    {
        var pixels = (DecodedPixels.Of(PixelFormat) ?? Pixels!) with { AlphaDecoder = Pixels!.AlphaDecoder };
        pixels = pixels.WithAlpha();
        return this with { Layout = pixels.Layout, Pixels = pixels };
    }

    /// <summary>A still picture at its own depth and chroma, for formats that hold them.</summary>
    internal VideoStreamInfo WithAllColour() =>
        Pixels is { IsGrey: false } && DecodedPixels.Of(PixelFormat) is { } pixels
            ? this with { Layout = pixels.Layout, Pixels = pixels with { HasAlpha = HasAlpha } } : this;

    /// <summary>How the stream's samples become <see cref="Layout"/>; null only in records made by hand.</summary>
    internal DecodedPixels? Pixels { get; init; }
}
