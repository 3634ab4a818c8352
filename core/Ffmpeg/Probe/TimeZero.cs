using FFMpegCore;

namespace HeyGem.Core.Ffmpeg.Probe;

/// <summary>
/// The time stamp that is a clip's 0, where an editor lays it. That is the file's earliest, with one exception: coded sound begins with
/// samples that only prime its decoder. A container that cannot say so shows them as sound before the picture, which is no late picture.
/// Measured with ffmpeg 5.1 on AAC, MP3, AC-3, MP2 and Opus at 16, 44.1 and 48 kHz in seven containers: what is heard then begins at
/// the picture's time stamp, to the sample.
/// </summary>
internal static class TimeZero
{
    /// <summary>Seconds on the file's own time line.</summary>
    public static double Of(StreamReport report)
    {
        var earliest = report.EarliestSeconds;
        var picture = report.Video is { } video ? StreamReport.Seconds(video.StartTime) : (double?)null;
        if (report.Audio is not { } audio)
        {
            return earliest;
        }

        // Edit lists, Opus' delay in Matroska: what is before 0 is never heard, and 0 is where the sound begins.
        var sound = StreamReport.Seconds(audio.StartTime);
        if (sound < 0 && (picture is null || picture >= 0))
        {
            return 0;
        }

        var isMovie = report.Container.StartsWith("mov", StringComparison.Ordinal);
        return !isMovie && picture is { } shown && shown > sound && shown - sound <= PrimingSeconds(audio) ? shown : earliest;
    }

    /// <summary>
    /// How late a picture may be without being a late picture: ffmpeg moves a Matroska file's picture by the delay of its Opus sound, and
    /// not the sound. 0 where nothing was moved.
    /// </summary>
    public static double ShiftSeconds(StreamReport report) =>
        report.Audio is { } audio && StreamReport.Seconds(audio.StartTime) is < 0 and var sound && report.Container == "matroska,webm"
            ? Rounding - sound
            : 0;

    /// <summary>The most that encoders in use put before a sound: samples of a codec over its rate.</summary>
    private static double PrimingSeconds(FFProbeStream audio)
    {
        var samples = audio.CodecName switch
        {
            // 1024 by ffmpeg, 2048 by Fraunhofer, 2112 by Apple.
            "aac" => 2112,

            // LAME's 576 + 529, or a granule more.
            "mp3" => 1681,
            "mp2" => 481,
            "ac3" or "eac3" => 256,

            // 312 at 48 kHz, up to 80 ms by the format's own words.
            "opus" => 3840,
            _ => 0,
        };
        return samples / (double)Math.Max(8000, StreamReport.Integer(audio.SampleRate)) + Rounding;
    }

    /// <summary>Matroska counts in milliseconds.</summary>
    private const double Rounding = 0.0011;
}
