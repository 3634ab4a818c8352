using HeyGem.Core.Captions;
using HeyGem.Core.Speech;

namespace HeyGem.Core.Dubbing;

/// <summary>Captions of one language and who speaks them.</summary>
/// <param name="Captions">The captions.</param>
/// <param name="Language">Their language, a tag such as <c>de</c>; it goes into the names of results.</param>
/// <param name="Voice">Who speaks what has no speaker, or one that is not in <paramref name="Speakers"/>.</param>
/// <param name="Speakers">Voices of named speakers, whatever the case of their names.</param>
public sealed record DubScript(
    CaptionFile Captions, string Language, SpeechVoice Voice, IReadOnlyDictionary<string, SpeechVoice> Speakers)
{
    /// <summary>Who speaks a cue.</summary>
    public SpeechVoice VoiceOf(Cue cue)
    {
        ArgumentNullException.ThrowIfNull(cue);
        return cue.Speaker is { } speaker ? Speakers.GetValueOrDefault(speaker, Voice) : Voice;
    }
}
