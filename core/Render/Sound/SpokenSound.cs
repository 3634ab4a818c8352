using System.Globalization;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Probe.Streams;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Storage;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice;

namespace HeyGem.Core.Render.Sound;

/// <summary>
/// Finds where in a file somebody speaks: a recorder's third track, the second mono of a camera, the lavalier on one side. All streams and
/// channels are listened to, half a minute of each; the rule's choice stays unless another holds clearly more speech. A file with one
/// sound of one channel costs nothing, and the answer is cached.
/// </summary>
internal sealed class SpokenSound(FfmpegTools ffmpeg, TrainedMouthCurve model, AnalysisCache cache)
{
    private const string Kind = "sound";

    /// <summary>The file with the sound that speaks.</summary>
    /// <param name="voice">The file as the rule reads it; has a sound.</param>
    /// <param name="key">Names what is inside it.</param>
    /// <param name="chosen">What somebody chose.</param>
    /// <param name="part">The part of the file that is the voice.</param>
    /// <param name="cancellationToken">Stops the listening.</param>
    public async Task<ClipInfo> FindAsync(
        ClipInfo voice, string key, StreamNumbers chosen, (MediaTime Start, MediaTime End) part, CancellationToken cancellationToken)
    {
        var audio = voice.Audio!;
        IReadOnlyList<AudioStreamInfo> sounds = chosen.Audio is null && voice.Sounds.Count > 1
            ? [audio, .. voice.Sounds.Where(s => s.StreamIndex != audio.StreamIndex && FfmpegInput.Reads(s.Codec) && s.Channels > 0)]
            : [audio];
        if (chosen.Channel is not null || (sounds.Count == 1 && audio.Channels == 1))
        {
            return voice;
        }

        var cacheKey = ContentKey.Of("sound-1", model.Name, key, $"{part.Start.Ticks}", $"{part.End.Ticks}");
        var found = Load(cacheKey);
        if (found is null)
        {
            var samples = new SoundSamples(ffmpeg, voice, part);
            found = SpeechChoice.Of(await ListenAsync(samples, sounds, cancellationToken));
            cache.TryStore(cacheKey, Kind, stream => Save(found, stream));
        }

        return await WithAsync(voice, sounds, found, cancellationToken);
    }

    private async Task<List<ScoredSound>> ListenAsync(
        SoundSamples samples, IReadOnlyList<AudioStreamInfo> sounds, CancellationToken cancellationToken)
    {
        List<ScoredSound> scores = [];
        foreach (var (sound, number) in sounds.Select((sound, i) => (sound, i)))
        {
            try
            {
                var channels = await samples.ReadAsync(sound, cancellationToken);
                if (sounds.Count == 1 && channels.Count == 1)
                {
                    // Nothing to choose from.
                    break;
                }

                foreach (var (channel, mono) in channels)
                {
                    var nats = await Task.Run(() => model.MeasureSpeech(mono, cancellationToken), cancellationToken);
                    scores.Add(new ScoredSound(number, channel, nats));
                }
            }
            catch (HeyGemException e) when (e.Code is ErrorCode.MediaUnsupported or ErrorCode.AudioEmpty)
            {
                // A sound that cannot be decoded is no voice; where it is the only one, the voice stage says so.
            }
        }

        return scores;
    }

    private async Task<ClipInfo> WithAsync(
        ClipInfo voice, IReadOnlyList<AudioStreamInfo> sounds, ScoredSound found, CancellationToken cancellationToken)
    {
        if (found is { Sound: 0, Channel: null } || found.Sound >= sounds.Count)
        {
            return voice;
        }

        var number = sounds[found.Sound].Use!.Number;
        var (name, warning) = (MediaName.Of(voice.Path), string.Empty);
        if (found.Sound > 0)
        {
            voice = await new MediaProbe(ffmpeg).ProbeVoiceAsync(voice.Path, new StreamNumbers(Audio: number), cancellationToken);
            warning = string.Create(CultureInfo.InvariantCulture,
                $"Of the {sounds.Count} sounds of {name} number {number} is heard: somebody speaks there.");
        }

        var audio = voice.Audio!;
        if (found.Channel is { } channel)
        {
            warning = string.Create(CultureInfo.InvariantCulture,
                $"Of the {audio.Channels} channels of {name}, sound {number}, the mouth follows channel {channel}: somebody speaks " +
                    $"there.");
        }

        return voice with
        {
            Audio = audio with { SpokenChannel = found.Channel, Use = audio.Use! with { Channel = found.Channel, BySpeech = true } },
            Warnings = [.. voice.Warnings, warning],
        };
    }

    private ScoredSound? Load(string key)
    {
        using var stream = cache.TryOpen(key, Kind);
        Span<byte> bytes = stackalloc byte[2];
        return stream?.ReadAtLeast(bytes, 2, throwOnEndOfStream: false) == 2
            ? new ScoredSound(bytes[0], bytes[1] == 0 ? null : bytes[1], 0) : null;
    }

    private static void Save(ScoredSound found, Stream stream)
    {
        stream.WriteByte((byte)found.Sound);
        stream.WriteByte((byte)(found.Channel ?? 0));
    }
}
