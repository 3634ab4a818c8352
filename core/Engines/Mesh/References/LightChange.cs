using System.Numerics;

namespace HeyGem.Core.Engines.Mesh.References;

/// <summary>What brings colours from one picture's light to another's, for each of R'G'B' in 0..255: factor x colour + veil.</summary>
/// <param name="Factor">Above 0.</param>
/// <param name="Veil">What a veil over the whole picture adds; below 0 where it is the other picture's.</param>
internal readonly record struct LightChange(Vector3 Factor, Vector3 Veil)
{
    /// <summary>The same light.</summary>
    public static LightChange None { get; } = new(Vector3.One, Vector3.Zero);
}
