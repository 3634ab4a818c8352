using System.Collections;

namespace HeyGem.Core.Render.Spec;

/// <summary>The people who speak in a clip, where there are several. Immutable; equal where all are, in order.</summary>
/// <param name="speakers">The speakers, copied.</param>
public sealed class Speakers(IEnumerable<Speaker> speakers) : IReadOnlyList<Speaker>, IEquatable<Speakers>
{
    /// <summary>The most people that may speak in one clip; three faces are followed at once.</summary>
    public const int Most = 6;

    private readonly Speaker[] _speakers = [.. speakers];

    /// <summary>One voice drives one face.</summary>
    public static Speakers None { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _speakers.Length;

    /// <inheritdoc/>
    public Speaker this[int index] => _speakers[index];

    /// <inheritdoc/>
    public IEnumerator<Speaker> GetEnumerator() => _speakers.AsEnumerable().GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(Speakers? other) => other is not null && _speakers.AsSpan().SequenceEqual(other._speakers);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Speakers);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_speakers.Length, _speakers.FirstOrDefault());

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
