using HeyGem.Core.Engines.Mesh;
using HeyGem.Core.Engines.Mesh.Targets;

namespace HeyGem.Core.Render.Spec;

/// <summary>
/// A mouth measured elsewhere that is drawn in place of the voice's, so that what comes out can be compared with what was asked for. Only tests and
/// benchmarks have one; the sound is still the voice's.
/// </summary>
/// <param name="Opening">One value a frame of the result, units of the outer-eye distance of the clip it was measured on; the last one holds.</param>
/// <param name="Width">The same for the width.</param>
/// <param name="Exact">Whether the values are this clip's own units; otherwise they are carried over to its range.</param>
internal sealed record MeasuredMouth(float[] Opening, float[] Width, bool Exact)
{
    /// <summary>The mouths that are asked of a clip.</summary>
    public MouthTargets Over(MeshClip clip, int[] sourceOf)
    {
        var opening = Fill(Opening, sourceOf.Length);
        var width = Fill(Width, sourceOf.Length);
        return Exact ? MouthTargets.Exact(opening, width, sourceOf) : MouthTargets.FromMeasured(opening, width, clip.Shapes, clip.Range, sourceOf);
    }

    private static float[] Fill(float[] curve, int count) => [.. Enumerable.Range(0, count).Select(n => curve[Math.Min(n, curve.Length - 1)])];
}
