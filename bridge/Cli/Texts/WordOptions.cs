using System.CommandLine;
using HeyGem.Bridge.Cli.Arguments;
using HeyGem.Core.Errors;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Speech;

namespace HeyGem.Bridge.Cli.Texts;

/// <summary>The options that tell what a voice says.</summary>
internal sealed class WordOptions
{
    private readonly Option<string?> _text = new("--text") { Description = "What the voice says: a text, or the name of a .txt file." };
    private readonly Option<string?> _captions =
        new("--captions") { Description = "The same from captions, .srt or .vtt: their words count, not their times." };
    private readonly Option<string?> _language =
        new("--language") { Description = "Its language, such as de or pt-BR; that in the file's name (talk.de.srt) when left out." };

    /// <summary>Adds all of them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_text);
        command.Add(_captions);
        command.Add(_language);
    }

    /// <summary>What is known to be said; null where nothing is.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.ArgumentInvalid"/>.</exception>
    public KnownWords? Of(ParseResult parsed)
    {
        var (text, captions) = (parsed.GetValue(_text), parsed.GetValue(_captions));
        var language = parsed.GetValue(_language)?.Replace('_', '-');
        if (text is null && captions is null)
        {
            return language is null ? null : throw Invalid("--language goes with --text or --captions.");
        }

        if (text is not null && captions is not null)
        {
            throw Invalid("--text and --captions both tell what is said: one of them is enough.");
        }

        // A sentence names no file that is there.
        var file = captions is not null ? NamedPath.Full(_captions.Name, captions)
            : text!.EndsWith(".txt", StringComparison.OrdinalIgnoreCase) && File.Exists(text) ? text : null;
        language ??= file is null ? null : LanguageTag.OfFile(file);
        return language is null || !LanguageTag.IsTag(language)
            ? throw Invalid("--language names the language of the words, such as de or pt-BR.")
            : file is null && !text!.Any(char.IsLetterOrDigit)
            ? throw Invalid("--text holds no words.")
            : new KnownWords(language) { Text = file is null ? text : null, Path = file is null ? null : Path.GetFullPath(file) };
    }

    private static HeyGemException Invalid(string sentence) => new(ErrorCode.ArgumentInvalid, sentence);
}
