using System.Globalization;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Core.Ffmpeg.Encode;

/// <summary>A track of a result's sound that is ready for its file.</summary>
/// <param name="Path">
/// A file of AAC's own packets (ADTS), which pass as they are; or of samples (<see cref="Wave64"/>), which become 24-bit PCM.
/// </param>
/// <param name="Packets">How many packets an ADTS file has; 0 for samples.</param>
/// <param name="LastSamples">Samples of its last packet that are heard, 1..1024.</param>
internal sealed record SoundTrack(string Path, long Packets, int LastSamples)
{
    /// <summary>AAC of a number of channels, as every result has it.</summary>
    /// <remarks>Without noise in place of bands: a decoder makes it from all it decoded before, and a packet would not stay what it
    /// sounds like when another was replaced.</remarks>
    public static IReadOnlyList<string> Aac(int channels) =>
        ["-c:a", "aac", "-b:a", channels switch { 1 => "192k", 2 => "320k", _ => "640k" }, "-aac_pns", "0"];

    /// <summary>The input that gives it.</summary>
    public IEnumerable<string> Input => FfmpegInput.Of(Path, Packets > 0 ? "aac" : "w64");

    /// <summary>How it is written as a result's track.</summary>
    /// <param name="number">Its place among the tracks, from 0.</param>
    public IEnumerable<string> Output(int number) => Packets == 0
        ? [$"-c:a:{number}", "pcm_s24le"]
        :
        [
            $"-c:a:{number}", "copy", $"-bsf:a:{number}",
            string.Create(
                CultureInfo.InvariantCulture,

                // The first packet primes the decoder and lies before time 0; the last one is not heard to its end.
                $"aac_adtstoasc,setts=ts=(N-1)*DURATION:duration="
                    + $"if(eq(N\\,{Packets - 1})\\,round(DURATION*{LastSamples}/1024)\\,DURATION)"),
        ];
}
