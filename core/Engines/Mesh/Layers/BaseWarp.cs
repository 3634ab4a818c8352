using System.Numerics;
using HeyGem.Core.Engines.Mesh.Geometry;
using HeyGem.Core.Faces;

namespace HeyGem.Core.Engines.Mesh.Layers;

/// <summary>
/// The lowest layer: the frame's own pixels, moved with the mesh. Keeps real skin, beard and grain; what the mesh does not move is
/// not touched.
/// </summary>
internal static class BaseWarp
{
    /// <summary>How far the source's inner lip edge is taken outwards, local units, so that no tooth sticks to a lip.</summary>
    private const float LipMargin = 0.003f;

    /// <summary>Draws the moved pixels.</summary>
    /// <param name="geometry">The frame's mesh.</param>
    /// <param name="ownOpening">The frame's own opening.</param>
    /// <param name="seam">How far its teeth must be left behind, 0..1; see <see cref="LipSeam"/>.</param>
    /// <param name="scratch">Its source region is read, its result and mask are written.</param>
    public static void Draw(FaceGeometry geometry, float ownOpening, float seam, MeshScratch scratch)
    {
        var rect = scratch.Source.Rect;
        var mapX = scratch.MapX.AsSpan(0, scratch.Source.Count);
        var mapY = scratch.MapY.AsSpan(0, scratch.Source.Count);
        mapX.Fill(float.NaN);
        Span<Vector2> from = stackalloc Vector2[MeshTopology.VertexCount];
        geometry.From.CopyTo(from);
        if (ownOpening > LayerTuning.OwnOpen)
        {
            OpenLips(geometry, from);
            LipSeam.Part(from, seam * LayerTuning.SeamMargin * geometry.Plane.Down);
        }

        TriangleRaster.Fill(geometry.Moved, geometry.To, from, rect, mapX, mapY);
        scratch.Result.CopyFrom(scratch.Source);
        var pixels = scratch.Pixels;
        pixels.Clear(mapX.Length);
        for (var y = 0; y < rect.Height; y++)
        {
            var at = y * rect.Width;
            for (var x = 0; x < rect.Width; x++, at++)
            {
                var dx = mapX[at] - (rect.X + x);
                var dy = mapY[at] - (rect.Y + y);
                if (!float.IsNaN(dx) && (MathF.Abs(dx) >= FaceGeometry.Still || MathF.Abs(dy) >= FaceGeometry.Still))
                {
                    pixels.Add(at, mapX[at], mapY[at]);
                }
            }
        }

        pixels.Sample(scratch.Source);
        pixels.PutInto(scratch.Result);
        var mask = scratch.Mask;
        foreach (var at in pixels.Index.AsSpan(0, pixels.Count))
        {
            mask[at] = 1;
        }
    }

    private static void OpenLips(FaceGeometry geometry, Span<Vector2> from)
    {
        var down = Vector3.TransformNormal(Vector3.UnitY, geometry.Pose.DirectionToFrame());
        var step = new Vector2(down.X, down.Y) * LipMargin;
        for (var k = 1; k < 10; k++)
        {
            from[FaceIndices.InnerUpper[k]] -= step;
            from[FaceIndices.InnerLower[k]] += step;
        }
    }
}
