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
    private readonly List<float> _doubts = [];
    private readonly Vector3[] _landmarks = new Vector3[FaceTrack.LandmarkCount];
    private int _sinceHand = CoverTuning.LostHand;

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
        _doubts.Add(0);
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
        DoubtedLips.Add(Frames, _doubts);
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
        var told = cover.Find(frame, face.Landmarks);
        var before = hands.Find(frame, face.Region, CoverGrid.Of(face.Landmarks), _hands, told);
        _sinceHand = ReferenceEquals(before, told) ? _sinceHand + 1 : 0;
        var stays = _sinceHand <= CoverTuning.LostHand && (IsDoubted(0) || IsDoubted(1));
        _doubts.Add(_sinceHand == 0 || stays ? hands.Doubt(frame, face.Landmarks) : 0);
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

    /// <summary>Whether the lips are doubted in the frame that is so many before the last.</summary>
    private bool IsDoubted(int back) => back < _doubts.Count && _doubts[^(back + 1)] >= CoverTuning.LeastDoubt;

    /// <summary>A hand is found some frames after it came in: follows it back to there.</summary>
    private void LookBack(HandProbe hands)
    {
        Span<FaceRegion> now = stackalloc FaceRegion[FollowedHands.Most];
        var count = _hands.Count;
        _hands.Regions.CopyTo(now);
        for (var back = 1; back < CoverTuning.PalmEvery && back <= Frames.Count && Frames[^back] is { } seen; back++)
        {
            seen.Read(_landmarks);
            var before = hands.FindBack(back, CoverGrid.Of(_landmarks), _hands, seen.Cover);
            Frames[^back] = seen.Behind(before);
            if (_doubts[^(back + 1)] == 0 && (!ReferenceEquals(before, seen.Cover) || IsDoubted(back - 1)))
            {
                _doubts[^(back + 1)] = hands.DoubtBack(back, _landmarks, _hands);
            }
        }

        _hands.Clear();
        foreach (var region in now[..count])
        {
            _hands.Add(region);
        }
    }
}
