using System.Numerics.Tensors;

namespace HeyGem.Core.Faces.Identity;

/// <summary>What tells one person's face from another's: a point in 128 dimensions, near that of any other picture of the person.</summary>
/// <param name="values">The point.</param>
internal sealed class FaceDescriptor(float[] values)
{
    /// <summary>Numbers of a descriptor.</summary>
    public const int Length = 128;

    /// <summary>The point.</summary>
    public ReadOnlySpan<float> Values => values;

    /// <summary>How far another face is: of one person mostly under .5, of two mostly over .65.</summary>
    public float DistanceTo(FaceDescriptor other) => TensorPrimitives.Distance(Values, other.Values);
}

/// <summary>A face that was looked at closely.</summary>
/// <param name="Frame">The frame, counted from the start of the track.</param>
/// <param name="Descriptor">What was seen.</param>
internal sealed record FaceLook(int Frame, FaceDescriptor Descriptor);
