using HeyGem.Core.Composite;
using HeyGem.Core.Engines.Mesh.Geometry;
using HeyGem.Core.Engines.Mesh.References;

namespace HeyGem.Core.Engines.Mesh.Layers;

/// <summary>
/// Lays the mixed lips over the base: the base's light first, then the grain that averaging takes away, then a blend by alpha. Owns
/// its buffers: one object a thread.
/// </summary>
internal sealed class LipsBlend
{
    /// <summary>Grain is what lies above this blur, local units.</summary>
    private const float GrainSigma = 0.014f;

    private readonly SeamColourMatch _membrane = new();
    private readonly DetailGain _grain = new();
    private readonly RgbRegion _base = new();

    /// <summary>Blends the scratch's layer into its result.</summary>
    /// <param name="geometry">The frame's mesh.</param>
    /// <param name="mix">The shares that the layer was mixed with.</param>
    /// <param name="scratch">Its layer and alpha are read, its result and mask are written.</param>
    public void Apply(FaceGeometry geometry, ReferenceMix mix, MeshScratch scratch)
    {
        var rect = scratch.Layer.Rect;
        var alpha = scratch.Alpha.AsSpan(0, scratch.Layer.Count);
        var offset = ((rect.Y - scratch.Result.Rect.Y) * scratch.Result.Rect.Width) + rect.X - scratch.Result.Rect.X;
        var stride = scratch.Result.Rect.Width;
        _base.Resize(rect);
        for (var plane = 0; plane < 3; plane++)
        {
            var under = _base.Plane(plane);
            for (var y = 0; y < rect.Height; y++)
            {
                scratch.Result.Plane(plane).Slice(offset + (y * stride), rect.Width).CopyTo(under[(y * rect.Width)..]);
            }

            var layer = scratch.Layer.Plane(plane);
            for (var i = 0; i < alpha.Length; i++)
            {
                // Outside the layer the base stands in, so that no blur meets black.
                layer[i] = alpha[i] > 0 ? layer[i] : under[i];
            }
        }

        _membrane.Match(_base, scratch.Layer, alpha, geometry.Scale);
        Span<float> shares = stackalloc float[ReferenceMix.Most];
        for (var p = 0; p < mix.Count; p++)
        {
            shares[p] = mix.Share(p);
        }

        _grain.Apply(scratch.Layer, DetailGain.For(shares[..mix.Count]), GrainSigma * geometry.Scale);
        for (var y = 0; y < rect.Height; y++)
        {
            var share = alpha.Slice(y * rect.Width, rect.Width);
            for (var plane = 0; plane < 3; plane++)
            {
                ReadOnlySpan<float> layer = scratch.Layer.Plane(plane).Slice(y * rect.Width, rect.Width);
                var result = scratch.Result.Plane(plane).Slice(offset + (y * stride), rect.Width);
                for (var x = 0; x < share.Length; x++)
                {
                    result[x] += share[x] * (layer[x] - result[x]);
                }
            }

            var mask = scratch.Mask.AsSpan(offset + (y * stride), rect.Width);
            for (var x = 0; x < share.Length; x++)
            {
                mask[x] = MathF.Max(mask[x], share[x]);
            }
        }
    }
}
