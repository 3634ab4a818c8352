using HeyGem.Core.Timing;

namespace HeyGem.Core.Voice.Features;

/// <summary>Something that is worked out of a voice once and kept in the cache, such as a spectrogram. Compared by reference.</summary>
/// <param name="name">Names the analysis and its version; part of the cache key.</param>
/// <param name="kind">The extension of its file in the cache.</param>
public abstract class VoiceFeature(string name, string kind)
{
    /// <summary>Names the analysis and its version; part of the cache key.</summary>
    public string Name => name;

    /// <summary>The extension of its file in the cache.</summary>
    public string Kind => kind;

    /// <summary>Works it out of mono samples at 16 kHz, -1..1.</summary>
    public abstract Task<object> AnalyseAsync(IAsyncEnumerable<ReadOnlyMemory<float>> samples16k, CancellationToken cancellationToken);

    /// <summary>Reads what <see cref="Save"/> wrote, or null where it is not whole or of another version.</summary>
    public abstract object? TryLoad(Stream stream);

    /// <summary>Writes what <see cref="AnalyseAsync"/> gave.</summary>
    public abstract void Save(object value, Stream stream);

    /// <summary>Puts stretches of voices together on one time line: what the analysis of that sound would give, to its own step.</summary>
    /// <param name="stretches">In order, none over another; there is silence between them.</param>
    /// <param name="length">How long the time line is.</param>
    public abstract object Lay(IReadOnlyList<LaidStretch<object>> stretches, MediaTime length);
}

/// <summary>A feature by its three functions.</summary>
/// <typeparam name="T">What it is.</typeparam>
/// <param name="name">See <see cref="VoiceFeature.Name"/>.</param>
/// <param name="kind">See <see cref="VoiceFeature.Kind"/>.</param>
/// <param name="analyse">Works it out.</param>
/// <param name="tryLoad">Reads it.</param>
/// <param name="save">Writes it.</param>
/// <param name="lay">Puts several together.</param>
public sealed class VoiceFeature<T>(
    string name,
    string kind,
    Func<IAsyncEnumerable<ReadOnlyMemory<float>>, CancellationToken, Task<T>> analyse,
    Func<Stream, T?> tryLoad,
    Action<T, Stream> save,
    Func<IReadOnlyList<LaidStretch<T>>, MediaTime, T> lay) : VoiceFeature(name, kind)
    where T : class
{
    /// <inheritdoc/>
    public override async Task<object> AnalyseAsync(
        IAsyncEnumerable<ReadOnlyMemory<float>> samples16k, CancellationToken cancellationToken) =>
        await analyse(samples16k, cancellationToken);

    /// <inheritdoc/>
    public override object? TryLoad(Stream stream) => tryLoad(stream);

    /// <inheritdoc/>
    public override void Save(object value, Stream stream) => save((T)value, stream);

    /// <inheritdoc/>
    public override object Lay(IReadOnlyList<LaidStretch<object>> stretches, MediaTime length) =>
        lay([.. stretches.Select(s => new LaidStretch<T>((T)s.Heard, s.From, s.At, s.Duration))], length);
}
