using System.Numerics;
using HeyGem.Core.Faces;

namespace HeyGem.Core.Engines.Occlusion;

/// <summary>How far masks of one thing go with the face, and how far they stay in their place in the picture.</summary>
internal sealed class MaskMotion
{
    /// <summary>Cells of the first masks.</summary>
    public double Area { get; private set; }

    /// <summary>Cells that differ from mask to mask as seen from the face.</summary>
    public double WithFace { get; private set; }

    /// <summary>Cells that differ as seen from the picture.</summary>
    public double InPlace { get; private set; }

    /// <summary>Compares two masks.</summary>
    /// <param name="first">The first.</param>
    /// <param name="second">The second.</param>
    /// <param name="of">Where the first lies.</param>
    /// <param name="on">Where the second lies.</param>
    public void Add(byte[] first, byte[] second, CoverGrid of, CoverGrid on)
    {
        Area += first.Sum(b => BitOperations.PopCount(b));
        WithFace += Differ(first, second, of, of);
        InPlace += Differ(first, second, of, on);
    }

    /// <summary>Cells of a mask whose place has another value in a second mask, which lies on a grid of its own.</summary>
    private static int Differ(byte[] first, byte[] second, CoverGrid of, CoverGrid on)
    {
        var start = on.ToCells(of.Centre(0, 0));
        var (right, down) = (on.ToCells(of.Centre(1, 0)) - start, on.ToCells(of.Centre(0, 1)) - start);
        var differ = 0;
        for (var cell = 0; cell < CoverGrid.Side * CoverGrid.Side; cell++)
        {
            var p = start + (cell % CoverGrid.Side * right) + (cell / CoverGrid.Side * down);
            var (column, row) = ((int)MathF.Round(p.X), (int)MathF.Round(p.Y));
            if (column is >= 0 and < CoverGrid.Side && row is >= 0 and < CoverGrid.Side)
            {
                differ += CoverGrid.IsSet(first, cell) != CoverGrid.IsSet(second, (row * CoverGrid.Side) + column) ? 1 : 0;
            }
        }

        return differ;
    }
}
