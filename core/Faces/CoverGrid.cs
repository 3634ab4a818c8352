using System.Numerics;

namespace HeyGem.Core.Faces;

/// <summary>
/// A grid of square cells over the lower face, on which things before the mouth are marked. It hangs from the eyes: origin midway between
/// landmarks 33 and 263, x along them, unit their distance. A mask on it is <see cref="Bytes"/> long, one bit a cell, row-major, lowest bit
/// first.
/// </summary>
internal readonly record struct CoverGrid(Vector2 Origin, Vector2 Across)
{
    /// <summary>Cells of a side.</summary>
    public const int Side = 96;

    /// <summary>Cells of one unit.</summary>
    public const int PerUnit = 64;

    /// <summary>Units from the eyes down to the grid's upper edge.</summary>
    public const float Top = 0.1f;

    /// <summary>Bytes of a mask.</summary>
    public const int Bytes = Side * Side / 8;

    private Vector2 Down => new(-Across.Y, Across.X);

    /// <summary>Frame pixels of a cell's side.</summary>
    public float CellPixels => Across.Length() / PerUnit;

    /// <summary>The grid of a face.</summary>
    /// <param name="landmarks">468 points, frame pixels.</param>
    public static CoverGrid Of(ReadOnlySpan<Vector3> landmarks)
    {
        var (left, right) = (landmarks[FaceIndices.LeftEye], landmarks[FaceIndices.RightEye]);
        return new CoverGrid(
            new Vector2(left.X + right.X, left.Y + right.Y) / 2, new Vector2(right.X - left.X, right.Y - left.Y));
    }

    /// <summary>Whether a mask's cell is set.</summary>
    public static bool IsSet(ReadOnlySpan<byte> mask, int cell) => (mask[cell >> 3] & (1 << (cell & 7))) != 0;

    /// <summary>Frame place of a point given in units.</summary>
    public Vector2 ToFrame(float x, float y) => Origin + (x * Across) + (y * Down);

    /// <summary>Frame place of a cell's centre; cells may lie outside the grid.</summary>
    public Vector2 Centre(float column, float row) =>
        ToFrame((column + 0.5f - (Side / 2f)) / PerUnit, Top + ((row + 0.5f) / PerUnit));

    /// <summary>Column and row of a frame place; whole numbers are cells' centres.</summary>
    public Vector2 ToCells(Vector2 place)
    {
        var p = (place - Origin) / Across.LengthSquared();
        return new Vector2(
            (Vector2.Dot(p, Across) * PerUnit) + (Side / 2f) - 0.5f, ((Vector2.Dot(p, Down) - Top) * PerUnit) - 0.5f);
    }

    /// <summary>The cell at a frame place; -1 beyond the grid.</summary>
    public int CellAt(Vector2 place)
    {
        var p = ToCells(place);
        var (column, row) = ((int)MathF.Round(p.X), (int)MathF.Round(p.Y));
        return column is >= 0 and < Side && row is >= 0 and < Side ? (row * Side) + column : -1;
    }
}
