using System.Numerics;
using HeyGem.Core.Faces.Covers;
using HeyGem.Core.Faces.Detect;
using HeyGem.Core.Faces.Identity;
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
    private readonly FaceRecognizer _recognizer;
    private readonly LateLooks _looks;
    private readonly FaceDetector _detector;
    private readonly FaceMesher _mesher;
    private readonly CoverProbe _cover;
    private readonly HandProbe _hands;
    private readonly CutDetector _cuts;
    private readonly List<FaceFollower> _faces = [];
    private readonly List<(int Start, int End, List<FaceFollower> Faces)> _shots = [];
    private readonly Vector3[] _landmarks = new Vector3[FaceTrack.LandmarkCount];
    private readonly FrameSpill _spill;
    private readonly YuvSpace _space;
    private readonly PassingThings _passing = new();
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
        : this(models, range, frameRate, space, choice, FrameSpill.InMemory)
    {
    }

    /// <summary>The same with the landmarks in <paramref name="spill"/>.</summary>
    internal FaceTracker(
        FaceModels models, FrameRange range, FrameRate frameRate, YuvSpace space, FaceChoice choice, FrameSpill spill)
    {
        ArgumentNullException.ThrowIfNull(models);
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(choice);
        _range = range;
        _frameRate = frameRate;
        _choice = choice;
        _spill = spill;
        _space = space;
        _cuts = new CutDetector(frameRate.PerSecond / 25);
        _detector = new FaceDetector(models, space);
        _mesher = new FaceMesher(models, space);
        _cover = new CoverProbe(space);
        _hands = new HandProbe(models, space);
        _recognizer = new FaceRecognizer(models, space);
        _looks = new LateLooks(_recognizer);
    }

    /// <summary>Stops what is judged at the end of a shot, which takes some seconds where that is long.</summary>
    public CancellationToken Stop { get; init; }

    /// <summary>Looks at the next frame of the range. The frame stays the caller's and is not kept.</summary>
    /// <exception cref="InvalidOperationException">More frames than the range holds, or a frame of another size.</exception>
    public void Push(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        if (_next == _range.Count || (_next > 0 && (frame.Width != _width || frame.Height != _height)))
        {
            throw new InvalidOperationException(
                $"Frame {_next} of {_range.Count} ({frame.Width} x {frame.Height}) does not belong to this track.");
        }

        (_width, _height) = (frame.Width, frame.Height);
        if (_cuts.Push(frame))
        {
            CloseShot();
        }

        FindNewFaces(frame);
        FindSmallFaces(frame);
        foreach (var face in _faces)
        {
            if (face.Follow(frame, _mesher, _detector, _cover, _hands) && FaceRecognizer.IsDue(++face.Seen))
            {
                face.InView!.Read(_landmarks);
                _looks.Keep(face.Looks, _next, frame, _landmarks);
            }
        }

        if (_shots.Count > 0)
        {
            _looks.Describe();
        }

        DropDoubles();
        _next++;
    }

    /// <summary>The faces in view in the frame that was pushed last.</summary>
    internal IEnumerable<FaceFrame> InView => _faces.Select(f => f.InView).OfType<FaceFrame>();

    /// <summary>The track of all frames pushed; frames of the range that were not pushed have no face.</summary>
    public FaceTrack Finish() => Finish([new SoughtFace(_choice, null)])[0];

    /// <summary>The tracks of several people, of whom no two have one face in a frame.</summary>
    /// <param name="sought">Whose, at least one.</param>
    internal List<FaceTrack> Finish(IReadOnlyList<SoughtFace> sought)
    {
        CloseShot();
        var (shots, dissolves) = _cuts.Finish();
        var tracks = Choose(shots, sought).Select(one => TrackOf(one.Faces, one.People, shots, dissolves)).ToList();
        _shots.SelectMany(s => s.Faces).ToList().ForEach(f => f.Frames.Release());
        return tracks;
    }

    /// <summary>The tracks of all people who were followed, in the order of appearance.</summary>
    internal List<FaceTrack> FinishEverybody()
    {
        CloseShot();
        var (shots, dissolves) = _cuts.Finish();
        var (stretches, seen) = Seen(shots);
        var tracks = Everybody.Of(seen).ConvertAll(faces => TrackOf(
            Taken(stretches.Zip(faces, (s, face) => (s.From, s.To, face))),
            [.. stretches.Zip(faces, (s, face) => new ShotPerson(
                new FrameRange(s.From, s.To - s.From), face is null ? 0 : 1, face is null ? PersonState.Nobody : PersonState.Driven))],
            shots, dissolves));
        _shots.SelectMany(s => s.Faces).ToList().ForEach(f => f.Frames.Release());
        return tracks;
    }

    private FaceTrack TrackOf(FaceFrames faces, List<ShotPerson> people, List<FrameRange> shots, IReadOnlyList<FrameRange> dissolves)
    {
        foreach (var dissolve in dissolves)
        {
            people = people.ConvertAll(p => p.Frames.Start >= dissolve.Start && p.Frames.End <= dissolve.End
                ? p with { Person = 0, State = PersonState.Nobody } : p);

            // Two faces over each other are no face to draw on.
            for (var i = (int)dissolve.Start; i < dissolve.End; i++)
            {
                faces[i] = null;
            }
        }

        return new FaceTrack(_range, _frameRate, _width, _height, faces, _next > 0 ? shots : []) { People = people };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _recognizer.Dispose();
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
                _faces.Add(new FaceFollower(_next, face.Region, _spill, _space));
            }
        }
    }

    /// <summary>
    /// A larger face may be a photograph on the wall, which only time tells: for a second smaller ones are followed beside it.
    /// </summary>
    private void FindSmallFaces(Frame frame)
    {
        var inShot = _next - _shotStart;
        if (inShot == 0 && _faces.Count is > 0 and < MostFaces)
        {
            var largest = _faces.Max(f => f.Region.Side) / 1.5f;
            foreach (var face in _detector.LookCloser(frame).Where(f => f.Size >= LeastShareOfLargest * largest && !IsFollowed(f))
                .Take(MostFaces - _faces.Count).ToList())
            {
                _faces.Add(new FaceFollower(_next, face.Region, _spill, _space) { IsSmall = true });
            }
        }

        if (inShot == (int)Math.Round(_frameRate.PerSecond) && _faces.Exists(f => f.IsSmall) && _faces.Exists(f => !f.IsSmall
            && FaceMotion.Of(f.Frames, 0, f.Frames.Count, _frameRate.PerSecond) > PersonChooser.StillBelow))
        {
            _faces.Where(f => f.IsSmall).ToList().ForEach(f => f.Release());
            _faces.RemoveAll(f => f.IsSmall);
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
                    _faces[i].Release();
                    _faces.RemoveAt(i);
                    break;
                }
            }
        }
    }

    private void CloseShot()
    {
        _faces.ForEach(f => f.Finish(_passing, _frameRate.PerSecond, Stop));
        _shots.Add((_shotStart, _next, [.. _faces]));
        _faces.Clear();
        _shotStart = _next;
    }

    /// <summary>Takes over the frames of one face a stretch for each person, now that all of them are known.</summary>
    private List<(FaceFrames Faces, List<ShotPerson> People)> Choose(List<FrameRange> shots, IReadOnlyList<SoughtFace> sought)
    {
        if (sought.Count > 1 || sought[0].Wanted is not null)
        {
            _looks.Describe();
        }

        var (stretches, seen) = Seen(shots);
        var chosen = SharedFaces.Part(sought, [.. sought.Select(one => new PersonChooser(one.Choice, one.Wanted).Choose(seen))]);
        return [.. chosen.Select(faces => (
            Taken(stretches.Zip(faces, (s, one) => (s.From, s.To, one.Face))),
            stretches.Zip(faces, (s, one) => new ShotPerson(new FrameRange(s.From, s.To - s.From), one.Person, one.State)).ToList()))];
    }

    /// <summary>The stretches without a cut, and the faces of each.</summary>
    private (List<(int From, int To)> Stretches, List<List<ShotFace>> Faces) Seen(List<FrameRange> shots)
    {
        // A cut that turned out to be none, and one that was seen late, such as a dissolve, both divide what was followed.
        var stretches = shots.SelectMany(shot => _shots.Select(s => (
            From: (int)Math.Max(shot.Start, s.Start), To: (int)Math.Min(shot.End, s.End), s.Faces))).Where(s => s.To > s.From).ToList();
        if (stretches.Count > 1)
        {
            _looks.Describe();
        }

        var picture = (_width, _height, _frameRate.PerSecond);
        return (stretches.ConvertAll(s => (s.From, s.To)), stretches.ConvertAll(stretch => stretch.Faces
            .Select(f => ShotFace.Of(f.Frames, f.Start, f.Looks, (stretch.From, stretch.To), picture)).OfType<ShotFace>().ToList()));
    }

    private FaceFrames Taken(IEnumerable<(int From, int To, ShotFace? Face)> stretches)
    {
        var taken = new FaceFrames(_spill, (int)_range.Count);
        foreach (var (from, to, face) in stretches)
        {
            for (var i = from; face is not null && i < Math.Min(to, face.Start + face.Face.Count); i++)
            {
                taken[i] = i < face.Start ? null : face.Face[i - face.Start];
            }
        }

        return taken;
    }
}
