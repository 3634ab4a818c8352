namespace HeyGem.Core.Speech;

/// <summary>What a voice is to say.</summary>
/// <param name="Voice">The voice's name in its own synthesizer, such as <c>de+f2</c>.</param>
/// <param name="Text">The text, one line; never taken as an option, markup or phones.</param>
/// <param name="Speed">How fast, 0.5..2; 1 is the voice's own pace.</param>
public sealed record SpeechOrder(string Voice, string Text, double Speed);
