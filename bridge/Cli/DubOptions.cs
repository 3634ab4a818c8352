using System.CommandLine;
using HeyGem.Bridge.Cli.Arguments;
using HeyGem.Core.Engines;
using HeyGem.Core.Errors;
using HeyGem.Core.Faces;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Speech;
using static HeyGem.Bridge.Cli.Arguments.OptionWords;

namespace HeyGem.Bridge.Cli;

/// <summary>The options of <c>dub</c>.</summary>
internal sealed class DubOptions
{
    private readonly Argument<string[]> _clips =
        new("clip") { Arity = ArgumentArity.OneOrMore, Description = "Clips or still pictures; each is rendered in every language." };
    private readonly Option<string[]> _captions = new("--captions")
    {
        Required = true,
        Description = "Captions (.srt or .vtt) in the language that the file's name ends with (de.srt, talk.fr.vtt); once a language.",
    };
    private readonly Option<string[]> _languages = new("--language")
    {
        DefaultValueFactory = _ => [],
        Description = "The language of the captions, such as pt-BR, where the file's name does not tell; in the order of --captions.",
    };
    private readonly Option<string[]> _voices = new("--voice")
    {
        DefaultValueFactory = _ => [],
        Description = "VOICE, or LANGUAGE=VOICE: who speaks; `heygem voices` lists them. +f2 is a variation of the language's own voice.",
    };
    private readonly Option<string[]> _speakers = new("--voice-for")
    {
        DefaultValueFactory = _ => [],
        Description = "SPEAKER=VOICE, or LANGUAGE:SPEAKER=VOICE: who speaks for a speaker that the captions name.",
    };
    private readonly Option<bool> _keep =
        new("--keep-background") { Description = "Keep the clip's own sound, lowered by 20 dB under the cues and unchanged elsewhere." };
    private readonly Option<string?> _background =
        new("--background") { Description = "A sound that lies under the speech instead: a music-and-effects track." };
    private readonly Option<string> _out = new("--out") { DefaultValueFactory = _ => "outputs", Description = "Folder for the results." };
    private readonly Option<string> _engine =
        new("--engine") { DefaultValueFactory = _ => EngineRegistry.Auto, Description = "As in render." };
    private readonly Option<string> _format =
        new("--format") { DefaultValueFactory = _ => "h264", Description = "h264, prores, dnxhr or match (nearest to the source)." };
    private readonly Option<string> _face =
        new("--face") { DefaultValueFactory = _ => "auto", Description = "auto, left, right, largest or X,Y in pixels." };

    /// <summary>Whether nothing is rendered.</summary>
    public Option<bool> DryRun { get; } = new("--dry-run") { Description = "Only speak, and list how each cue lies in its place." };

    /// <summary>Whether standard output is JSON lines.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "One JSON object a line on standard output." };

    /// <summary>Adds all of them to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_clips);
        foreach (var option in (Option[])[_captions, _languages, _voices, _speakers, _keep, _background, _out, _engine, _format, _face,
            DryRun, Json])
        {
            command.Add(option);
        }
    }

    /// <summary>What the words ask for. Opens no file.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.ArgumentInvalid"/>: a word is not one that its option knows.</exception>
    public DubOrder Read(ParseResult parsed)
    {
        var captions = parsed.GetRequiredValue(_captions);
        var languages = parsed.GetValue(_languages)!;
        if (languages.Length > 0 && languages.Length != captions.Length)
        {
            throw new HeyGemException(
                ErrorCode.ArgumentInvalid,
                $"--language is given {Counted.Of(languages.Length, "time")} and --captions {Counted.Of(captions.Length, "time")}.");
        }

        var (keep, background) = (parsed.GetValue(_keep), parsed.GetValue(_background));
        if (keep && background is not null)
        {
            throw new HeyGemException(ErrorCode.ArgumentInvalid, "--keep-background and --background name two sounds; give one of them.");
        }

        return new DubOrder
        {
            Clips = [.. parsed.GetRequiredValue(_clips).Select(clip => FullPath("A clip", clip))],
            Captions = [.. captions.Select((path, i) => (FullPath(_captions.Name, path), Language(path, languages.ElementAtOrDefault(i))))],
            Voices = [.. parsed.GetValue(_voices)!.Select(text => Wish(_voices, text, speaker: null))],
            Speakers = [.. parsed.GetValue(_speakers)!.Select(Speaker)],
            KeepBackground = keep,
            Background = background is null ? null : FullPath(_background.Name, background),
            OutputFolder = FullPath(_out.Name, parsed.GetValue(_out)!),
            Engine = OptionWords.Engine(parsed, _engine),
            Format = OptionWords.Of<OutputFormat>(parsed, _format),
            Face = FaceChoice.TryParse(parsed.GetValue(_face)!, out var face)
                ? face : throw Invalid(_face, parsed.GetValue(_face)!, "auto, left, right, largest or X,Y in pixels"),
        };
    }

    private string Language(string path, string? told) => Tag(path, told).Replace('_', '-');

    private string Tag(string path, string? told) => told switch
    {
        null => LanguageTag.OfFile(path) ?? throw new HeyGemException(
            ErrorCode.ArgumentInvalid,
            $"The name of {Path.GetFileName(path)} does not end with a language, as de.srt does: name it with --language."),
        _ => LanguageTag.IsTag(told) ? told : throw Invalid(_languages, told, "a language such as de, fr or pt-BR"),
    };

    private VoiceWish Speaker(string text)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var who = equals < 0 ? string.Empty : text[..equals];
        var colon = who.IndexOf(':', StringComparison.Ordinal);
        var language = colon > 0 && LanguageTag.IsTag(who[..colon]) ? who[..colon] : null;
        var speaker = language is null ? who : who[(colon + 1)..];
        return speaker.Length == 0 || equals == text.Length - 1
            ? throw Invalid(_speakers, text, "SPEAKER=VOICE")
            : new VoiceWish(language, speaker, text[(equals + 1)..]);
    }

    private static VoiceWish Wish(Option option, string text, string? speaker)
    {
        var equals = text.IndexOf('=', StringComparison.Ordinal);
        var (language, voice) = equals < 0 ? (null, text) : (text[..equals], text[(equals + 1)..]);
        return voice.Length > 0 && (language is null || LanguageTag.IsTag(language))
            ? new VoiceWish(language, speaker, voice) : throw Invalid(option, text, "VOICE or LANGUAGE=VOICE");
    }

    private static string FullPath(string what, string text) => text.StartsWith("--", StringComparison.Ordinal) && !File.Exists(text)
        ? throw new HeyGemException(ErrorCode.ArgumentInvalid, $"dub has no option {text}.")
        : NamedPath.Full(what, text);
}
