using System.Collections;

namespace HeyGem.Core.Render.Spec;

/// <summary>Who speaks for whom: a speaker's name in captions and the word for a voice. Immutable; equal where all pairs are.</summary>
/// <param name="pairs">The pairs, copied.</param>
public sealed class SpeakerVoices(IEnumerable<KeyValuePair<string, string>> pairs)
    : IReadOnlyList<KeyValuePair<string, string>>, IEquatable<SpeakerVoices>
{
    /// <summary>The most speakers that may be named.</summary>
    public const int Most = 100;

    private readonly KeyValuePair<string, string>[] _pairs = [.. pairs];

    /// <summary>Nobody has a voice of their own.</summary>
    public static SpeakerVoices None { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _pairs.Length;

    /// <inheritdoc/>
    public KeyValuePair<string, string> this[int index] => _pairs[index];

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, string>> GetEnumerator() => _pairs.AsEnumerable().GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(SpeakerVoices? other) => other is not null && _pairs.AsSpan().SequenceEqual(other._pairs);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as SpeakerVoices);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_pairs.Length, _pairs.FirstOrDefault());

    /// <inheritdoc/>
    public override string ToString() => string.Join(", ", _pairs.Select(pair => $"{pair.Key}={pair.Value}"));

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
