using HeyGem.Core.Errors;

namespace HeyGem.Core.Speech;

/// <summary>
/// The synthesizers of this machine, in the order in which one is looked for. Each is asked for its voices once. The owner disposes it
/// after the last speech.
/// </summary>
/// <param name="sources">The synthesizers.</param>
public sealed class SpeechVoices(IReadOnlyList<ISpeechVoice> sources) : IDisposable
{
    private readonly Dictionary<string, IReadOnlyList<VoiceInfo>> _known = [];

    /// <summary>Those that this program knows of.</summary>
    /// <param name="voiceFolder">The folder of Piper's voices; what a user has put there comes before all others.</param>
    /// <param name="phoneReader">See <see cref="EspeakVoices"/>.</param>
    public static SpeechVoices Here(string voiceFolder, string? phoneReader) =>
#pragma warning disable CA2000 // Disposed with what is returned.
        new([new PiperVoices(voiceFolder), new EspeakVoices(phoneReader), new FliteVoices()]);
#pragma warning restore CA2000

    /// <summary>Every voice that can be had.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.SpeechFailed"/>.</exception>
    public async Task<IReadOnlyList<VoiceInfo>> ListAsync(CancellationToken cancellationToken)
    {
        List<VoiceInfo> all = [];
        foreach (var source in sources)
        {
            if (!_known.TryGetValue(source.Source, out var voices))
            {
                _known[source.Source] = voices = await source.VoicesAsync(cancellationToken).ConfigureAwait(false);
            }

            all.AddRange(voices);
        }

        return all;
    }

    /// <summary>The voice that a word means for a language.</summary>
    /// <param name="word">
    /// <c>espeak-ng:de</c> or <c>de</c>, either with a variation as in <c>de+f2</c>; <c>+f2</c> for a variation of the language's own
    /// voice; null for that voice itself.
    /// </param>
    /// <param name="language">The language that it must speak.</param>
    /// <param name="cancellationToken">Stops the asking.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.SpeechMissing"/>, <see cref="ErrorCode.SpeechVoiceUnknown"/>.</exception>
    public async Task<SpeechVoice> ChooseAsync(string? word, string language, CancellationToken cancellationToken)
    {
        var all = await ListAsync(cancellationToken).ConfigureAwait(false);
        if (all.Count == 0)
        {
            throw new HeyGemException(ErrorCode.SpeechMissing, "No program that speaks is installed.");
        }

        var speaking = all.Where(v => v.Speaks(language) > 0).OrderByDescending(v => v.Speaks(language)).ToList();
        var plus = word?.IndexOf('+', StringComparison.Ordinal) ?? -1;
        var (name, variation) = plus < 0 ? (word, null) : (word![..plus], word[(plus + 1)..]);
        var fitting = string.IsNullOrEmpty(name) ? speaking : [.. speaking.Where(v => Means(v, name))];
        foreach (var voice in fitting)
        {
            var source = sources.First(s => s.Source == voice.Source);
            if (variation is null || source.Variation(voice, variation) is not null)
            {
                return new SpeechVoice(source, voice, variation is null ? voice.Name : source.Variation(voice, variation)!);
            }
        }

        throw Unknown(word, language, name is null ? null : all.FirstOrDefault(v => Means(v, name)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var source in sources.OfType<IDisposable>())
        {
            source.Dispose();
        }
    }

    private static bool Means(VoiceInfo voice, string word) =>
        word.Equals(voice.Id, StringComparison.OrdinalIgnoreCase) || word.Equals(voice.Name, StringComparison.OrdinalIgnoreCase)
        || word.Equals(voice.Label, StringComparison.OrdinalIgnoreCase);

    private static HeyGemException Unknown(string? word, string language, VoiceInfo? other) => new(
        ErrorCode.SpeechVoiceUnknown,
        word is null ? $"No voice here speaks \"{language}\"."
            : other is null ? $"There is no voice \"{word}\" for \"{language}\"."
            : $"The voice \"{word}\" speaks {string.Join(", ", other.Languages)}, not \"{language}\".");
}
