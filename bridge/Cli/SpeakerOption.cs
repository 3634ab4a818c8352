using HeyGem.Core.Errors;
using HeyGem.Core.Faces;
using HeyGem.Core.Render.Spec;

namespace HeyGem.Bridge.Cli;

/// <summary>Reads one of several speakers: <c>VOICE@WHO</c>, where WHO is a word of <c>--face</c> or a picture of the person.</summary>
internal static class SpeakerOption
{
    /// <summary>What the words mean.</summary>
    /// <param name="text">The words; what stands behind the last @ says who.</param>
    /// <param name="fullPath">Makes a path a full one; refuses an empty one.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.ArgumentInvalid"/>: nothing says who.</exception>
    public static Speaker Read(string text, Func<string, string> fullPath)
    {
        var at = text.LastIndexOf('@');
        if (at < 0 || at == text.Length - 1)
        {
            throw new HeyGemException(
                ErrorCode.ArgumentInvalid,
                $"--speaker does not know \"{text}\": it takes VOICE@WHO, WHO being left, right, largest, X,Y in pixels or a picture.");
        }

        var (voice, who) = (fullPath(text[..at]), text[(at + 1)..]);
        return FaceChoice.TryParse(who, out var face)
            ? new Speaker(voice) { Face = face } : new Speaker(voice) { PersonPath = fullPath(who) };
    }
}
