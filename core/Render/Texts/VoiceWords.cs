using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Probe.Streams;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Frames;
using HeyGem.Core.Render.Sound;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Speech.Mandarin;
using HeyGem.Core.Storage;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice;
using HeyGem.Core.Voice.Words;

namespace HeyGem.Core.Render.Texts;

/// <summary>Places the words of a voice by itself, without a clip.</summary>
/// <param name="ffmpeg">Reads the voice.</param>
/// <param name="cache">Keeps what was heard and found.</param>
/// <param name="reader">Tells how words are spoken.</param>
public sealed class VoiceWords(FfmpegTools ffmpeg, AnalysisCache cache, WordReader reader)
{
    private const int SampleRateHz = 16000;

    /// <summary>The words along the whole of a voice file, seconds from its start.</summary>
    /// <param name="path">A sound file, or a video whose sound is used; of several sounds the one in which somebody speaks.</param>
    /// <param name="words">What it is known to say.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="HeyGemException">Anything wrong with the voice, the text or espeak-ng.</exception>
    public async Task<WordAlignment> OfAsync(string path, KnownWords words, CancellationToken cancellationToken)
    {
        using var model = new TrainedMouthCurve();
        var file = await new MediaProbe(ffmpeg).ProbeVoiceAsync(path, cancellationToken);
        var key = await ContentKey.OfFileAsync(path, cancellationToken);
        var length = file.Sounds.Select(s => s.StartTime + s.Duration).Append(file.Duration).MaxBy(t => t.Ticks);
        var voice = await new SpokenSound(ffmpeg, model, cache)
            .FindAsync(file, key, StreamNumbers.None, (MediaTime.Zero, length), cancellationToken);
        var part = $"{key} {voice.Audio!.Use?.Number} {voice.Audio.Use?.Channel} whole";
        var places = new WordPlaces(model, cache, reader);
        using var spill = new FrameSpill(cache.Folder);
        var feature = places.Feature(spill);
        return await places.OfAsync(part, words, async token =>
        {
            var heardKey = ContentKey.Of("voice", feature.Name, part);
            using (var stream = cache.TryOpen(heardKey, feature.Kind))
            {
                if (stream is not null && feature.TryLoad(stream) is SpeechClasses known)
                {
                    return known;
                }
            }

            var samples = new AudioReader(ffmpeg).ReadMonoBlocksAsync(voice, MediaTime.Zero, null, SampleRateHz, token);
            var heard = (SpeechClasses)await feature.AnalyseAsync(samples, token);
            cache.TryStore(heardKey, feature.Kind, stream => feature.Save(heard, stream));
            return heard;
        }, cancellationToken);
    }
}
