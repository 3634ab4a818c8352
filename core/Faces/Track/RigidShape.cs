using System.Numerics;

namespace HeyGem.Core.Faces.Track;

/// <summary>
/// What the stiff part of one person's face looks like, learned while it is followed. A mesh that slid off the face still reports
/// a face, but no longer this shape.
/// </summary>
internal sealed class RigidShape
{
    private const int Trusted = 5;
    private const int Memory = 200;

    private readonly Vector3[] _shape = new Vector3[FaceTrack.LandmarkCount];
    private int _seen;

    /// <summary>
    /// Root mean square distance, in the picture, of the stiff points from the learned shape laid over them, in outer-eye distances;
    /// 0 until enough frames were seen to tell. A well-placed mesh stays below 0.035.
    /// </summary>
    public float Residual(ReadOnlySpan<Vector3> landmarks)
    {
        if (_seen < Trusted)
        {
            return 0;
        }

        var pose = SimilarityFit.Fit(_shape, landmarks, FaceIndices.Rigid);
        var sum = 0f;
        foreach (var i in FaceIndices.Rigid)
        {
            var d = pose.ToFrame(_shape[i]) - landmarks[i];
            sum += (d.X * d.X) + (d.Y * d.Y);
        }

        return MathF.Sqrt(sum / FaceIndices.Rigid.Length) / pose.Scale;
    }

    /// <summary>Adds a well-placed mesh to what is known.</summary>
    public void Learn(ReadOnlySpan<Vector3> landmarks)
    {
        var unit = Vector3.Distance(landmarks[FaceIndices.LeftEye], landmarks[FaceIndices.RightEye]);
        var pose = _seen == 0 ? new FacePose(unit, Quaternion.Identity, landmarks[FaceIndices.NoseRoot]) : SimilarityFit.Fit(
            _shape, landmarks, FaceIndices.Rigid);
        _seen++;
        var weight = 1f / Math.Min(_seen, Memory);
        foreach (var i in FaceIndices.Rigid)
        {
            _shape[i] = Vector3.Lerp(_shape[i], pose.ToLocal(landmarks[i]), weight);
        }
    }
}
