using System.Numerics;
using System.Numerics.Tensors;
using HeyGem.Core.Engines.Mesh.Geometry;
using HeyGem.Core.Engines.Mesh.References;
using HeyGem.Core.Faces;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Engines.Mesh.Layers;

/// <summary>
/// The layer of lips, philtrum and chin boss: pixels of the key frames whose lips already have the wanted shape, warped onto the wanted
/// mesh. Never the jaw line nor the background; those the base moves.
/// </summary>
internal sealed class LipsLayer
{
    /// <summary>Vertices up to here surround the layer; its share is 0 from 1 on.</summary>
    private const float Reach = 1.35f;

    /// <summary>Share of the keys that must show a place.</summary>
    private const float LeastSeen = 0.02f;

    private readonly float[] _rho = new float[FaceTrack.LandmarkCount];
    private readonly short[] _triangles;
    private readonly Vector2[] _weights = new Vector2[MeshTopology.VertexCount];

    /// <summary>Prepares the layer's reach on a clip's mean shape.</summary>
    public LipsLayer(ReadOnlySpan<Vector3> template)
    {
        var centre = ((template[13].Y + template[14].Y) / 2) + LayerTuning.LipsCentre;
        for (var v = 0; v < _rho.Length; v++)
        {
            var dy = template[v].Y - centre;
            var down = dy / (dy < 0 ? LayerTuning.LipsUp : LayerTuning.LipsDown);
            _rho[v] = new Vector2(template[v].X / LayerTuning.LipsAcross, down).Length();
            _weights[v] = new Vector2(template[v].X / LayerTuning.LipsAcross, dy);
        }

        var list = new List<short>();
        var all = MeshTopology.All;
        for (var t = 0; t < all.Length; t += 3)
        {
            if (Near(all[t]) && Near(all[t + 1]) && Near(all[t + 2]))
            {
                list.AddRange([all[t], all[t + 1], all[t + 2]]);
            }
        }

        _triangles = [.. list];
    }

    /// <summary>The triangles that the layer can touch.</summary>
    public ReadOnlySpan<short> Triangles => _triangles;

    /// <summary>The pixels that the layer can touch, inside a rectangle.</summary>
    public PixelRect Bounds(FaceGeometry geometry, PixelRect within)
    {
        Vector2 low = new(float.MaxValue), high = new(float.MinValue);
        for (var v = 0; v < _rho.Length; v++)
        {
            if (_rho[v] < Reach)
            {
                low = Vector2.Min(low, geometry.To[v]);
                high = Vector2.Max(high, geometry.To[v]);
            }
        }

        var rect = FaceGeometry.Around(low, high, 2);
        var x = Math.Max(rect.X, within.X);
        var y = Math.Max(rect.Y, within.Y);
        return new PixelRect(x, y, Math.Max(0, Math.Min(rect.Right, within.Right) - x),
            Math.Max(0, Math.Min(rect.Bottom, within.Bottom) - y));
    }

    /// <summary>The layer's share in each pixel of the scratch's layer.</summary>
    /// <param name="geometry">The frame's mesh.</param>
    /// <param name="scratch">Its maps are used, its alpha is written for the layer's rectangle.</param>
    /// <param name="strength">Largest share.</param>
    public void FillAlpha(FaceGeometry geometry, MeshScratch scratch, float strength)
    {
        var count = scratch.Layer.Count;
        var u = scratch.MapX.AsSpan(0, count);
        var v = scratch.MapY.AsSpan(0, count);
        u.Fill(9);
        TriangleRaster.Fill(_triangles, geometry.To, _weights, scratch.Layer.Rect, u, v);
        var alpha = scratch.Alpha.AsSpan(0, count);
        for (var i = 0; i < count; i++)
        {
            alpha[i] = 0;
            if (u[i] < 1 && u[i] > -1)
            {
                var y = v[i] / (v[i] < 0 ? LayerTuning.LipsUp : LayerTuning.LipsDown);
                var rho = MathF.Sqrt((u[i] * u[i]) + (y * y));
                alpha[i] = strength * (1 - Smooth.Step(rho, LayerTuning.LipsFade, 1));
            }
        }

        if (geometry.Sight.IsPartial)
        {
            FillSeen(geometry, geometry.Sight, scratch.Layer.Rect, u);
            TensorPrimitives.Multiply(alpha, u, alpha);
        }
    }

