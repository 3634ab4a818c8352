using System.Numerics;
using HeyGem.Core.Faces.Detect;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Faces.Track;

/// <summary>One face from where it was found until the shot ends, mesh by mesh. For one thread at a time.</summary>
internal sealed class FaceFollower
{
    // Beyond these the mesh sits beside the face although it reports one.
    private const float MostMotion = 0.06f;
    private const float SuspectResidual = 0.035f;
    private const float MostResidual = 0.06f;
    private const float LeastUnit = 12;

    private readonly RigidShape _shape = new();
    private readonly FaceFit _fit = new();
    private readonly FaceFit _again = new();
    private readonly FaceGap _gap = new();
    private FaceFrame? _lastSeen;
    private FaceRegion _region;

    /// <summary>Starts with a face that was just found.</summary>
    /// <param name="record">What is kept of it.</param>
    /// <param name="region">Where the face is in the first frame that <see cref="Follow"/> will be given.</param>
    public FaceFollower(FaceRecord record, FaceRegion region)
    {
        Record = record;
        _region = region;
    }

    /// <summary>What is kept of the face; written by whoever keeps it, not here.</summary>
    public FaceRecord Record { get; }

    /// <summary>Whether only a closer look found it.</summary>
    public bool IsSmall { get; init; }

    /// <summary>
    /// The face's first frames, as <see cref="FaceRecord.Frames"/> will have them, while somebody needs them; else null.
    /// </summary>
    public FaceFrames? First { get; set; }

    /// <summary>Frames since the face was last seen, 0 while it is in view.</summary>
    public int Missing { get; private set; }

    /// <summary>Where the face is, or was last.</summary>
    public FaceRegion Region => _region;

    /// <summary>Goes on to the next frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="mesher">Lays the mesh.</param>
    /// <param name="detector">Is asked where the face went.</param>
    /// <param name="followed">Receives the face.</param>
    public void Follow(Frame frame, FaceMesher mesher, FaceDetector detector, FollowedFace followed)
    {
        var fit = Missing == 0 && _fit.Place(mesher, frame, _region) && IsSound(_fit) ? _fit : Recover(frame, mesher, detector);
        if (fit is null)
        {
            _gap.Note(frame, mesher, _lastSeen);
            First?.Add(null);
            Missing++;
            return;
        }

        Missing = 0;
        var landmarks = fit.Landmarks;
        if (_shape.Residual(landmarks) < SuspectResidual)
        {
            _shape.Learn(landmarks);
        }

        _region = FaceRegion.Around(landmarks);
        _gap.See(mesher.Luma, frame.Layout.BitDepth, landmarks);
        var seen = FaceFrame.Of(landmarks, fit.Confidence, sharpness: 0);
        followed.See(seen, _gap.Close(_lastSeen, seen), _region, landmarks);
        First?.Add(seen, followed.Bridged);
        _lastSeen = seen;
    }

    /// <summary>Takes the face up again at a place where the detector found it.</summary>
    public void Resume(FaceRegion region)
    {
        _region = region;
        Missing = 0;
    }

    private bool IsSound(FaceFit fit) =>
        fit.Motion <= MostMotion && _shape.Residual(fit.Landmarks) <= SuspectResidual && IsLargeEnough(fit);

    private static bool IsLargeEnough(FaceFit fit) => Vector3.Distance(fit.Landmarks[33], fit.Landmarks[263]) >= LeastUnit;

    /// <summary>Asks the detector where the face went, and keeps the better of its answer and the fit in doubt.</summary>
    private FaceFit? Recover(Frame frame, FaceMesher mesher, FaceDetector detector)
    {
        var doubted = Missing == 0 && _fit.Confidence >= 0.5f
            && _fit.Motion <= MostMotion ? _shape.Residual(_fit.Landmarks) : float.MaxValue;
        var near = detector.LookNear(frame, _region.Centre, _region.Side * 2);
        if (Nearest(near) is { } face && _again.Place(mesher, frame, face.Region) && _again.Motion <= MostMotion && IsLargeEnough(_again))
        {
            var residual = _shape.Residual(_again.Landmarks);
            if (residual <= Math.Min(MostResidual, doubted))
            {
                return _again;
            }
        }

        return doubted <= MostResidual && IsLargeEnough(_fit) ? _fit : null;
    }

    private FoundFace? Nearest(List<FoundFace> faces)
    {
        FoundFace? nearest = null;
        var least = _region.Side / 2;
        foreach (var face in faces)
        {
            var distance = Vector2.Distance(face.Centre, _region.Centre);
            if (distance < least)
            {
                (nearest, least) = (face, distance);
            }
        }

        return nearest;
    }
}
