using HeyGem.Core.Composite;

namespace HeyGem.Core.Mouth.Mesh;

/// <summary>
/// Lays the mixed lips over the base: the base's light first, then the grain that averaging takes away, then a blend by alpha. Owns
/// its buffers: one object a thread.
/// </summary>
internal sealed class LipsBlend
{
    /// <summary>Grain is what lies above this blur, local units.</summary>
    private const float GrainSigma = 0.014f;

    private readonly Membrane _membrane = new();
    private readonly GrainGain _grain = new();

    /// <summary>Blends the scratch's layer into its result.</summary>
    /// <param name="geometry">The frame's mesh.</param>
    /// <param name="mix">The shares that the layer was mixed with.</param>
    /// <param name="scratch">Its layer and alpha are read, its result and mask are written.</param>
    public void Apply(FaceGeometry geometry, KeyMix mix, MeshScratch scratch)
    {
        var alpha = scratch.Alpha.AsSpan(0, scratch.Layer.Count);
        for (var plane = 0; plane < 3; plane++)
        {
            var layer = scratch.Layer.Plane(plane);
            var result = scratch.Result.Plane(plane);
            for (var i = 0; i < alpha.Length; i++)
            {
                // Outside the layer the base stands in, so that no blur meets black.
                layer[i] = alpha[i] > 0 ? layer[i] : result[i];
            }
        }

        _membrane.Match(scratch.Result, scratch.Layer, alpha, geometry.Scale);
        Span<float> shares = stackalloc float[KeyMix.Most];
        for (var p = 0; p < mix.Count; p++)
        {
            shares[p] = mix.Share(p);
        }

        _grain.Apply(scratch.Layer, GrainGain.For(shares[..mix.Count]), GrainSigma * geometry.Scale);
        for (var plane = 0; plane < 3; plane++)
        {
            ReadOnlySpan<float> layer = scratch.Layer.Plane(plane);
            var result = scratch.Result.Plane(plane);
            for (var i = 0; i < alpha.Length; i++)
            {
                result[i] += alpha[i] * (layer[i] - result[i]);
            }
        }

        var mask = scratch.Mask;
        for (var i = 0; i < alpha.Length; i++)
        {
            mask[i] = MathF.Max(mask[i], alpha[i]);
        }
    }
}
