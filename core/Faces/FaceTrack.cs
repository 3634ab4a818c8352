using System.Numerics;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Faces;

/// <summary>
/// One person's face through a clip range: 468 landmarks a frame where it was found, and what pass 1 measured beside them.
/// Immutable once built; safe to read from many threads. Frame arguments count from 0 at the start of <see cref="Range"/>.
/// </summary>
/// <remarks>
/// Landmarks are kept as 16-bit steps of the face's own extent (below 1/100 pixel), about 2.8 kB a frame, in a
/// <see cref="FrameSpill"/>: an hour of video takes no more memory than a minute.
/// </remarks>
public sealed class FaceTrack
{
    /// <summary>Landmarks of one face, MediaPipe's mesh order.</summary>
    public const int LandmarkCount = 468;

    private readonly FaceFrames _frames;

    internal FaceTrack(FrameRange range, FrameRate frameRate, int width, int height, FaceFrames frames, IReadOnlyList<FrameRange> shots)
    {
        Range = range;
        FrameRate = frameRate;
        Width = width;
        Height = height;
        _frames = frames;
        Shots = shots;
    }

    /// <summary>The clip's frames that the track covers.</summary>
    public FrameRange Range { get; }

    /// <summary>Rate of the clip's time line.</summary>
    public FrameRate FrameRate { get; }

    /// <summary>Width of the frames in pixels.</summary>
    public int Width { get; }

    /// <summary>Height of the frames in pixels.</summary>
    public int Height { get; }

    /// <summary>Frames in the track.</summary>
    public int FrameCount => _frames.Count;

    /// <summary>Stretches without a cut, counted from the start of <see cref="Range"/>, covering it without gaps.</summary>
    public IReadOnlyList<FrameRange> Shots { get; }

    /// <summary>Who is seen when, counted as <see cref="Shots"/>; a shot may be several stretches.</summary>
    public IReadOnlyList<ShotPerson> People { get; init; } = [];

    /// <summary>Whether the face was found and is usable in a frame.</summary>
    public bool HasFace(int frame) => _frames.Has(frame);

    /// <summary>Frames with a usable face.</summary>
    public int FaceCount => Enumerable.Range(0, _frames.Count).Count(_frames.Has);

    /// <summary>Probability that a face is there, 0..1; 0 where none was found.</summary>
    public float Confidence(int frame) => _frames.Confidence(frame);

    /// <summary>Mean absolute Laplacian of the luma (0..255 scale) in the mouth box; 0 where no face was found.</summary>
    public float Sharpness(int frame) => _frames.Sharpness(frame);

    /// <summary>
    /// What looks unlike the face's own skin before the lower face; null where nothing does, and where no face was found. One frame alone
    /// proves nothing: <c>Engines/Occlusion</c> decides.
    /// </summary>
    internal FrameCover? Cover(int frame) => _frames.Cover(frame);

    /// <summary>Whether <see cref="Cover"/> is grey and known from frames beside only.</summary>
    internal bool IsFollowed(int frame) => _frames.IsFollowed(frame);

    /// <summary>Whether <see cref="Cover"/> is something, and whether it is grey, without reading its mask.</summary>
    internal (bool Any, bool IsGrey) CoverKind(int frame) => (_frames.IsCovered(frame), _frames.IsGreyCovered(frame));

    /// <summary>Whether <see cref="Letters"/> are anything, without reading them.</summary>
    internal bool IsLettered(int frame) => _frames.IsLettered(frame);

    /// <summary>
    /// The cells of <see cref="CoverGrid"/> in which letters stand before the lower face, with their box; null where there are none.
    /// </summary>
    internal byte[]? Letters(int frame) => _frames.Letters(frame);

    /// <summary>Where the landmarks are kept; what else is made for every frame belongs there, too.</summary>
    internal FrameSpill Spill => _frames.Spill;

    /// <summary>The track of every second frame, from the first on: of interlaced frames, of whose fields this is the track.</summary>
    internal FaceTrack EverySecond()
    {
        var frames = new FaceFrames(Spill);
        for (var i = 0; i < FrameCount; i += 2)
        {
            frames.Add(_frames[i]);
        }

        var shots = Shots.Select(s => (Start: (s.Start + 1) / 2, End: (s.End + 1) / 2)).Where(s => s.End > s.Start)
            .Select(s => new FrameRange(s.Start, s.End - s.Start));
        return new FaceTrack(
            new FrameRange(Range.Start / 2, Range.Count / 2), FrameRate.Of(FrameRate.Numerator, 2 * FrameRate.Denominator), Width, Height,
            frames, [.. shots])
        {
            People = [.. People.Select(p => p with { Frames = Halved(p.Frames) }).Where(p => p.Frames.Count > 0)],
        };
    }

    /// <summary>The same faces in a track of a longer range; the frames around them have none.</summary>
    /// <param name="range">The longer range; holds all of <see cref="Range"/>.</param>
    internal FaceTrack Within(FrameRange range)
    {
        var before = Range.Start - range.Start;
        var frames = new FaceFrames(Spill, (int)range.Count);
        for (var i = 0; i < FrameCount; i++)
        {
            frames[(int)before + i] = _frames[i];
        }

        FrameRange[] around = [new(0, before), new(before + Range.Count, range.End - Range.End)];
        FrameRange Moved(FrameRange own) => own with { Start = own.Start + before };
        return new FaceTrack(
            range, FrameRate, Width, Height, frames,
            [.. Shots.Select(Moved).Concat(around).Where(shot => shot.Count > 0).OrderBy(shot => shot.Start)])
        {
            People = [.. People.Select(p => p with { Frames = Moved(p.Frames) })],
        };
    }

    private static FrameRange Halved(FrameRange range) => new((range.Start + 1) / 2, ((range.End + 1) / 2) - ((range.Start + 1) / 2));

    /// <summary>
    /// Copies the landmarks of a frame with a face: x, y in frame pixels (pixel centres at whole numbers), z on the same scale, smaller is
    /// nearer.
    /// </summary>
    /// <exception cref="InvalidOperationException">The frame has no face.</exception>
    public void Landmarks(int frame, Span<Vector3> landmarks)
    {
        if (!HasFace(frame))
        {
            throw new InvalidOperationException($"Frame {frame} has no face; ask HasFace first.");
        }

        _frames.Read(frame, landmarks);
    }

    internal FaceFrame? Stored(int frame) => _frames[frame];
}
