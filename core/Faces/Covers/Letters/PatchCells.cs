using System.Numerics;
using System.Runtime.CompilerServices;

namespace HeyGem.Core.Faces.Covers.Letters;

/// <summary>Which cell of a <see cref="CoverGrid"/> a sample of a <see cref="LumaPatch"/> lies in.</summary>
/// <param name="Corner">The first sample's, column and row.</param>
/// <param name="Right">From one sample of a row to the next.</param>
/// <param name="Down">From one row to the next.</param>
internal readonly record struct PatchCells(Vector2 Corner, Vector2 Right, Vector2 Down)
{
    /// <summary>The cell; -1 beyond the grid.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int At(int column, int row)
    {
        var p = Corner + (column * Right) + (row * Down);
        var (x, y) = ((int)MathF.Round(p.X), (int)MathF.Round(p.Y));
        return x is >= 0 and < CoverGrid.Side && y is >= 0 and < CoverGrid.Side ? (y * CoverGrid.Side) + x : -1;
    }
}