    /// <summary>Readies the sum of what keys cannot show; to be called before the first <see cref="Add"/>.</summary>
    /// <param name="scratch">Its layer has its size.</param>
    /// <param name="turned">Whether any key's head is turned; otherwise all show everything.</param>
    public static void BeginHidden(MeshScratch scratch, bool turned)
    {
        if (turned)
        {
            scratch.Hidden.AsSpan(0, scratch.Layer.Count).Clear();
        }
    }

    /// <summary>
    /// Makes up for what turned keys could not show: the others' colours stand for theirs, and where nothing is left the base shows.
    /// </summary>
    /// <param name="scratch">Its layer and alpha are changed.</param>
    /// <param name="turned">As before.</param>
    public static void EndHidden(MeshScratch scratch, bool turned)
    {
        if (!turned)
        {
            return;
        }

        var hidden = scratch.Hidden.AsSpan(0, scratch.Layer.Count);
        var alpha = scratch.Alpha.AsSpan(0, hidden.Length);
        var r = scratch.Layer.R;
        var g = scratch.Layer.G;
        var b = scratch.Layer.B;
        for (var i = 0; i < hidden.Length; i++)
        {
            if (hidden[i] > 0 && alpha[i] > 0)
            {
                var seen = 1 - hidden[i];
                alpha[i] = seen < LeastSeen ? 0 : alpha[i] * seen;
                (r[i], g[i], b[i]) = (r[i] / seen, g[i] / seen, b[i] / seen);
            }
        }
    }

    /// <summary>Adds one key's warped pixels in the frame's light, times its share, wherever alpha is above 0.</summary>
    /// <param name="geometry">The frame's mesh.</param>
    /// <param name="key">The key.</param>
    /// <param name="share">Its share.</param>
    /// <param name="seam">How far its teeth must be left behind, 0..1; see <see cref="LipSeam"/>.</param>
    /// <param name="scratch">Its alpha is read, its layer and its veil are added to.</param>
    public void Add(FaceGeometry geometry, ReferencePatch key, float share, float seam, MeshScratch scratch)
    {
        var count = scratch.Layer.Count;
        var x = scratch.MapX.AsSpan(0, count);
        var y = scratch.MapY.AsSpan(0, count);
        Span<Vector2> from = stackalloc Vector2[MeshTopology.VertexCount];
        key.Points.CopyTo(from);
        LipSeam.Part(from, seam * LayerTuning.SeamMargin * key.Plane.Down);
        TriangleRaster.Fill(_triangles, geometry.To, from, scratch.Layer.Rect, x, y);
        var pixels = scratch.Pixels;
        pixels.Clear(count);
        var alpha = scratch.Alpha.AsSpan(0, count);
        for (var i = 0; i < alpha.Length; i++)
        {
            if (alpha[i] > 0)
            {
                pixels.Add(i, x[i], y[i]);
            }
        }

        pixels.Sample(key.Pixels);
        var light = scratch.Light.Over(key.Light);
        pixels.Raise(light.Veil / light.Factor);
        scratch.Veil += share * Vector3.Max(light.Veil, Vector3.Zero);
        if (key.Sight.IsPartial)
        {
            FillSeen(geometry, key.Sight, scratch.Layer.Rect, x);
            Hide(pixels, x, share, scratch.Hidden);
        }

        pixels.AddTo(scratch.Layer, share * light.Factor);
    }

    /// <summary>Takes the colours off that the key cannot show, and notes how much that is.</summary>
    private static void Hide(PixelList pixels, ReadOnlySpan<float> seen, float share, Span<float> hidden)
    {
        for (var n = 0; n < pixels.Count; n++)
        {
            var at = pixels.Index[n];
            pixels.R[n] *= seen[at];
            pixels.G[n] *= seen[at];
            pixels.B[n] *= seen[at];
            hidden[at] += share * (1 - seen[at]);
        }
    }

    /// <summary>How much of a mesh is seen at each pixel of the wanted one; 0 beside it.</summary>
    private void FillSeen(FaceGeometry geometry, FaceSight sight, PixelRect rect, Span<float> seen)
    {
        Span<Vector2> values = stackalloc Vector2[MeshTopology.VertexCount];
        for (var v = 0; v < values.Length; v++)
        {
            values[v] = new Vector2(sight.Share[v]);
        }

        seen.Clear();
        TriangleRaster.Fill(_triangles, geometry.To, values, rect, seen, seen);
    }

    private bool Near(short vertex) => vertex < FaceTrack.LandmarkCount && _rho[vertex] < LayerTuning.LipsTriangles;
}
