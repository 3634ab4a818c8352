using System.Globalization;
using HeyGem.Core.Ffmpeg.Probe;
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
    /// The end of a filter that brings sound to one channel or two, as the encoder's does: the channel that somebody chose, or all of them;
    /// nothing where more channels are asked for, which are the sound's own.
    /// Surround is mixed in floats, where ffmpeg keeps the level of each channel; in whole numbers it makes 5.1 10.5 dB quieter. One
    /// channel on both sides is played by its own words, since ffmpeg by itself would make it 3 dB quieter.
    /// </summary>
    public static string Layout(AudioStreamInfo sound, int channels) => (sound.HeardChannels, channels) switch
    {
        (1, 1) when sound.Channel is { } chosen => FormattableString.Invariant($",pan=mono|c0=c{chosen - 1}"),
        (1, 2) => FormattableString.Invariant($",pan=stereo|c0=c{(sound.Channel ?? 1) - 1}|c1=c{(sound.Channel ?? 1) - 1}"),
        var (own, asked) when own == asked && own > 2 => string.Empty,
        _ => Format(channels == 1 ? "mono" : "stereo"),
    };

    /// <summary>The same to 5.1.</summary>
    public static string Surround => Format("5.1");

    private static string Format(string layout) => $",aformat=sample_fmts=fltp,aformat=channel_layouts={layout}";

    /// <summary>The filter that puts sound on the container's time line at a rate; the encoder uses the same, so that both agree.</summary>
    public static string Filter(int sampleRateHz) =>
        string.Create(CultureInfo.InvariantCulture, $"aresample={sampleRateHz}:async=1:first_pts=0");
}
