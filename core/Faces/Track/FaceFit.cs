using System.Numerics;
using HeyGem.Core.Faces.Detect;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Faces.Track;

/// <summary>
/// The mesh laid on one face of one frame by two looks: the second, placed by the first, tells whether the first was placed well.
/// For one thread at a time.
/// </summary>
internal sealed class FaceFit
{
    // A second look that hardly differs in place would only repeat the first.
    private const float SamePlace = 0.012f;
    private const float LeastConfidence = 0.5f;

    private readonly Vector3[] _first = new Vector3[FaceTrack.LandmarkCount];
    private readonly Vector3[] _second = new Vector3[FaceTrack.LandmarkCount];
    private bool _onceWasEnough;

    /// <summary>The landmarks, frame pixels.</summary>
    public ReadOnlySpan<Vector3> Landmarks => _onceWasEnough ? _first : _second;

    /// <summary>Probability that a face is there, 0..1.</summary>
    public float Confidence { get; private set; }

    /// <summary>How far the second look moved the stiff points, root mean square, in outer-eye distances.</summary>
    public float Motion { get; private set; }

    /// <summary>Looks twice, or once where the first look confirms the place it was given.</summary>
    /// <returns>Whether both looks show a face.</returns>
    public bool Place(FaceMesher mesher, Frame frame, FaceRegion region)
    {
        Motion = 0;
        Confidence = mesher.Look(frame, region, _first);
        if (Confidence < LeastConfidence)
        {
            return false;
        }

        var better = FaceRegion.Around(_first);
        _onceWasEnough = region.DistanceTo(better) < SamePlace;
        if (_onceWasEnough)
        {
            return true;
        }

        Confidence = mesher.Look(frame, better, _second);
        Motion = MotionBetween();
        return Confidence >= LeastConfidence;
    }

    private float MotionBetween()
    {
        var sum = 0f;
        foreach (var i in FaceIndices.Rigid)
        {
            var d = _second[i] - _first[i];
            sum += (d.X * d.X) + (d.Y * d.Y);
        }

        return MathF.Sqrt(sum / FaceIndices.Rigid.Length) / Vector3.Distance(_second[FaceIndices.LeftEye], _second[FaceIndices.RightEye]);
    }
}
