using System.Runtime.InteropServices;

namespace HeyGem.Core.Faces.Track;

/// <summary>What <see cref="FaceChain"/> found in a frame, for <see cref="FaceRecorder"/> to keep. Used again for other frames.</summary>
internal sealed class FollowedFrame
{
    private readonly List<FollowedFace> _faces = [];
    private int _count;

    /// <summary>The frame's place in the track.</summary>
    public int Index { get; private set; }

    /// <summary>The shot that ended before this frame; null where it goes on.</summary>
    public FollowedShot? Ended { get; set; }

    /// <summary>Faces that turned out to be none, or the same as another; they may be in <see cref="Faces"/>.</summary>
    public List<FaceRecord> Dropped { get; } = [];

    /// <summary>The faces that are followed, in view or not.</summary>
    public ReadOnlySpan<FollowedFace> Faces => CollectionsMarshal.AsSpan(_faces)[.._count];

    /// <summary>Whether one of <see cref="Faces"/> is in view and not dropped.</summary>
    public bool IsInView(FollowedFace face) => face.Seen is not null && !Dropped.Contains(face.Record);

    /// <summary>Takes up another frame.</summary>
    public void Begin(int index)
    {
        (Index, Ended, _count) = (index, null, 0);
        Dropped.Clear();
    }

    /// <summary>Room for one face more.</summary>
    public FollowedFace Add(FaceRecord record)
    {
        if (_count == _faces.Count)
        {
            _faces.Add(new FollowedFace());
        }

        var face = _faces[_count++];
        face.Begin(record);
        return face;
    }
}

/// <summary>A shot as it was followed.</summary>
/// <param name="Start">Its first frame's place in the track.</param>
/// <param name="End">The first frame after it.</param>
/// <param name="Faces">Those that were followed.</param>
internal sealed record FollowedShot(int Start, int End, IReadOnlyList<FaceRecord> Faces);
