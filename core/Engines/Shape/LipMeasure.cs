using System.Numerics;

namespace HeyGem.Core.Engines.Shape;

/// <summary>The two numbers that describe a mouth, in units of the outer-eye distance when given local points.</summary>
internal static class LipMeasure
{
    /// <summary>Gap between the inner lips: (2 |13-14| + |82-87| + |312-317|) / 4. Closed speech .005-.02, normal vowels .08-.18.</summary>
    public static float Opening(ReadOnlySpan<Vector3> shape) =>
        ((2 * Vector3.Distance(shape[13], shape[14])) + Vector3.Distance(shape[82], shape[87]) +
            Vector3.Distance(shape[312], shape[317])) / 4;

    /// <summary>Distance of the inner corners |78-308|, usually .43-.65.</summary>
    public static float Width(ReadOnlySpan<Vector3> shape) => Vector3.Distance(shape[78], shape[308]);
}
