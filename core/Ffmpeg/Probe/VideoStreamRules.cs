using FFMpegCore;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Ffmpeg.Probe;

/// <summary>What a picture must be to be read, and how a readable one is described.</summary>
internal static class VideoStreamRules
{
    /// <summary>Checks size and format.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.MediaTooLarge"/>, <see cref="ErrorCode.MediaTooSmall"/>,
    /// <see cref="ErrorCode.MediaUnsupported"/> or <see cref="ErrorCode.MediaUnreadable"/>.</exception>
    public static DecodedPixels Check(string path, FFProbeStream stream, bool isStill)
    {
        var (width, height) = (stream.Width ?? 0, stream.Height ?? 0);
        var codec = stream.CodecName ?? "unknown";
        if ((long)width * height > MediaLimits.MaxPixels)
        {
            throw new HeyGemException(ErrorCode.MediaTooLarge,
                $"The picture of {MediaName.Of(path)} is {width} x {height}; the largest that is read is 8192 x 4320.");
        }

        if (codec == "unknown" ? Letters(stream) is not null : !FfmpegInput.Reads(codec))
        {
            throw Unread(path, "picture", stream);
        }

        var name = stream.PixelFormat;
        if (width <= 0 || height <= 0 || name is null)
        {
            throw new HeyGemException(
                codec == "unknown" || width <= 0 ? ErrorCode.MediaUnreadable : ErrorCode.MediaUnsupported,
                $"The picture of {MediaName.Of(path)} (codec {codec}) cannot be decoded.");
        }

        if (width < MediaLimits.MinSide || height < MediaLimits.MinSide)
        {
            throw new HeyGemException(ErrorCode.MediaTooSmall, $"The picture of {MediaName.Of(path)} is {width} x {height}.");
        }

        // WebM holds transparency as a second picture, of which the format that ffprobe names knows nothing.
        var decoder = StreamReport.Tag(stream.Tags, "alpha_mode") == "1" && codec is "vp8" or "vp9"
            ? codec == "vp8" ? "libvpx" : "libvpx-vp9" : null;
        var pixels = DecodedPixels.Of(name)
            ?? throw new HeyGemException(
                ErrorCode.MediaUnsupported, $"{MediaName.Of(path)} has the pixel format {name} (codec {codec}), which is not one we read.");
        pixels = decoder is null ? pixels : pixels with { HasAlpha = true, AlphaDecoder = decoder };

        // The fourth plane of a JPEG is black ink.
        pixels = codec == "mjpeg" ? pixels with { HasAlpha = false } : pixels;
        return isStill ? pixels.ForStill(width, height) : pixels;
    }

    /// <summary>
    /// A stream whose codec is not read, by its name and by the four letters that its file gives it: a camera's own raw pictures play in
    /// the editing program, and ffmpeg knows nothing but those letters.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="what">What the stream is, such as <c>picture</c>.</param>
    /// <param name="stream">The stream.</param>
    public static HeyGemException Unread(string path, string what, FFProbeStream stream)
    {
        var letters = Letters(stream);
        var camera = letters is null ? null : CameraRaw(letters);
        var known = stream.CodecName is null or "unknown" ? null : stream.CodecLongName ?? stream.CodecName;
        var name = (known, letters) switch
        {
            (_, not null) when camera is not null => $"{camera} ('{letters}')",
            (not null, not null) => $"{known} ({stream.CodecName}, '{letters}')",
            (not null, _) => $"{known} ({stream.CodecName})",
            _ => $"the codec '{letters}', which ffmpeg does not know and",
        };
        return new HeyGemException(ErrorCode.MediaUnsupported, $"The {what} of {MediaName.Of(path)} is in {name}, which is not read.")
        {
            Hint = camera is null && known is not null
                ? ErrorCode.MediaUnsupported.Hint() : "Render a proxy of it in the editing program first, as ProRes or H.264.",
        };
    }

    /// <summary>The four letters by which a file names a stream's codec, or null.</summary>
    private static string? Letters(FFProbeStream stream) =>
        stream.CodecTagString is { Length: 4 } tag && tag.All(c => char.IsAsciiLetterOrDigit(c) || c is ' ' or '-' or '_') ? tag : null;

    /// <summary>The raw recordings of cameras that editing programs play and ffmpeg does not.</summary>
    private static string? CameraRaw(string letters) => letters switch
    {
        "aprn" => "ProRes RAW",
        "aprh" => "ProRes RAW HQ",
        "brvn" or "brst" or "brxq" or "brs2" or "brhq" or "brlt" => "Blackmagic RAW",
        "CRAW" => "Canon Cinema RAW Light",
        "R3D1" or "R3D2" => "REDCODE RAW",
        _ => null,
    };

    /// <summary>The stream's still facts, upright; rate and counts are the caller's.</summary>
    /// <param name="report">The file.</param>
    /// <param name="stream">The picture.</param>
    /// <param name="pixels">How it is decoded.</param>
    /// <param name="rotation">Clockwise turn that makes it upright, degrees 0..270.</param>
    public static VideoStreamInfo Describe(StreamReport report, FFProbeStream stream, DecodedPixels pixels, int rotation)
    {
        var lying = rotation is 90 or 270;
        var (width, height) = (stream.Width ?? 0, stream.Height ?? 0);
        var aspect = Fraction.Parse(stream.SampleAspectRatio);
        var (across, down) = aspect.IsPositive ? ((int)aspect.Numerator, (int)aspect.Denominator) : (1, 1);
        return new VideoStreamInfo
        {
            Width = lying ? height : width,
            Height = lying ? width : height,
            Layout = pixels.Layout,
            FrameRate = FrameRate.Default,
            FrameCount = 0,
            RotationDegrees = rotation,
            SampleAspect = lying ? (down, across) : (across, down),
            Colour = Colour(stream, pixels),
            StartTimecode = report.Timecode,
            Codec = stream.CodecName ?? "unknown",
            PixelFormat = stream.PixelFormat ?? "unknown",
            HasAlpha = pixels.HasAlpha,
        };
    }

    /// <summary>Colour tags as a stream carries them.</summary>
    public static ColourTags Tags(FFProbeStream stream) => new(
        StreamReport.Known(stream.ColorRange),
        StreamReport.Known(stream.ColorSpace),
        StreamReport.Known(stream.ColorPrimaries),
        StreamReport.Known(stream.ColorTransfer),
        StreamReport.Known(StreamReport.Text(stream, "chroma_location")));

    private static ColourTags Colour(FFProbeStream stream, DecodedPixels pixels)
    {
        var tags = Tags(stream);
        if (pixels.FromRgb)
        {
            return tags with { Range = "tv", Matrix = "bt709", Primaries = tags.Primaries ?? "bt709", Transfer = tags.Transfer ?? "bt709" };
        }

        return pixels.FfmpegName.StartsWith("yuvj", StringComparison.Ordinal) ? tags with { Range = "pc" }
            : pixels.IsGrey ? tags with { Range = tags.Range ?? "pc" }
            : tags;
    }
}
