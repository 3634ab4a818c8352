using System.Numerics;
using HeyGem.Core.Faces.Detect;
using HeyGem.Core.Faces.Identity;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Faces.Track;

/// <summary>
/// The part of pass 1 in which each frame needs the one before: where a shot ends, and where each face's mesh lies. Follows up to three
/// faces at once. For one thread at a time.
/// </summary>
internal sealed class FaceChain(FaceModels models, double perSecond, YuvSpace space, FrameSpill spill) : IDisposable
{
    private const int MostFaces = 3;
    private const int LookEvery = 12;
    private const float LeastShareOfLargest = 0.3f;

    private readonly FaceDetector _detector = new(models, space);
    private readonly FaceMesher _mesher = new(models, space);
    private readonly CutDetector _cuts = new(perSecond / 25);
    private readonly List<FaceFollower> _faces = [];
    private int _next;
    private int _shotStart;

    /// <summary>Frames that were followed.</summary>
    public int Count => _next;

    /// <summary>Goes on to the next frame.</summary>
    /// <param name="frame">The frame; stays the caller's and is not kept.</param>
    /// <param name="followed">Receives what is found.</param>
    public void Follow(Frame frame, FollowedFrame followed)
    {
        followed.Begin(_next);
        if (_cuts.Push(frame))
        {
            followed.Ended = EndShot();
        }

        FindNewFaces(frame, _next - _shotStart);
        FindSmallFaces(frame, _next - _shotStart, followed);
        foreach (var face in _faces)
        {
            face.Follow(frame, _mesher, _detector, followed.Add(face.Record));
        }

        DropDoubles(followed);
        _next++;
    }

    /// <summary>Ends the shot before the next frame.</summary>
    public FollowedShot EndShot()
    {
        var shot = new FollowedShot(_shotStart, _next, _faces.ConvertAll(f => f.Record));
        _faces.Clear();
        _shotStart = _next;
        return shot;
    }

    /// <summary>The shots of all frames, judged with both sides in view, and which of them are dissolves.</summary>
    public (List<FrameRange> Shots, List<FrameRange> Dissolves) Shots() => _cuts.Finish();

    /// <inheritdoc/>
    public void Dispose()
    {
        _mesher.Dispose();
        _detector.Dispose();
    }

    private void FindNewFaces(Frame frame, int inShot)
    {
        var inView = _faces.Count(f => f.Missing == 0);
        if (inView >= MostFaces || (inView > 0 && inShot % LookEvery != 0))
        {
            return;
        }

        // Tiles cost dozens of looks, so a picture without a face gets them only now and then.
        var found = inView == 0 && inShot % LookEvery == 0 ? _detector.Search(frame) : _detector.Look(frame);
        found.Sort((a, b) => b.Size.CompareTo(a.Size));
        foreach (var face in found)
        {
            if (face.Size < LeastShareOfLargest * found[0].Size || IsFollowed(face))
            {
                continue;
            }

            if (Lost(face) is { } lost)
            {
                lost.Resume(face.Region);
            }
            else if (_faces.Count < MostFaces)
            {
                _faces.Add(Begin(face));
            }
        }
    }

    /// <summary>
    /// A larger face may be a photograph on the wall, which only time tells: for a second smaller ones are followed beside it.
    /// </summary>
    private void FindSmallFaces(Frame frame, int inShot, FollowedFrame followed)
    {
        if (inShot == 0 && _faces.Count is > 0 and < MostFaces)
        {
            var largest = _faces.Max(f => f.Region.Side) / 1.5f;
            foreach (var face in _detector.LookCloser(frame).Where(f => f.Size >= LeastShareOfLargest * largest && !IsFollowed(f))
                .Take(MostFaces - _faces.Count).ToList())
            {
                _faces.Add(Begin(face, isSmall: true));
            }
        }

        var second = (int)Math.Round(perSecond);
        if (inShot < second && _faces.Exists(f => f.IsSmall))
        {
            _faces.ForEach(f => f.First ??= new FaceFrames(FrameSpill.InMemory));
        }

        if (inShot == second)
        {
            if (_faces.Exists(f => f.IsSmall) && _faces.Exists(f => !f.IsSmall && f.First is { } first
                && FaceMotion.Of(first, 0, first.Count, perSecond) > PersonChooser.StillBelow))
            {
                followed.Dropped.AddRange(_faces.Where(f => f.IsSmall).Select(f => f.Record));
                _faces.RemoveAll(f => f.IsSmall);
            }

            _faces.ForEach(f => f.First = null);
        }
    }

    private FaceFollower Begin(FoundFace face, bool isSmall = false) =>
        new(new FaceRecord(_next, spill, space), face.Region) { IsSmall = isSmall };

    private bool IsFollowed(FoundFace face) =>
        _faces.Any(f => f.Missing == 0 && Vector2.Distance(f.Region.Centre, face.Centre) < Math.Max(f.Region.Side / 1.5f, face.Size) / 2);

    /// <summary>The face that went missing and may be this one: near where it was, or gone for long enough to be anywhere.</summary>
    private FaceFollower? Lost(FoundFace face) => _faces
        .Where(f => f.Missing > 0 && Alike(f.Region.Side / 1.5f, face.Size)
            && (f.Missing > LookEvery || Vector2.Distance(f.Region.Centre, face.Centre) < 2 * face.Size))
        .MinBy(f => Vector2.Distance(f.Region.Centre, face.Centre));

    private static bool Alike(float a, float b) => a < 2 * b && b < 2 * a;

    /// <summary>Two followers on one face: the younger goes.</summary>
    private void DropDoubles(FollowedFrame followed)
    {
        for (var i = _faces.Count - 1; i > 0; i--)
        {
            for (var j = 0; j < i; j++)
            {
                var (a, b) = (_faces[i], _faces[j]);
                if (a.Missing == 0 && b.Missing == 0
                    && Vector2.Distance(a.Region.Centre, b.Region.Centre) < Math.Min(a.Region.Side, b.Region.Side) / 4)
                {
                    followed.Dropped.Add(a.Record);
                    _faces.RemoveAt(i);
                    break;
                }
            }
        }
    }
}
