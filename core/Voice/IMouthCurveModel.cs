namespace HeyGem.Core.Voice;

/// <summary>
/// Something that hears a voice and says what the mouth does. Holds no state between calls; safe to share between threads.
/// </summary>
public interface IMouthCurveModel
{
    /// <summary>
    /// Name and version for reports and cache keys, such as <c>voice-mouth 3f2a91c0</c>: two models with one name give equal curves.
    /// </summary>
    string Name { get; }

    /// <summary>
    /// Reads a voice to its end and returns its curve: <c>ceil(samples / 320)</c> values, the first for the moment of the first sample.
    /// The level of the voice does not matter. Memory grows by about 1 MB a minute of voice.
    /// </summary>
    /// <param name="samples16k">Mono samples at 16 kHz, about -1..1, in pieces of any length. Each piece is read before the next is asked
    /// for.</param>
    /// <param name="cancellationToken">Stops the analysis between pieces.</param>
    /// <exception cref="Errors.HeyGemException"><c>audio.empty</c> when no sample came, <c>audio.invalid_samples</c> when one is not a
    /// finite number.</exception>
    Task<MouthCurve> AnalyseAsync(IAsyncEnumerable<ReadOnlyMemory<float>> samples16k, CancellationToken cancellationToken);
}
