using System.Collections;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render.Spec;

/// <summary>A stretch of a result, on its own time from its first frame on.</summary>
/// <param name="From">Where it begins.</param>
/// <param name="To">Where it ends, exclusive; after <paramref name="From"/>.</param>
public sealed record Stretch(MediaTime From, MediaTime To);

/// <summary>Stretches of a result, in order and none over another. Immutable; equal where all are.</summary>
/// <param name="stretches">The stretches, copied.</param>
public sealed class Stretches(IEnumerable<Stretch> stretches) : IReadOnlyList<Stretch>, IEquatable<Stretches>
{
    /// <summary>The most stretches.</summary>
    public const int Most = 1000;

    // Beyond every result: a hundred hours.
    private static readonly MediaTime _end = MediaTime.FromSeconds(360_000);

    private readonly Stretch[] _stretches = [.. stretches];

    /// <summary>No stretch.</summary>
    public static Stretches None { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _stretches.Length;

    /// <inheritdoc/>
    public Stretch this[int index] => _stretches[index];

    /// <summary>
    /// The place from 0 of the first that does not end after its start, or begins before 0 or the end of the one before it; null where all
    /// hold.
    /// </summary>
    public int? Fault()
    {
        var end = MediaTime.Zero;
        for (var i = 0; i < _stretches.Length; i++)
        {
            if (_stretches[i].From < end || _stretches[i].To <= _stretches[i].From)
            {
                return i;
            }

            end = _stretches[i].To;
        }

        return null;
    }

    /// <summary>All that lies in none of these.</summary>
    public Stretches Others()
    {
        var starts = _stretches.Select(s => s.To).Prepend(MediaTime.Zero);
        var ends = _stretches.Select(s => s.From).Append(_end);
        return new Stretches(starts.Zip(ends, (from, to) => new Stretch(from, to)).Where(s => s.To > s.From));
    }

    /// <summary>What lies in these or in others.</summary>
    public Stretches With(Stretches others)
    {
        ArgumentNullException.ThrowIfNull(others);
        List<Stretch> all = [];
        foreach (var next in _stretches.Concat(others).OrderBy(s => s.From.Ticks))
        {
            if (all.Count > 0 && next.From <= all[^1].To)
            {
                all[^1] = all[^1] with { To = next.To > all[^1].To ? next.To : all[^1].To };
            }
            else
            {
                all.Add(next);
            }
        }

        return new Stretches(all);
    }

    /// <inheritdoc/>
    public IEnumerator<Stretch> GetEnumerator() => _stretches.AsEnumerable().GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(Stretches? other) => other is not null && _stretches.AsSpan().SequenceEqual(other._stretches);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Stretches);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_stretches.Length, _stretches.FirstOrDefault());

    /// <summary>Says all that it holds, in ticks.</summary>
    public override string ToString() => string.Join(
        ' ', _stretches.Select(s => FormattableString.Invariant($"{s.From.Ticks}-{s.To.Ticks}")));

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
