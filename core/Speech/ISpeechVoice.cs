using HeyGem.Core.Errors;

namespace HeyGem.Core.Speech;

/// <summary>
/// A synthesizer: its voices, the languages they speak, and their speech. Found on the machine, never fetched. Thread-safe.
/// </summary>
public interface ISpeechVoice
{
    /// <summary>The word for it, such as <c>espeak-ng</c>.</summary>
    string Source { get; }

    /// <summary>Its voices; empty where it is not installed.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.SpeechFailed"/>: it is there and does not work.</exception>
    Task<IReadOnlyList<VoiceInfo>> VoicesAsync(CancellationToken cancellationToken);

    /// <summary>The name by which <see cref="SpeakAsync"/> takes a variation of a voice, such as <c>de+f2</c>.</summary>
    /// <returns>Null where the voice has no such variation.</returns>
    string? Variation(VoiceInfo voice, string variation);

    /// <summary>Speaks.</summary>
    /// <param name="order">What, with which voice, how fast.</param>
    /// <param name="cancellationToken">Ends the synthesizer at once.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.SpeechMissing"/>, <see cref="ErrorCode.SpeechFailed"/>.</exception>
    Task<SpokenText> SpeakAsync(SpeechOrder order, CancellationToken cancellationToken);

    /// <summary>
    /// The phones of orders that were spoken, where <see cref="SpeakAsync"/> does not tell them: finding them costs more than speaking, so
    /// it is done once a text.
    /// </summary>
    /// <param name="orders">What was spoken, and how many samples it gave.</param>
    /// <param name="cancellationToken">Ends the synthesizer at once.</param>
    /// <returns>For each order its phones, counted from the first sample that it gave; none where they cannot be told.</returns>
    Task<IReadOnlyList<IReadOnlyList<SpokenPhone>>> PhonesAsync(
        IReadOnlyList<(SpeechOrder Order, int Samples)> orders, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<IReadOnlyList<SpokenPhone>>>([.. orders.Select(_ => Array.Empty<SpokenPhone>())]);
}
