using System.Numerics;
using HeyGem.Core.Engines.Shape;
using HeyGem.Core.Faces;

namespace HeyGem.Core.Engines.Mesh.References;

/// <summary>Says how much each lip key contributes to a frame, by the likeness of lip shape and head pose.</summary>
internal sealed class LipMixer
{
    private const int Points = 40;
    private const float AngleSpread = 9;

    private readonly Vector3[][] _lips;
    private readonly InnerPath.View[] _views;

    public LipMixer(FaceShapes shapes, ReadOnlySpan<int> keys)
    {
        _lips = new Vector3[keys.Length][];
        _views = new InnerPath.View[keys.Length];
        var shape = new Vector3[FaceTrack.LandmarkCount];
        for (var k = 0; k < keys.Length; k++)
        {
            shapes.Local(keys[k], shape);
            _lips[k] = new Vector3[Points];
            Pick(shape, _lips[k]);
            var pose = shapes.Pose(keys[k]);
            _views[k] = new InnerPath.View(0, 0, pose.YawDegrees, pose.PitchDegrees, shapes.ShotOf[keys[k]]);
        }
    }

    /// <summary>Writes one share a key: the two best, measured against the third, so that a key enters and leaves at zero.</summary>
    /// <param name="wanted">468 local points.</param>
    /// <param name="yaw">Head's yaw, degrees.</param>
    /// <param name="pitch">Head's pitch, degrees.</param>
    /// <param name="shot">The frame's shot.</param>
    /// <param name="shares">One a key, written, summing to 1.</param>
    public void Weigh(ReadOnlySpan<Vector3> wanted, float yaw, float pitch, int shot, Span<float> shares)
    {
        Span<Vector3> lips = stackalloc Vector3[Points];
        Pick(wanted, lips);
        var least = float.MaxValue;
        for (var k = 0; k < _lips.Length; k++)
        {
            var view = _views[k];
            var y = (view.Yaw - yaw) / AngleSpread;
            var p = (view.Pitch - pitch) / AngleSpread;
            shares[k] = Distance(_lips[k], lips) + (y * y) + (p * p) + (view.Shot == shot ? 0 : 100);
            least = MathF.Min(least, shares[k]);
        }

        float first = 0, second = 0, third = 0;
        for (var k = 0; k < _lips.Length; k++)
        {
            var g = MathF.Exp(-(shares[k] - least) / 2);
            shares[k] = g;
            (first, second, third) = g > first ? (g, first, second) : g > second
                ? (first, g, second) : (first, second, MathF.Max(third, g));
        }

        // When three keys are alike nothing is left above the third: then the best alone stands.
        float total = 0;
        for (var k = 0; k < _lips.Length; k++)
        {
            shares[k] = MathF.Max(0, shares[k] - third) + (shares[k] == first ? ReferenceTuning.BestAlone : 0);
            total += shares[k];
        }

        for (var k = 0; k < _lips.Length; k++)
        {
            shares[k] /= total;
        }
    }

    private static float Distance(Vector3[] key, Span<Vector3> lips)
    {
        Vector3 mean = default;
        for (var p = 0; p < Points; p++)
        {
            mean += (key[p] - lips[p]) / Points;
        }

        float sum = 0;
        for (var p = 0; p < Points; p++)
        {
            sum += (key[p] - lips[p] - (ReferenceTuning.ShiftForgiven * mean)).LengthSquared();
        }

        return sum / Points / (ReferenceTuning.ShapeSpread * ReferenceTuning.ShapeSpread);
    }

    private static void Pick(ReadOnlySpan<Vector3> shape, Span<Vector3> lips)
    {
        for (var p = 0; p < 20; p++)
        {
            lips[p] = shape[FaceIndices.OuterLip[p]];
            lips[p + 20] = shape[FaceIndices.InnerLip[p]];
        }
    }
}
