using System.Numerics.Tensors;
using HeyGem.Core.Faces.Shape;

namespace HeyGem.Core.Mouth.Mesh;

/// <summary>
/// Where the clip's own teeth may be seen. A mouth that is the wanted one by chance for a single frame would show its teeth between those of another
/// frame, and that flickers.
/// </summary>
internal static class OwnInside
{
    private const double ReachAt25 = 2;

    /// <summary>How far each output frame's own mouth is the wanted one and stays so for two frames (at 25 a second) around, 0..1.</summary>
    public static float[] Of(FaceShapes shapes, MouthTargets targets)
    {
        var likeness = new float[targets.FrameCount];
        for (var n = 0; n < likeness.Length; n++)
        {
            var i = targets.SourceOf[n];
            likeness[n] = shapes.Has(i) ? TargetShape.Likeness(shapes.Opening[i], shapes.Width[i], targets.Opening[n], targets.Width[n]) : 0;
        }

        return Lasting(likeness, (int)Math.Ceiling(ReachAt25 * shapes.RateFactor));
    }

    /// <summary>The least value from <paramref name="reach"/> frames before to as many after.</summary>
    public static float[] Lasting(float[] likeness, int reach)
    {
        var lasting = new float[likeness.Length];
        for (var n = 0; n < lasting.Length; n++)
        {
            var from = Math.Max(0, n - reach);
            lasting[n] = TensorPrimitives.Min<float>(likeness.AsSpan(from, Math.Min(likeness.Length, n + reach + 1) - from));
        }

        return lasting;
    }
}
