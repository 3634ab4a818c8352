using HeyGem.Core.Speech.Reading;

namespace HeyGem.Core.Speech;

/// <summary>A voice that was chosen.</summary>
/// <param name="source">Its synthesizer.</param>
/// <param name="info">What is known of it.</param>
/// <param name="name">Its name there, with a variation where one was chosen.</param>
public sealed class SpeechVoice(ISpeechVoice source, VoiceInfo info, string name)
{
    /// <summary>Its synthesizer.</summary>
    public ISpeechVoice Source { get; } = source;

    /// <summary>What is known of it.</summary>
    public VoiceInfo Info { get; } = info;

    /// <summary>The word for it.</summary>
    public string Id => $"{Info.Source}:{name}";

    /// <summary>What <see cref="SpeakAsync"/> asks of the synthesizer.</summary>
    public SpeechOrder Order(string text, double speed) => new(name, SpokenForms.OfText(text, Info.Languages[0]), speed);

    /// <summary>Speaks, and leaves out the silence before and after.</summary>
    /// <param name="text">The text.</param>
    /// <param name="speed">How fast, 0.5..2; 1 is the voice's own pace.</param>
    /// <param name="cancellationToken">Ends the synthesizer at once.</param>
    /// <exception cref="Errors.HeyGemException"><c>speech.missing</c>, <c>speech.failed</c>.</exception>
    public async Task<SpokenText> SpeakAsync(string text, double speed, CancellationToken cancellationToken) =>
        (await Source.SpeakAsync(Order(text, speed), cancellationToken).ConfigureAwait(false)).Trimmed() with
        {
            Order = Order(text, speed),
        };
}
