using HeyGem.Core.Ffmpeg.Probe;

namespace HeyGem.Core.Ffmpeg.Encode;

/// <summary>A codec with its container, once <see cref="OutputFormat.Match"/> has been decided.</summary>
public enum EncodeProfile
{
    /// <summary>H.264 in MP4 with AAC.</summary>
    H264,

    /// <summary>ProRes 422 HQ in MOV with 24-bit PCM.</summary>
    ProRes422Hq,

    /// <summary>ProRes 4444 in MOV with 24-bit PCM, for 4:4:4 sources under <see cref="OutputFormat.Match"/>.</summary>
    ProRes4444,

    /// <summary>DNxHR HQX in MOV with 24-bit PCM.</summary>
    DnxHrHqx,
}

/// <summary>Decides what a format means for a source.</summary>
public static class EncodeProfiles
{
    /// <summary>
    /// The profile for a format. <see cref="OutputFormat.Match"/> keeps the family that Premiere reads natively: ProRes stays ProRes, DNxHD
    /// becomes DNxHR, 8-bit 4:2:0 becomes H.264, and everything else, which H.264 in Premiere does not carry, becomes ProRes.
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

    /// <summary>The file name's ending, with its dot.</summary>
    public static string Extension(this EncodeProfile profile) => profile == EncodeProfile.H264 ? ".mp4" : ".mov";

    private static EncodeProfile Match(VideoStreamInfo source)
    {
        var full = source.Layout.Chroma == Frames.ChromaLayout.Yuv444;
        return source.Codec switch
        {
            "dnxhd" => EncodeProfile.DnxHrHqx,
            "prores" => full ? EncodeProfile.ProRes4444 : EncodeProfile.ProRes422Hq,
            _ when source.Layout == Frames.PixelLayout.Yuv420P8 => EncodeProfile.H264,
            _ => full ? EncodeProfile.ProRes4444 : EncodeProfile.ProRes422Hq,
        };
    }
}
