using System.Collections;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render.Spec;

/// <summary>
/// A voice that was cut on a timeline: its pieces, by where they are heard. Where none is heard there is silence. Immutable; equal where
/// all pieces are.
/// </summary>
/// <param name="pieces">The pieces, copied.</param>
public sealed class VoicePieces(IEnumerable<VoicePiece> pieces) : IReadOnlyList<VoicePiece>, IEquatable<VoicePieces>
{
    /// <summary>The most pieces that one clip may have.</summary>
    public const int Most = 1000;

    private const string Order = "is not before the end of the piece before it: pieces are in order and do not overlap";

    private readonly VoicePiece[] _pieces = [.. pieces];

    /// <summary>The voice is one stretch of one file.</summary>
    public static VoicePieces None { get; } = new([]);

    /// <inheritdoc/>
    public int Count => _pieces.Length;

    /// <inheritdoc/>
    public VoicePiece this[int index] => _pieces[index];

    /// <summary>
    /// The first piece that breaks a rule: each lasts longer than nothing, lies at or after 0 in its file and in the clip, and begins where
    /// the one before it ends or later.
    /// </summary>
    /// <returns>The piece's place from 0, the name of what is wrong and the rule; null where all pieces hold.</returns>
    public (int Index, string Field, string Rule)? Fault()
    {
        var end = MediaTime.Zero;
        for (var i = 0; i < _pieces.Length; i++)
        {
            var piece = _pieces[i];
            if (piece.In < MediaTime.Zero)
            {
                return (i, "in", "is 0 or more");
            }

            if (piece.Out <= piece.In)
            {
                return (i, "out", "lies after in");
            }

            if (piece.At < end)
            {
                return (i, "at", i == 0 ? "is 0 or more" : Order);
            }

            end = piece.End;
        }

        return null;
    }

    /// <inheritdoc/>
    public IEnumerator<VoicePiece> GetEnumerator() => _pieces.AsEnumerable().GetEnumerator();

    /// <inheritdoc/>
    public bool Equals(VoicePieces? other) => other is not null && _pieces.AsSpan().SequenceEqual(other._pieces);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as VoicePieces);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_pieces.Length, _pieces.FirstOrDefault());

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
