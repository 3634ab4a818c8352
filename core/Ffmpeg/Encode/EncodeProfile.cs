using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Core.Ffmpeg.Encode;

/// <summary>A codec with its container, once <see cref="OutputFormat.Match"/> has been decided.</summary>
public enum EncodeProfile
{
    /// <summary>H.264 in MP4 with AAC.</summary>
    H264,

    /// <summary>ProRes 422 HQ in MOV with 24-bit PCM.</summary>
    ProRes422Hq,

    /// <summary>
    /// ProRes 4444 in MOV with 24-bit PCM, for 4:4:4 sources and those with alpha under <see cref="OutputFormat.Match"/>.
    /// </summary>
    ProRes4444,

    /// <summary>DNxHR HQX in MOV with 24-bit PCM.</summary>
    DnxHrHqx,
}

/// <summary>Decides what a format means for a source.</summary>
public static class EncodeProfiles
{
    /// <summary>
    /// The profile for a format. <see cref="OutputFormat.Match"/> keeps the family that Premiere reads natively: ProRes stays ProRes, DNxHD
    /// becomes DNxHR, 8-bit 4:2:0 becomes H.264, and everything else, which H.264 in Premiere does not carry, becomes ProRes: 4444 where
    /// the source is 4:4:4 or has alpha.
    /// </summary>
    public static EncodeProfile Of(OutputFormat format, VideoStreamInfo source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return format switch
        {
            OutputFormat.H264 => EncodeProfile.H264,
            OutputFormat.ProRes => EncodeProfile.ProRes422Hq,
            OutputFormat.DnxHr => EncodeProfile.DnxHrHqx,
            _ => Match(source),
        };
    }

    /// <summary>A still picture as a format keeps it: H.264 of 4:2:0 is what every player shows; the others keep its own colours.</summary>
    internal static VideoStreamInfo StillFor(OutputFormat format, VideoStreamInfo source) =>
        format == OutputFormat.H264 ? source : source.WithAllColour();

    /// <summary>The source with its alpha plane where a format keeps it, else as it is.</summary>
    /// <param name="format">The format.</param>
    /// <param name="source">The source; a decoder of this ffmpeg must give its alpha.</param>
    /// <param name="tools">The ffmpeg that will decode it.</param>
    internal static VideoStreamInfo WithAlphaIfKept(OutputFormat format, VideoStreamInfo source, FfmpegTools tools) =>
        source is { HasAlpha: true, Pixels: { } pixels } && Of(format, source) == EncodeProfile.ProRes4444
            && (pixels.AlphaDecoder is not { } decoder || tools.Encoders.Contains(decoder))
            ? source.WithAlpha() : source;

    /// <summary>The file name's ending, with its dot.</summary>
    public static string Extension(this EncodeProfile profile) => profile == EncodeProfile.H264 ? ".mp4" : ".mov";

    private static EncodeProfile Match(VideoStreamInfo source)
    {
        var full = source.Layout.Chroma == Frames.ChromaLayout.Yuv444;
        return source.Codec switch
        {
            "dnxhd" => EncodeProfile.DnxHrHqx,
            _ when source.HasAlpha => EncodeProfile.ProRes4444,
            "prores" => full ? EncodeProfile.ProRes4444 : EncodeProfile.ProRes422Hq,
            _ when source.Layout == Frames.PixelLayout.Yuv420P8 => EncodeProfile.H264,
            _ => full ? EncodeProfile.ProRes4444 : EncodeProfile.ProRes422Hq,
        };
    }
}
