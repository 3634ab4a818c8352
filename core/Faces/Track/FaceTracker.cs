using System.Collections.Concurrent;
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
    private readonly FrameRange _range;
    private readonly FrameRate _frameRate;
    private readonly FaceChoice _choice;
    private readonly FaceChain _chain;
    private readonly FaceRecorder _recorder;
    private readonly ConcurrentBag<FollowedFrame> _idle = [];
    private readonly FrameSpill _spill;
    private int _width;
    private int _height;

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
        _chain = new FaceChain(models, frameRate.PerSecond, space, spill);
        _recorder = new FaceRecorder(models, space, frameRate.PerSecond);
    }

    /// <summary>
    /// Stops what is judged of a shot that ended, which takes some seconds where that is long and goes on beside the next shot.
    /// </summary>
    public CancellationToken Stop { get; init; }

    /// <summary>Looks at the next frame of the range. The frame stays the caller's and is not kept.</summary>
    /// <exception cref="InvalidOperationException">More frames than the range holds, or a frame of another size.</exception>
    public void Push(Frame frame) => Keep(frame, Follow(frame));

    /// <summary>
    /// The first half of <see cref="Push"/>: where the faces are. The other half, <see cref="Keep"/>, must be given the same frame, and may
    /// run on another thread while the next frame is followed; each of them takes the frames in order.
    /// </summary>
    /// <exception cref="InvalidOperationException">More frames than the range holds, or a frame of another size.</exception>
    internal FollowedFrame Follow(Frame frame)
    {
        ArgumentNullException.ThrowIfNull(frame);
        var next = _chain.Count;
        if (next == _range.Count || (next > 0 && (frame.Width != _width || frame.Height != _height)))
        {
            throw new InvalidOperationException(
                $"Frame {next} of {_range.Count} ({frame.Width} x {frame.Height}) does not belong to this track.");
        }

        (_width, _height) = (frame.Width, frame.Height);
        var followed = _idle.TryTake(out var idle) ? idle : new FollowedFrame();
        _chain.Follow(frame, followed);
        return followed;
    }

    /// <summary>The second half of <see cref="Push"/>: what else there is to know of the faces that were found.</summary>
    /// <param name="frame">The frame; stays the caller's and is not kept.</param>
    /// <param name="followed">What <see cref="Follow"/> gave for it; the tracker's again when this returns.</param>
    internal void Keep(Frame frame, FollowedFrame followed)
    {
        _recorder.Keep(frame, followed, Stop);
        _idle.Add(followed);
    }

    /// <summary>The track of all frames pushed; frames of the range that were not pushed have no face.</summary>
    public FaceTrack Finish() => Finish([new SoughtFace(_choice, null)])[0];

    /// <summary>The tracks of several people, of whom no two have one face in a frame.</summary>
    /// <param name="sought">Whose, at least one.</param>
    internal List<FaceTrack> Finish(IReadOnlyList<SoughtFace> sought)
    {
        _recorder.Finish(_chain.EndShot(), Stop);
        var (shots, dissolves) = _chain.Shots();
        var tracks = Choose(shots, sought).Select(one => TrackOf(one.Faces, one.People, shots, dissolves)).ToList();
        _recorder.Release();
        return tracks;
    }

    /// <summary>The tracks of all people who were followed, in the order of appearance.</summary>
    internal List<FaceTrack> FinishEverybody()
    {
        _recorder.Finish(_chain.EndShot(), Stop);
        var (shots, dissolves) = _chain.Shots();
        var (stretches, seen) = Seen(shots);
        var tracks = Everybody.Of(seen).ConvertAll(faces => TrackOf(
            Taken(stretches.Zip(faces, (s, face) => (s.From, s.To, face))),
            [.. stretches.Zip(faces, (s, face) => new ShotPerson(
                new FrameRange(s.From, s.To - s.From), face is null ? 0 : 1, face is null ? PersonState.Nobody : PersonState.Driven))],
            shots, dissolves));
        _recorder.Release();
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

        return new FaceTrack(_range, _frameRate, _width, _height, faces, _chain.Count > 0 ? shots : []) { People = people };
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _recorder.Dispose();
        _chain.Dispose();
    }

    /// <summary>Takes over the frames of one face a stretch for each person, now that all of them are known.</summary>
    private List<(FaceFrames Faces, List<ShotPerson> People)> Choose(List<FrameRange> shots, IReadOnlyList<SoughtFace> sought)
    {
        if (sought.Count > 1 || sought[0].Wanted is not null)
        {
            _recorder.Describe();
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
        var stretches = shots.SelectMany(shot => _recorder.Shots.Select(s => (
            From: (int)Math.Max(shot.Start, s.Start), To: (int)Math.Min(shot.End, s.End), s.Faces))).Where(s => s.To > s.From).ToList();
        if (stretches.Count > 1)
        {
            _recorder.Describe();
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
