using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Probe.Streams;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Ffmpeg.Probe;

/// <summary>A sound stream.</summary>
/// <param name="Codec">ffmpeg's codec name, such as <c>aac</c>.</param>
/// <param name="SampleRateHz">Samples a second.</param>
/// <param name="Channels">Channels, at least 1.</param>
/// <param name="StartTime">The first sample's time on the container's time line.</param>
/// <param name="Duration">Length, as the container states it; 0 where it states none. Of a voice whose container states none, or guesses,
/// by its packets.</param>
public sealed record AudioStreamInfo(string Codec, int SampleRateHz, int Channels, MediaTime StartTime, MediaTime Duration)
{
    /// <summary>Position among the file's streams, from 0.</summary>
    public int StreamIndex { get; init; }

    /// <summary>ffmpeg's name of the speakers, such as <c>stereo</c> or <c>5.1</c>, or null when unknown.</summary>
    public string? ChannelLayout { get; init; }

    /// <summary>Which of the file's sounds it is; null only in records made by hand.</summary>
    public StreamUse? Use { get; init; }

    /// <summary>The one channel that is heard, from 1; null where all are.</summary>
    public int? Channel { get; init; }

    /// <summary>
    /// The one channel that the mouth follows, from 1, because it is the one in which somebody speaks; the result keeps all of them. Null
    /// where <see cref="Channel"/> says it, and where the rule mixes them.
    /// </summary>
    internal int? SpokenChannel { get; init; }

    /// <summary>Channels that are heard.</summary>
    internal int HeardChannels => Channel is null ? Channels : 1;

    /// <summary>The file's sounds where it has several and each has one channel: tracks of a recorder.</summary>
    internal IReadOnlyList<int> MonoStreams { get; init; } = [];

    /// <summary>How far the clip's time 0 lies after the earliest time stamp of its file, which is what ffmpeg calls 0.</summary>
    internal MediaTime Lead { get; init; }

    /// <summary>The stream's unit of time, seconds.</summary>
    internal Fraction TimeBase { get; init; }

    /// <exception cref="HeyGemException"><see cref="ErrorCode.MediaUnsupported"/>: no decoder of this codec is used.</exception>
    internal void RequireRead(string path)
    {
        if (!FfmpegInput.Reads(Codec))
        {
            throw new HeyGemException(ErrorCode.MediaUnsupported, $"The sound of {MediaName.Of(path)} is in {Codec}, which is not read.")
            {
                Hint = "Convert the sound to AAC or WAV.",
            };
        }
    }
}
