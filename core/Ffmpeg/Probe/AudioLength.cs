using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Ffmpeg.Probe;

/// <summary>
/// How long a sound lasts by its packets. Matroska and WebM do not say it of a stream, a browser's recording not even of the file, and of streams
/// without any index ffmpeg guesses it from their first bit rate, wrong by a fifth where that varies.
/// </summary>
internal static class AudioLength
{
    private static readonly HashSet<string> Guessed = ["mp3", "aac", "ac3", "eac3", "amr"];

    /// <summary>Whether what the container states cannot be relied on.</summary>
    public static bool MustBeMeasured(AudioStreamInfo audio, string container) => audio.Duration.Ticks <= 0 || Guessed.Contains(container);

    /// <summary>Reads the packets' times; no sound is decoded.</summary>
    /// <param name="tools">The ffmpeg to ask.</param>
    /// <param name="path">The file.</param>
    /// <param name="audio">The sound in it.</param>
    /// <param name="cancellationToken">Stops ffprobe.</param>
    public static async Task<MediaTime> MeasureAsync(FfmpegTools tools, string path, AudioStreamInfo audio, CancellationToken cancellationToken)
    {
        long? first = null;
        long end = 0, sum = 0;
        await FfmpegOutput.ReadLinesAsync(tools.FfprobePath, ProbeArguments.Packets(path, null, audio.StreamIndex), Add, cancellationToken).ConfigureAwait(false);
        var length = first is { } begin ? end - begin : sum;
        return audio.TimeBase.IsPositive ? MediaTime.FromSeconds((double)length * audio.TimeBase.Numerator / audio.TimeBase.Denominator) : MediaTime.Zero;

        void Add(string line)
        {
            var fields = line.Split(',');
            var duration = fields.Length > 1 && PacketScan.Number(fields[1]) is { } d ? d : 0;
            sum += duration;
            if (PacketScan.Number(fields[0]) is { } pts)
            {
                first = Math.Min(first ?? pts, pts);
                end = Math.Max(end, pts + duration);
            }
        }
    }
}
