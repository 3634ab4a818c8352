using HeyGem.Core.Errors;

namespace HeyGem.Core.Speech.Mandarin;

/// <summary>How the words of a text are spoken: Chinese characters by a table of readings, everything else by espeak-ng.</summary>
/// <param name="program">What <see cref="EspeakWords"/> starts; null where there is none.</param>
/// <param name="readings">Absolute path of the table of readings; null leaves Mandarin to espeak-ng, too.</param>
public sealed class WordReader(string? program, string? readings)
{
    // How names and words of other languages are read in Mandarin text.
    private const string ForeignLanguage = "en";

    private readonly EspeakWords _espeak = new(program);

    /// <summary>The words of a text in order.</summary>
    /// <param name="text">The text, of any number of lines.</param>
    /// <param name="language">Its language, such as <c>pt-BR</c>.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="HeyGemException">What <see cref="EspeakWords.OfAsync"/> throws; nothing for Chinese characters.</exception>
    public async Task<IReadOnlyList<PronouncedWord>> OfAsync(string text, string language, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (readings is null || LanguageTag.Match("cmn", language) == 0 || !text.EnumerateRunes().Any(WordCut.IsIdeograph))
        {
            return await _espeak.OfAsync(text, language, cancellationToken).ConfigureAwait(false);
        }

        using var file = File.OpenText(readings);
        var table = new MandarinReadings(file);
        var lines = EspeakWords.Lines(text).Select(line => new MandarinWords(line)).ToList();
        var foreign = await ForeignAsync([.. lines.SelectMany(line => line.Foreign).Distinct()], cancellationToken).ConfigureAwait(false);
        return [.. lines.SelectMany(line => line.Pronounced(table, foreign))];
    }

    /// <summary>Words of other languages; none where espeak-ng is not here, and then they are not placed.</summary>
    private async Task<Dictionary<string, IReadOnlyList<string>>> ForeignAsync(List<string> words, CancellationToken cancellationToken)
    {
        if (words.Count == 0)
        {
            return [];
        }

        try
        {
            var read = await _espeak.OfAsync(string.Join('\n', words), ForeignLanguage, cancellationToken).ConfigureAwait(false);
            return read.Zip(words).ToDictionary(pair => pair.Second, pair => pair.First.Phones);
        }
        catch (HeyGemException e) when (e.Code is ErrorCode.SpeechMissing or ErrorCode.SpeechVoiceUnknown or ErrorCode.SpeechFailed)
        {
            return [];
        }
    }
}
