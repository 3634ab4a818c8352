using System.Globalization;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Core.Ffmpeg.Decode;

/// <summary>
/// Arguments that decode one sound stream to interleaved 32-bit floats on standard output. Sample 0 is time 0 of the container: a stream
/// that starts later is preceded by silence, one that starts earlier is cut, gaps are filled.
/// </summary>
internal static class DecodeAudioArguments
{
    public static IReadOnlyList<string> Build(string path, int stream, int sampleRateHz, string layout = "") =>
    [
        "-hide_banner", "-nostdin", "-nostats", "-loglevel", "level+error", "-threads", "1",
        .. FfmpegInput.Of(path, null),
        "-map", FormattableString.Invariant($"0:{stream}"),
        "-af", Filter(sampleRateHz) + layout,
        "-c:a", "pcm_f32le", "-f", "f32le", "pipe:1",
    ];

    /// <summary>
    /// The end of a filter that brings sound to one channel or two, as the encoder's does. Surround is mixed in floats, where ffmpeg keeps
    /// the level of each channel; in whole numbers it makes 5.1 10.5 dB quieter.
    /// </summary>
    public static string Layout(int channels) =>
        $",aformat=sample_fmts=fltp,aformat=channel_layouts={(channels == 1 ? "mono" : "stereo")}";

    /// <summary>The end of a filter that plays one channel on both sides; ffmpeg by itself would make it 3 dB quieter.</summary>
    public static string BothSides => ",pan=stereo|c0=c0|c1=c0";

    /// <summary>The filter that puts sound on the container's time line at a rate; the encoder uses the same, so that both agree.</summary>
    public static string Filter(int sampleRateHz) =>
        string.Create(CultureInfo.InvariantCulture, $"aresample={sampleRateHz}:async=1:first_pts=0");
}
