using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Probe.Streams;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Ffmpeg.Encode;

/// <summary>How a sound becomes a result's: with its own channels and tracks where the format holds them.</summary>
internal static class SoundEncoding
{
    /// <summary>Works it out; the file is looked at where nobody has done so before.</summary>
    /// <returns>The sound, null for none, and what could not be kept, each a sentence.</returns>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.MediaNoAudioStream"/>, or what probing throws.</exception>
    public static async Task<(EncodeSound? Sound, IReadOnlyList<string> Warnings)> OfAsync(
        FfmpegTools tools, EncodeSpec spec, bool isMp4, CancellationToken cancellationToken)
    {
        if (spec.Audio is not { } audio)
        {
            return (null, []);
        }

        var (path, stream) = (audio.Path, audio.Stream);
        if (stream is null)
        {
            (path, var report) = await new MediaProbe(tools).ReadStreamsAsync(audio.Path, StreamNumbers.None, cancellationToken)
                .ConfigureAwait(false);
            stream = MediaProbe.Audio(report)
                ?? throw new HeyGemException(ErrorCode.MediaNoAudioStream, $"{MediaName.Of(path)} has no sound.");
        }

        // Length of the picture in samples, from the exact fraction.
        var total = MediaTime.FromSamples(0, EncodeArguments.SampleRateHz) + spec.FrameRate.StartOf(spec.FrameCount);
        var (channels, layout) = Channels(stream, isMp4);
        var sound = new EncodeSound
        {
            Path = path,
            Streams = audio.KeepsTracks && stream.Channel is null && stream.MonoStreams.Count > 1
                ? stream.MonoStreams : [stream.StreamIndex],
            Channels = channels,
            Layout = layout,
            FirstSample = (audio.Start + stream.Lead).ToSamples(EncodeArguments.SampleRateHz),
            SourceSamples = Math.Max(0, audio.Duration.ToSamples(EncodeArguments.SampleRateHz)),
            TotalSamples = total.ToSamples(EncodeArguments.SampleRateHz),
        };
        return (sound, channels < stream.HeardChannels
            ? [$"MP4 does not hold the sound's {stream.HeardChannels} channels; they are mixed to {channels}."] : []);
    }

    /// <summary>
    /// MOV holds any channels as they are. In MP4, players of AAC take one, two, or the six of 5.1; what has more is mixed to 5.1, and what
    /// lies between, or has no speakers named, to two.
    /// </summary>
    private static (int Channels, string Layout) Channels(AudioStreamInfo stream, bool isMp4)
    {
        var channels = stream.HeardChannels;
        if (channels <= 2)
        {
            return (channels, DecodeAudioArguments.Layout(stream, channels));
        }

        return !isMp4 ? (channels, string.Empty)
            : channels >= 6 && stream.ChannelLayout is not null ? (6, DecodeAudioArguments.Surround)
            : (2, DecodeAudioArguments.Layout(stream, 2));
    }
}
