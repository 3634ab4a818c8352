using System.Numerics;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Faces;

/// <summary>
/// One person's face through a clip range: 468 landmarks a frame where it was found, and what pass 1 measured beside them.
/// Immutable once built; safe to read from many threads. Frame arguments count from 0 at the start of <see cref="Range"/>.
/// </summary>
/// <remarks>
/// Landmarks are kept as 16-bit steps of the face's own extent (below 1/100 pixel), about 2.8 kB a frame, so that an
/// hour of video stays in memory.
/// </remarks>
public sealed class FaceTrack
{
    /// <summary>Landmarks of one face, MediaPipe's mesh order.</summary>
    public const int LandmarkCount = 468;

    private readonly FaceFrame?[] _frames;

    internal FaceTrack(FrameRange range, FrameRate frameRate, int width, int height, FaceFrame?[] frames, IReadOnlyList<FrameRange> shots)
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
    public int FrameCount => _frames.Length;

    /// <summary>Stretches without a cut, counted from the start of <see cref="Range"/>, covering it without gaps.</summary>
    public IReadOnlyList<FrameRange> Shots { get; }

    /// <summary>Whether the face was found and is usable in a frame.</summary>
    public bool HasFace(int frame) => _frames[frame] is not null;

    /// <summary>Frames with a usable face.</summary>
    public int FaceCount => _frames.Count(f => f is not null);

    /// <summary>Probability that a face is there, 0..1; 0 where none was found.</summary>
    public float Confidence(int frame) => _frames[frame]?.Confidence ?? 0;

    /// <summary>Mean absolute Laplacian of the luma (0..255 scale) in the mouth box; 0 where no face was found.</summary>
    public float Sharpness(int frame) => _frames[frame]?.Sharpness ?? 0;

    /// <summary>
    /// What looks unlike the face's own skin before the lower face; null where nothing does, and where no face was found. One frame alone
    /// proves nothing: <c>Engines/Occlusion</c> decides.
    /// </summary>
    internal FrameCover? Cover(int frame) => _frames[frame]?.Cover;

    /// <summary>
    /// Copies the landmarks of a frame with a face: x, y in frame pixels (pixel centres at whole numbers), z on the same scale, smaller is
    /// nearer.
    /// </summary>
    /// <exception cref="InvalidOperationException">The frame has no face.</exception>
    public void Landmarks(int frame, Span<Vector3> landmarks)
    {
        var f = _frames[frame] ?? throw new InvalidOperationException($"Frame {frame} has no face; ask HasFace first.");
        f.Read(landmarks);
    }

    internal FaceFrame? Stored(int frame) => _frames[frame];
}
