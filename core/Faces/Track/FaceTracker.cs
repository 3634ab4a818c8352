using System.Numerics;
using HeyGem.Core.Faces.Detect;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Faces.Track;

/// <summary>
/// Pass 1 over a clip: give it every frame in order, then take the track. Follows up to three faces at once and decides at the
/// end which one the track is about. Beyond the frames it stores nothing that grows; for one thread at a time; the owner disposes it.
/// </summary>
public sealed class FaceTracker : IDisposable
{
    private const int MostFaces = 3;
    private const int LookEvery = 12;
    private const float LeastShareOfLargest = 0.3f;

    private readonly FrameRange _range;
    private readonly FrameRate _frameRate;
    private readonly FaceChoice _choice;
    private readonly FaceDetector _detector;
    private readonly FaceMesher _mesher;
    private readonly CoverProbe _cover;
    private readonly HandProbe _hands;
    private readonly CutDetector _cuts;
    private readonly List<FaceFollower> _faces = [];
    private readonly FaceFrame?[] _chosen;
    private int _width;
    private int _height;
    private int _next;
    private int _shotStart;

    /// <summary>Starts a track.</summary>
    /// <param name="models">The networks; they stay the caller's and outlive the tracker.</param>
    /// <param name="range">The clip's frames that will be pushed.</param>
    /// <param name="frameRate">Rate of the clip's time line.</param>
    /// <param name="space">How the frames' samples stand for colours.</param>
    /// <param name="choice">Which face is wanted where there are several.</param>
    public FaceTracker(FaceModels models, FrameRange range, FrameRate frameRate, YuvSpace space, FaceChoice choice)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(choice);
        _range = range;
        _frameRate = frameRate;
        _choice = choice;
        _chosen = new FaceFrame?[range.Count];
        _cuts = new CutDetector(frameRate.PerSecond / 25);
        _detector = new FaceDetector(models, space);
        _mesher = new FaceMesher(models, space);
        _cover = new CoverProbe(space);
        _hands = new HandProbe(models, space);
    }

    /// <summary>Looks at the next frame of the range. The frame stays the caller's and is not kept.</summary>
    /// <exception cref="InvalidOperationException">More frames than the range holds, or a frame of another size.</exception>
    public void Push(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (_next == _chosen.Length || (_next > 0 && (frame.Width != _width || frame.Height != _height)))
        {
            throw new InvalidOperationException(
                $"Frame {_next} of {_chosen.Length} ({frame.Width} x {frame.Height}) does not belong to this track.");
        }

        (_width, _height) = (frame.Width, frame.Height);
        if (_cuts.Push(frame))
        {
            CloseShot();
        }

        FindNewFaces(frame);
        foreach (var face in _faces)
        {
            face.Follow(frame, _mesher, _detector, _cover, _hands);
        }

        DropDoubles();
        _next++;
    }

    /// <summary>The faces in view in the frame that was pushed last.</summary>
    internal IEnumerable<FaceFrame> InView => _faces.Select(f => f.Frames[^1]).OfType<FaceFrame>();

    /// <summary>The track of all frames pushed; frames of the range that were not pushed have no face.</summary>
    public FaceTrack Finish()
    {
        CloseShot();
        var (shots, dissolves) = _cuts.Finish();
        foreach (var dissolve in dissolves)
        {
            // Two faces over each other are no face to draw on.
            Array.Clear(_chosen, (int)dissolve.Start, (int)dissolve.Count);
        }

        return new FaceTrack(_range, _frameRate, _width, _height, _chosen, _next > 0 ? shots : []);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _hands.Dispose();
        _mesher.Dispose();
        _detector.Dispose();
    }

    private void FindNewFaces(Frame frame)
    {
        var inShot = _next - _shotStart;
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
                _faces.Add(new FaceFollower(_next, face.Region));
            }
        }
    }

    private bool IsFollowed(FoundFace face) =>
        _faces.Any(f => f.Missing == 0 && Vector2.Distance(f.Region.Centre, face.Centre) < Math.Max(f.Region.Side / 1.5f, face.Size) / 2);

    /// <summary>The face that went missing and may be this one: near where it was, or gone for long enough to be anywhere.</summary>
    private FaceFollower? Lost(FoundFace face) => _faces
        .Where(f => f.Missing > 0 && Alike(f.Region.Side / 1.5f, face.Size)
            && (f.Missing > LookEvery || Vector2.Distance(f.Region.Centre, face.Centre) < 2 * face.Size))
        .MinBy(f => Vector2.Distance(f.Region.Centre, face.Centre));

    private static bool Alike(float a, float b) => a < 2 * b && b < 2 * a;

    /// <summary>Two followers on one face: the younger goes.</summary>
    private void DropDoubles()
    {
        for (var i = _faces.Count - 1; i > 0; i--)
        {
            for (var j = 0; j < i; j++)
            {
                var (a, b) = (_faces[i], _faces[j]);
                if (a.Missing == 0 && b.Missing == 0
                    && Vector2.Distance(a.Region.Centre, b.Region.Centre) < Math.Min(a.Region.Side, b.Region.Side) / 4)
                {
                    _faces.RemoveAt(i);
                    break;
                }
            }
        }
    }

    private void CloseShot()
    {
        if (FaceChooser.Choose(_faces, _choice, _width, _height) is { } face)
        {
            for (var i = 0; i < face.Frames.Count; i++)
            {
                _chosen[face.Start + i] = face.Frames[i];
            }
        }

        _faces.Clear();
        _shotStart = _next;
    }
}
