using HeyGem.Core.Captions;
using HeyGem.Core.Errors;
using HeyGem.Core.Render.Spec;

namespace HeyGem.Core.Render.Texts;

/// <summary>The text that somebody gives beside a voice.</summary>
internal static class KnownText
{
    /// <summary>Its lines, as they are said.</summary>
    /// <exception cref="HeyGemException">What reading captions throws; <see cref="ErrorCode.ArgumentInvalid"/>: it is too long.</exception>
    public static string Of(KnownWords words)
    {
        var text = words.Path is { } path
            ? string.Join('\n', CaptionFile.Read(path).Cues.Select(cue => cue.Text).Where(said => said.Length > 0))
            : words.Text ?? string.Empty;
        return text.Length <= KnownWords.MostCharacters ? text : throw new HeyGemException(
            ErrorCode.ArgumentInvalid,
            $"The words of the voice are {text.Length} characters: {KnownWords.MostCharacters} at most are taken.");
    }
}
