using HeyGem.Core.Frames;

namespace HeyGem.Core.Faces.Covers.Letters;

/// <summary>
/// Finds the box that letters stand on, whole or half transparent: above or below them runs a straight edge, darker inside, as long as the
/// letters are. Letters themselves fill no straight row.
/// </summary>
internal static class LetterBox
{
    private const int LeastStep = 10;
    private const int LeastOutside = 50;
    private const float LeastShare = 0.85f;
    private const float MostPad = 0.8f;

    /// <summary>Adds the cells of the box to those of the letters.</summary>
    /// <param name="patch">The brightness about them.</param>
    /// <param name="cells">Where its samples lie.</param>
    /// <param name="letters">The letters; changed.</param>
    public static void Fill(LumaPatch patch, PatchCells cells, CellMask letters)
    {
        var text = Bounds(patch, cells, letters);
        var most = (int)(MostPad * text.Height);
        var (above, below) = (Edge(patch, text, most, -1), Edge(patch, text, most, 1));
        if (text.IsEmpty || (above < 0 && below < 0))
        {
            return;
        }

        // Where clothes are as dark as the box its other edge does not show.
        var pad = Math.Max(above, below);
        var (top, bottom) = (text.Y - (above < 0 ? pad : above), text.Bottom + (below < 0 ? pad : below));
        for (var row = Math.Max(0, top); row < Math.Min(patch.Height, bottom); row++)
        {
            for (var column = Math.Max(0, text.X - (2 * pad)); column < Math.Min(patch.Width, text.Right + (2 * pad)); column++)
            {
                if (cells.At(column, row) is >= 0 and var cell)
                {
                    letters[cell] = true;
                }
            }
        }
    }

    private static PixelRect Bounds(LumaPatch patch, PatchCells cells, CellMask letters)
    {
        int left = patch.Width, right = 0, top = patch.Height, bottom = 0;
        for (var row = 0; row < patch.Height; row++)
        {
            for (var column = 0; column < patch.Width; column++)
            {
                if (cells.At(column, row) is >= 0 and var cell && letters[cell])
                {
                    (left, right) = (Math.Min(left, column), Math.Max(right, column + 1));
                    (top, bottom) = (Math.Min(top, row), row + 1);
                }
            }
        }

        return new PixelRect(left, top, Math.Max(0, right - left), Math.Max(0, bottom - top));
    }

    /// <summary>Rows from the letters to the edge above (-1) or below (1) them, and one more; -1 where none is found.</summary>
    private static int Edge(LumaPatch patch, PixelRect text, int most, int side)
    {
        var luma = patch.Values;
        for (var pad = -2; pad <= most; pad++)
        {
            var row = side < 0 ? text.Y - 1 - pad : text.Bottom + pad;
            var (outer, inner) = (row + (2 * side), row - side);
            if (Math.Min(outer, inner) < 0 || Math.Max(outer, inner) >= patch.Height)
            {
                continue;
            }

            var (looked, darker) = (0, 0);
            for (var column = text.X; column < text.Right; column++)
            {
                int outside = luma[(outer * patch.Width) + column];
                looked += outside >= LeastOutside ? 1 : 0;
                darker += outside >= LeastOutside && outside - luma[(inner * patch.Width) + column] >= LeastStep ? 1 : 0;
            }

            if (2 * looked > text.Width && darker >= LeastShare * looked)
            {
                return Math.Max(0, pad) + 2;
            }
        }

        return -1;
    }
}
