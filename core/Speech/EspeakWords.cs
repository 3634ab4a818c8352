using System.Text;
using HeyGem.Core.Errors;

namespace HeyGem.Core.Speech;

/// <summary>
/// How the words of a text are spoken, by espeak-ng in a child process: numbers, abbreviations and signs are read as the language reads
/// them.
/// </summary>
/// <param name="reader">
/// Absolute path of a program that, started with <see cref="Verb"/>, runs <see cref="EspeakLibrary.ServeWords"/>; null where there is none.
/// </param>
public sealed class EspeakWords(string? reader)
{
    /// <summary>The word that makes the program tell how words are spoken.</summary>
    public const string Verb = "espeak-words";

    // Said in one go; a longer line is cut at a space.
    private const int MostCharacters = 400;

    private readonly EspeakVoices _voices = new(reader);

    /// <summary>The words of a text in order.</summary>
    /// <param name="text">The text, of any number of lines.</param>
    /// <param name="language">Its language, such as <c>pt-BR</c>.</param>
    /// <param name="cancellationToken">Ends the child at once.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.SpeechMissing"/>: espeak-ng is not here; <see
    /// cref="ErrorCode.SpeechVoiceUnknown"/>: it does not know the language, or not how it is written; <see
    /// cref="ErrorCode.SpeechFailed"/>.</exception>
    public async Task<IReadOnlyList<PronouncedWord>> OfAsync(string text, string language, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(text);
        var voices = await _voices.VoicesAsync(cancellationToken).ConfigureAwait(false);
        if (voices.Count == 0 || reader is null)
        {
            throw new HeyGemException(ErrorCode.SpeechMissing, "espeak-ng is not installed; words are placed by how it reads them.");
        }

        var latin = !text.EnumerateRunes().Any(r => r.Value >= 0x2e80);
        var voice = voices.Where(v => v.Speaks(language) > 0).MaxBy(v => v.Speaks(language))?.Name
            ?? throw new HeyGemException(ErrorCode.SpeechVoiceUnknown, $"espeak-ng does not know the language \"{language}\".");
        voice = voice == "cmn" && latin ? "cmn-latn-pinyin" : voice;
        var lines = Lines(text).Select(line => WordCut.AsRead(line, language)).ToList();
        var asked = string.Concat(lines.Select(line => line.Said).Prepend(voice).Select(line => EspeakVoices.Plain(line) + "\n"));
        var answer = await SpeechProgram.RunAsync(reader, [Verb], asked, cancellationToken).ConfigureAwait(false);
        var answers = Encoding.UTF8.GetString(answer).Split('\n');
        if (voice == "cmn" && answers.Any(a => a.Contains("(en)", StringComparison.Ordinal)))
        {
            throw new HeyGemException(
                ErrorCode.SpeechVoiceUnknown,
                "The readings of Chinese characters are not here, and this espeak-ng has no dictionary of them; pinyin can be placed.");
        }

        return [.. lines.SelectMany((line, i) => WordCut.Pronounced(line.Words, answers[i]))];
    }

    /// <summary>Lines of words with one space between them, none too long.</summary>
    internal static IEnumerable<string> Lines(string text)
    {
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            var rest = EspeakVoices.Plain(string.Join(' ', line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
            while (rest.Length > MostCharacters)
            {
                var cut = rest.LastIndexOf(' ', MostCharacters);
                cut = cut > 0 ? cut : char.IsLowSurrogate(rest[MostCharacters]) ? MostCharacters - 1 : MostCharacters;
                yield return rest[..cut];
                rest = rest[cut..].TrimStart();
            }

            if (rest.Length > 0)
            {
                yield return rest;
            }
        }
    }
}

/// <summary>A word of a text and how it is spoken.</summary>
/// <param name="Text">The word as the text has it, with the punctuation about it.</param>
/// <param name="Phones">
/// Its phones by espeak-ng's names, such as <c>aɪ</c>; a number's are those of all the words it is read as. Empty where nothing is said.
/// </param>
public sealed record PronouncedWord(string Text, IReadOnlyList<string> Phones);
