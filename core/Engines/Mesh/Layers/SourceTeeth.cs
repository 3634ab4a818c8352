using System.Numerics.Tensors;

namespace HeyGem.Core.Engines.Mesh.Layers;

/// <summary>
/// Where the clip's own teeth may be seen. A mouth that is the wanted one by chance for a single frame would show its teeth between those
/// of another frame, and that flickers.
/// </summary>
internal static class SourceTeeth
{
    private const double ReachAt25 = 2;

    /// <summary>
    /// How far each output frame's own mouth is the wanted one and stays so for two frames (at 25 a second) around, 0..1.
    /// </summary>
    /// <param name="likeness">How near each output frame's own mouth is to the wanted one, 0..1.</param>
    /// <param name="rateFactor">The clip's frame rate by 25.</param>
    public static float[] Of(float[] likeness, double rateFactor)
    {
        var reach = (int)Math.Ceiling(ReachAt25 * rateFactor);
        var lasting = new float[likeness.Length];
        for (var n = 0; n < lasting.Length; n++)
        {
            var from = Math.Max(0, n - reach);
            lasting[n] = TensorPrimitives.Min<float>(likeness.AsSpan(from, Math.Min(likeness.Length, n + reach + 1) - from));
        }

        return lasting;
    }
}
