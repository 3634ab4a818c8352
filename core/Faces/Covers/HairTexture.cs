using System.Numerics;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Faces.Covers;

/// <summary>
/// Tells a grey mesh, grille or print from a beard: a beard is hair as the brows are, and no sharper. Texture is how much a pixel differs
/// from its four neighbours together, on the 0..255 scale.
/// </summary>
internal static class HairTexture
{
    private static ReadOnlySpan<int> Brows => [70, 63, 105, 66, 107, 46, 53, 52, 65, 55, 336, 296, 334, 293, 300, 285, 295, 282, 283, 276];

    /// <summary>Whether what a mask marks is much sharper than this face's brows.</summary>
    public static bool IsMesh(Frame frame, YuvSpace space, ReadOnlySpan<Vector3> landmarks, CellMask mask)
    {
        var grid = CoverGrid.Of(landmarks);
        var reader = new SampleReader(frame, space);
        var step = MathF.Max(1, grid.CellPixels / 2);
        float sum = 0;
        var count = 0;
        for (var cell = 0; cell < CoverGrid.Side * CoverGrid.Side; cell++)
        {
            // The edge of a thing is sharp whatever it is made of.
            var (column, row) = (cell % CoverGrid.Side, cell / CoverGrid.Side);
            if (IsWithin(mask, column, row))
            {
                sum += At(reader, grid.Centre(column, row), step);
                count++;
            }
        }

        float brows = 0;
        foreach (var index in Brows)
        {
            for (var k = 0; k < 9; k++)
            {
                var place = new Vector2(landmarks[index].X, landmarks[index].Y) + (step * new Vector2((k % 3) - 1, (k / 3) - 1));
                brows += At(reader, place, step) / (9 * Brows.Length);
            }
        }

        return count > 0 && sum / count > MathF.Max(CoverTuning.LeastMesh, CoverTuning.LeastMeshOfBrows * brows);
    }

    private static bool IsWithin(CellMask mask, int column, int row)
    {
        for (var y = row - 2; y <= row + 2; y += 2)
        {
            for (var x = column - 2; x <= column + 2; x += 2)
            {
                if (x < 0 || y < 0 || x >= CoverGrid.Side || y >= CoverGrid.Side || !mask[(y * CoverGrid.Side) + x])
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static float At(SampleReader reader, Vector2 place, float step)
    {
        float sum = 0;
        foreach (var offset in (ReadOnlySpan<Vector2>)[new(-step, 0), new(step, 0), new(0, -step), new(0, step)])
        {
            if (!reader.TryRead(place, out var own) || !reader.TryRead(place + offset, out var other))
            {
                return 0;
            }

            sum += own.X - other.X;
        }

        return MathF.Abs(sum);
    }
}
