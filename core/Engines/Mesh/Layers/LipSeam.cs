using System.Numerics;
using HeyGem.Core.Engines.Mesh.Geometry;
using HeyGem.Core.Engines.Mesh.References;
using HeyGem.Core.Faces;

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

    /// <summary>Darkens the line between the wanted lips, in the lips' own tint.</summary>
    /// <param name="geometry">The frame's mesh.</param>
    /// <param name="share">How much, 0..1.</param>
    /// <param name="scratch">Its result and mask are written.</param>
    public static void Draw(FaceGeometry geometry, float share, MeshScratch scratch)
    {
        var rect = InnerMouth.Bounds(geometry, scratch.Source.Rect);
        if (share <= 0 || rect.IsEmpty)
        {
            return;
        }

        scratch.PrepareInner(rect, MathF.Max(LayerTuning.LeastSeam, LayerTuning.SeamHalf * geometry.Scale));
        var whole = scratch.Result.Rect;
        for (var y = 0; y < rect.Height; y++)
        {
            var row = ((rect.Y + y - whole.Y) * whole.Width) + rect.X - whole.X;
            for (var x = 0; x < rect.Width; x++)
            {
                var dark = share * LayerTuning.SeamDepth * MathF.Min(1, LayerTuning.SeamCore * scratch.Inner[(y * rect.Width) + x]);
                if (dark > 0)
                {
                    scratch.Result.R[row + x] *= 1 - dark;
                    scratch.Result.G[row + x] *= 1 - dark;
                    scratch.Result.B[row + x] *= 1 - dark;
                    scratch.Mask[row + x] = 1;
                }
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
}
