using System.Numerics;
using HeyGem.Core.Faces.Covers;
using HeyGem.Core.Faces.Identity;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Faces.Track;

/// <summary>
/// What is kept of one face from where it was found until the shot ends. Nothing that is measured here says where the face will be in the
/// next frame. For one thread at a time.
/// </summary>
/// <param name="start">Place in the track of the first frame that is kept.</param>
/// <param name="spill">Where what is stored goes.</param>
/// <param name="space">How the frames' samples stand for colours.</param>
internal sealed class FaceRecord(int start, FrameSpill spill, YuvSpace space)
{
    private readonly FollowedHands _hands = new();
    private readonly SkinLog _skin = new(spill, space);
    private readonly Vector3[] _landmarks = new Vector3[FaceTrack.LandmarkCount];

    /// <summary>Place in the track of <see cref="Frames"/>' first entry.</summary>
    public int Start => start;

    /// <summary>What was stored, one entry for each followed frame, null where the face was not usable.</summary>
    public FaceFrames Frames { get; } = new(spill);

    /// <summary>Frames in which the face was in view.</summary>
    public int Seen { get; private set; }

    /// <summary>What the face looked like, now and then.</summary>
    public List<FaceLook> Looks { get; } = [];

    /// <summary>Adds a frame in which the face is not usable.</summary>
    public void Skip()
    {
        _hands.Recent.Clear();
        _skin.Skip();
        Frames.Add(null);
    }

    /// <summary>Adds a frame in which the face is in view.</summary>
    public void Keep(Frame frame, FollowedFace face, CoverProbe cover, HandProbe hands)
    {
        Seen++;
        _skin.Keep(frame, face.Landmarks);
        var before = FindCover(frame, face, cover, hands);
        Frames.Add(face.Seen!.Told(MouthDetail.Sharpness(frame, face.Landmarks), before, _skin.Letters), face.Bridged);
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

    private FrameCover? FindCover(Frame frame, FollowedFace face, CoverProbe cover, HandProbe hands)
    {
        _hands.Next();
        var known = _hands.Count;
        var before = hands.Find(frame, face.Region, CoverGrid.Of(face.Landmarks), _hands, cover.Find(frame, face.Landmarks));
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
            _hands.Recent.Keep(frame, face.Region.Centre, face.Region.Side * CoverTuning.HandReach);
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
}
