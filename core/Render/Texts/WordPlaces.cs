using HeyGem.Core.Errors;
using HeyGem.Core.Frames;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Speech.Mandarin;
using HeyGem.Core.Storage;
using HeyGem.Core.Voice;
using HeyGem.Core.Voice.Features;
using HeyGem.Core.Voice.Words;

namespace HeyGem.Core.Render.Texts;

/// <summary>Places the words that a voice is known to say, once for each voice and text.</summary>
internal sealed class WordPlaces(TrainedMouthCurve model, AnalysisCache cache, WordReader reader)
{
    // Raised with every change of what the search finds.
    private const string Version = "words-5";
    private const string Kind = "words";

    /// <summary>What is listened to for it.</summary>
    public VoiceFeature<SpeechClasses> Feature(FrameSpill spill) => new(
        $"{model.Name} classes", "classes", (samples, token) => model.HearClassesAsync(samples, spill, token), SpeechClasses.TryLoad,
        SpeechClasses.Save, (stretches, length) => SpeechClasses.Lay(stretches, length, model.Classes.Silence));

    /// <summary>The words of a text along a voice.</summary>
    /// <param name="voice">Names what is heard: the files, the stretches of them.</param>
    /// <param name="words">The words.</param>
    /// <param name="hear">Hears the voice, where its words are not placed yet.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="HeyGemException">What reading the text throws, and <see cref="WordReader.OfAsync"/>.</exception>
    public async Task<WordAlignment> OfAsync(
        string voice, KnownWords words, Func<CancellationToken, Task<SpeechClasses>> hear, CancellationToken cancellationToken)
    {
        var text = KnownText.Of(words);
        var key = ContentKey.Of(Version, model.Name, voice, words.Language, text);
        using (var stream = cache.TryOpen(key, Kind))
        {
            if (stream is not null && WordAlignmentFile.TryLoad(stream) is { } known)
            {
                return known;
            }
        }

        var spoken = await reader.OfAsync(text, words.Language, cancellationToken);
        var heard = await hear(cancellationToken);
        var aligned = await Task.Run(
            () => WordAligner.Align(
                heard,
                [.. spoken.Select(w => (w.Text, w.Phones.SelectMany(model.Classes.OfPhone).ToArray()))],
                model.Classes,
                new WordPrices(),
                cancellationToken),
            cancellationToken);
        cache.TryStore(key, Kind, stream => WordAlignmentFile.Save(aligned, stream));
        return aligned;
    }
}
