using System.Numerics;
using HeyGem.Core.Engines.Mesh.Geometry;
using HeyGem.Core.Engines.Mesh.References;
using HeyGem.Core.Faces;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Engines.Mesh.Layers;

/// <summary>
/// Where lips come together that are open in all material: the teeth at their edges must not come along, and the dark line is drawn that
/// lies between closed lips. Of a clip that shows closed lips nothing is needed, since those bring both.
/// </summary>
internal static class LipSeam
{
    private const int Pairs = 11;

    /// <summary>How much of the seam must be made, 0..1.</summary>
    /// <param name="wanted">Wanted opening.</param>
    /// <param name="material">Opening of the material for the lips.</param>
    public static float Share(float wanted, float material) =>
        Smooth.Step(material - wanted, LayerTuning.SeamFrom, LayerTuning.SeamTo)
        * (1 - Smooth.Step(wanted, InnerMouth.FullGap, 2 * InnerMouth.FullGap));

    /// <summary>Takes the inner edges of open lips apart, so that sampling begins in the lips and not on the teeth.</summary>
    /// <param name="points">A mesh, frame pixels, changed in place.</param>
    /// <param name="margin">How far the inner edges go, frame pixels down; the rings outside follow less and less.</param>
    public static void Part(Span<Vector2> points, Vector2 margin)
    {
        for (var k = 1; k < Pairs - 1; k++)
        {
            points[FaceIndices.InnerUpper[k]] -= margin;
            points[FaceIndices.InnerLower[k]] += margin;
            for (var ring = 0; ring < 2; ring++)
            {
                var step = margin * (2 - ring) / 3;
                points[FaceIndices.UpperRings[(ring * Pairs) + k]] -= step;
                points[FaceIndices.LowerRings[(ring * Pairs) + k]] += step;
            }
        }
    }

    /// <summary>Draws the line between the wanted lips: their own colour on both sides of it, a little darker.</summary>
    /// <param name="geometry">The frame's mesh.</param>
    /// <param name="wanted">Wanted opening.</param>
    /// <param name="share">How much, 0..1.</param>
    /// <param name="scratch">Its result and mask are written; what its veil adds is not darkened.</param>
    public static void Draw(FaceGeometry geometry, float wanted, float share, MeshScratch scratch)
    {
        var rect = InnerMouth.Bounds(geometry, scratch.Source.Rect);
        if (share <= 0 || rect.IsEmpty)
        {
            return;
        }

        scratch.PrepareInner(rect, MathF.Max(LayerTuning.LeastSeam, LayerTuning.SeamHalf * geometry.Scale));
        var depth = float.Lerp(LayerTuning.SeamDepth, LayerTuning.SlitDepth, Smooth.Step(wanted, 0, InnerMouth.FullGap));
        var (light, veil) = ((1 - depth) / 2, depth * scratch.Veil);
        var down = geometry.Plane.Down * (LayerTuning.SeamBeside + wanted);
        var (right, below) = ((int)MathF.Round(down.X), (int)MathF.Round(down.Y));
        var result = scratch.Result;
        var whole = result.Rect;
        var r = result.R;
        var g = result.G;
        var b = result.B;
        var (inner, mask) = (scratch.Inner, scratch.Mask);
        for (var y = 0; y < rect.Height; y++)
        {
            for (var x = 0; x < rect.Width; x++)
            {
                var line = share * MathF.Min(1, LayerTuning.SeamCore * inner[(y * rect.Width) + x]);
                if (line <= 0)
                {
                    continue;
                }

                var (column, row) = (rect.X + x - whole.X, rect.Y + y - whole.Y);
                var at = (row * whole.Width) + column;
                var upper = Inside(whole, column - right, row - below);
                var lower = Inside(whole, column + right, row + below);
                r[at] += line * ((light * (r[upper] + r[lower])) + veil.X - r[at]);
                g[at] += line * ((light * (g[upper] + g[lower])) + veil.Y - g[at]);
                b[at] += line * ((light * (b[upper] + b[lower])) + veil.Z - b[at]);
                mask[at] = 1;
            }
        }
    }

    /// <summary>The mean opening of a mix of lips.</summary>
    public static float OpeningOf(ReferenceMix mix, ReferencePatch[] keys)
    {
        var sum = 0f;
        for (var p = 0; p < mix.Count; p++)
        {
            sum += mix.Share(p) * keys[mix.Key(p)].Opening;
        }

        return sum;
    }

    private static int Inside(PixelRect rect, int column, int row) =>
        (Math.Clamp(row, 0, rect.Height - 1) * rect.Width) + Math.Clamp(column, 0, rect.Width - 1);
}
