using HeyGem.Core.Ffmpeg.Answers;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Ffmpeg.Probe;

/// <summary>
/// How long a sound lasts by its packets. Matroska and WebM do not say it of a stream, a browser's recording not even of the file, and of
/// streams without any index ffmpeg guesses it from their first bit rate, wrong by a fifth where that varies.
/// </summary>
internal static class AudioLength
{
    private static readonly HashSet<string> Guessed = ["mp3", "aac", "ac3", "eac3", "amr"];

    /// <summary>Whether what the container states cannot be relied on.</summary>
    public static bool MustBeMeasured(AudioStreamInfo audio, string container) => audio.Duration.Ticks <= 0 || Guessed.Contains(container);

    /// <summary>Reads the packets' times; no sound is decoded.</summary>
    /// <param name="tools">The ffmpeg to ask.</param>
    /// <param name="file">The file, and what is known of it.</param>
    /// <param name="audio">The sound in it.</param>
    /// <param name="cancellationToken">Stops ffprobe.</param>
    public static async Task<MediaTime> MeasureAsync(
        FfmpegTools tools, FileAnswers file, AudioStreamInfo audio, CancellationToken cancellationToken)
    {
        var (packets, _, _) = await FfmpegOutput.ReadAnswerAsync(
            file,
            tools.FfprobePath,
            ProbeArguments.Packets(file.Path, null, audio.StreamIndex, withoutEdits: false),
            () => new PacketTimes(),
            cancellationToken).ConfigureAwait(false);
        var unit = audio.TimeBase;
        return unit.IsPositive ? MediaTime.FromSeconds((double)packets.Length * unit.Numerator / unit.Denominator) : MediaTime.Zero;
    }

    /// <summary>First and last time among packets.</summary>
    private sealed class PacketTimes : IToolAnswer
    {
        private long? _first;
        private long _end, _sum;

        public bool IsWhole { get; private set; }

        /// <summary>From the first packet to the end of the last; the sum of all durations where none has a time.</summary>
        public long Length => _first is { } begin ? _end - begin : _sum;

        public void Add(string line)
        {
            var fields = line.Split(',');
            IsWhole |= fields[0] == "format";
            if (fields.Length < 4 || fields[0] != "packet")
            {
                return;
            }

            var duration = PacketScan.Number(fields[3]) ?? 0;
            _sum += duration;
            if (PacketScan.Number(fields[2]) is { } pts)
            {
                _first = Math.Min(_first ?? pts, pts);
                _end = Math.Max(_end, pts + duration);
            }
        }
    }
}
