using System.Numerics;
using HeyGem.Core.Faces.Covers;
using HeyGem.Core.Faces.Detect;
using HeyGem.Core.Faces.Identity;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Faces.Track;

/// <summary>One face from where it was found until the shot ends, with what was stored of it. For one thread at a time.</summary>
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
    private readonly FollowedHands _hands = new();
    private readonly SkinLog _skin;
    private readonly Vector3[] _landmarks = new Vector3[FaceTrack.LandmarkCount];
    private FaceFrame? _lastSeen;
    private FaceRegion _region;

    /// <summary>Starts with a face that was just found.</summary>
    /// <param name="start">Place in the track of the first frame that <see cref="Follow"/> will be given.</param>
    /// <param name="region">Where the face is in that frame.</param>
    /// <param name="spill">Where what is stored goes.</param>
    /// <param name="space">How the frames' samples stand for colours.</param>
    public FaceFollower(int start, FaceRegion region, FrameSpill spill, YuvSpace space)
    {
        Frames = new FaceFrames(spill);
        _skin = new SkinLog(spill, space);
        Start = start;
        _region = region;
    }

    /// <summary>Place in the track of <see cref="Frames"/>' first entry.</summary>
    public int Start { get; }

    /// <summary>What was stored, one entry for each followed frame, null where the face was not usable.</summary>
    public FaceFrames Frames { get; }

    /// <summary>Whether only a closer look found it.</summary>
    public bool IsSmall { get; init; }

    /// <summary>Frames in which the face was in view.</summary>
    public int Seen { get; set; }

    /// <summary>What the face looked like, now and then.</summary>
    public List<FaceLook> Looks { get; } = [];

    /// <summary>The face in the frame that was followed last; null where it was not usable.</summary>
    public FaceFrame? InView => Missing == 0 ? _lastSeen : null;

    /// <summary>Frames since the face was last seen, 0 while it is in view.</summary>
    public int Missing { get; private set; }

    /// <summary>Where the face is, or was last.</summary>
    public FaceRegion Region => _region;

    /// <summary>Goes on to the next frame.</summary>
    /// <returns>Whether the face is in view.</returns>
    public bool Follow(Frame frame, FaceMesher mesher, FaceDetector detector, CoverProbe cover, HandProbe hands)
    {
        var fit = Missing == 0 && _fit.Place(mesher, frame, _region) && IsSound(_fit) ? _fit : Recover(frame, mesher, detector);
        if (fit is null)
        {
            _gap.Note(frame, mesher, _lastSeen);
            _hands.Recent.Clear();
            _skin.Skip();
            Frames.Add(null);
            Missing++;
            return false;
        }

        Missing = 0;
        var landmarks = fit.Landmarks;
        if (_shape.Residual(landmarks) < SuspectResidual)
        {
            _shape.Learn(landmarks);
        }

        _region = FaceRegion.Around(landmarks);
        _gap.See(MouthDetail.Patch(mesher.Luma, frame.Layout.BitDepth, landmarks));
        _skin.Keep(frame, landmarks);
        var before = FindCover(frame, landmarks, cover, hands);
        Add(FaceFrame.Of(landmarks, fit.Confidence, MouthDetail.Sharpness(frame, landmarks), before, _skin.Letters));
        return true;
    }

    /// <summary>Ends with the shot: finds what only all of its frames show.</summary>
    public void Finish(PassingThings passing, double perSecond, CancellationToken cancellationToken)
    {
        passing.Find(_skin, Frames, perSecond, cancellationToken);
        _skin.Release();
    }

    /// <summary>Drops what was stored.</summary>
    public void Release()
    {
        _skin.Release();
        Frames.Release();
    }

    private FrameCover? FindCover(Frame frame, ReadOnlySpan<Vector3> landmarks, CoverProbe cover, HandProbe hands)
    {
        _hands.Next();
        var known = _hands.Count;
        var before = hands.Find(frame, _region, CoverGrid.Of(landmarks), _hands, cover.Find(frame, landmarks));
        if (known > 0)
        {
            return before;
        }

        if (_hands.Count > 0)
        {
            LookBack(hands);
            _hands.Recent.Clear();
        }
        else
        {
            _hands.Recent.Keep(frame, _region.Centre, _region.Side * CoverTuning.HandReach);
        }

        return before;
    }

    /// <summary>A hand is found some frames after it came in: follows it back to there.</summary>
    private void LookBack(HandProbe hands)
    {
        Span<FaceRegion> now = stackalloc FaceRegion[FollowedHands.Most];
        var count = _hands.Count;
        _hands.Regions.CopyTo(now);
        for (var back = 1; back < CoverTuning.PalmEvery && back <= Frames.Count && Frames[^back] is { } seen; back++)
        {
            seen.Read(_landmarks);
            Frames[^back] = seen.Behind(hands.FindBack(back, CoverGrid.Of(_landmarks), _hands, seen.Cover));
        }

        _hands.Clear();
        foreach (var region in now[..count])
        {
            _hands.Add(region);
        }
    }

    private void Add(FaceFrame seen)
    {
        var bridged = _gap.Close(_lastSeen, seen);
        for (var k = 0; k < bridged.Count; k++)
        {
            Frames[Frames.Count - bridged.Count + k] = bridged[k];
        }

        _lastSeen = seen;
        Frames.Add(seen);
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
