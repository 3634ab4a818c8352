using System.Numerics;
using HeyGem.Core.Engines.Shape;
using HeyGem.Core.Faces;

namespace HeyGem.Core.Engines.Mesh.Targets;

/// <summary>Brings a shape's lips to an exact gap and an exact width after the linear model came near.</summary>
internal static class LipConstraints
{
    private const int Pairs = 11;

    /// <summary>Gap along the mouth, corner to corner, for a mean opening of 1; measured mean of talking people.</summary>
    public static ReadOnlySpan<float> TalkingProfile => [0, .387f, .647f, .858f, .986f, 1.014f, .986f, .858f, .647f, .387f, 0];

    /// <summary>The same for a clip whose mouth never opens: its corners stay shut.</summary>
    public static ReadOnlySpan<float> ClosedProfile => [0, .14f, .52f, .82f, .97f, 1, .97f, .82f, .52f, .14f, 0];

    private static ReadOnlySpan<float> UpperWeights => [.85f, .6f, .4f];

    private static ReadOnlySpan<float> LowerWeights => [.9f, .75f, .6f];

    /// <summary>Moves the lips of <paramref name="shape"/> until the gap follows the wanted profile.</summary>
    /// <param name="shape">468 local points, changed in place.</param>
    /// <param name="gaps">11 wanted gaps from the left corner to the right, local units.</param>
    public static void Set(Span<Vector3> shape, ReadOnlySpan<float> gaps)
    {
        for (var k = 0; k < Pairs; k++)
        {
            var up = FaceIndices.InnerUpper[k];
            var low = FaceIndices.InnerLower[k];
            if (up == low)
            {
                continue;
            }

            var error = gaps[k] - (shape[low].Y - shape[up].Y);
            shape[up].Y -= TargetTuning.UpperShare * error;
            shape[low].Y += TargetTuning.LowerShare * error;
            for (var ring = 0; ring < 3; ring++)
            {
                shape[FaceIndices.UpperRings[(ring * Pairs) + k]].Y -= TargetTuning.UpperShare * error * UpperWeights[ring];
                shape[FaceIndices.LowerRings[(ring * Pairs) + k]].Y += TargetTuning.LowerShare * error * LowerWeights[ring];
            }
        }
    }

    /// <summary>Moves the corners apart or together to an exact width; the lips follow in proportion, the skin around fades out.</summary>
    /// <param name="shape">468 local points, changed in place.</param>
    /// <param name="reach">Per vertex how much it follows, 1 at the lips, 0 far away.</param>
    /// <param name="width">Wanted distance of the inner corners.</param>
    public static void SetWidth(Span<Vector3> shape, ReadOnlySpan<float> reach, float width)
    {
        var own = LipMeasure.Width(shape);
        if (own < TargetTuning.LeastWidth)
        {
            return;
        }

        var centre = (shape[78].X + shape[308].X) / 2;
        var half = own / 2;
        var grow = (width - own) / 2;
        for (var v = 0; v < shape.Length; v++)
        {
            if (reach[v] > 0)
            {
                shape[v].X += grow * reach[v] * Math.Clamp((shape[v].X - centre) / half, -TargetTuning.MostAcross, TargetTuning.MostAcross);
            }
        }
    }
}
