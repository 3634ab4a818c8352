using System.Numerics;

namespace HeyGem.Core.Faces.Detect;

/// <summary>
/// The places that MediaPipe's detectors count their boxes from: the middles of the cells of two grids, 0..1 on both axes.
/// </summary>
internal static class AnchorGrid
{
    /// <summary>The anchors of grids, row by row, several for each cell.</summary>
    /// <param name="grids">Cells on a side, and anchors for each cell.</param>
    public static Vector2[] Of(params ReadOnlySpan<(int Side, int PerCell)> grids)
    {
        var anchors = new List<Vector2>();
        foreach (var (side, perCell) in grids)
        {
            for (var i = 0; i < side * side * perCell; i++)
            {
                var cell = i / perCell;
                anchors.Add(new Vector2(((cell % side) + 0.5f) / side, ((cell / side) + 0.5f) / side));
            }
        }

        return [.. anchors];
    }
}
