using HeyGem.Core.Faces.Covers;

namespace HeyGem.Core.Faces.Track;

/// <summary>The hands about one face and where each is to be looked for next.</summary>
internal sealed class FollowedHands
{
    /// <summary>Hands that are followed at once.</summary>
    public const int Most = 2;

    private readonly FaceRegion[] _regions = new FaceRegion[Most];
    private int _frames;
    private bool _due;

    /// <summary>The picture about the face in the frames before, while no hand is followed.</summary>
    public RecentCrops Recent { get; } = new();

    /// <summary>Hands that are followed.</summary>
    public int Count { get; private set; }

    /// <summary>Where they are to be looked for.</summary>
    public ReadOnlySpan<FaceRegion> Regions => _regions.AsSpan(0, Count);

    /// <summary>Counts a frame in which the face is in view.</summary>
    public void Next() => _due = _frames++ % CoverTuning.PalmEvery == 0;

    /// <summary>Whether this frame is one of those that are searched for palms.</summary>
    public bool IsLookDue() => _due && Count < Most;

    /// <summary>Forgets all hands.</summary>
    public void Clear() => Count = 0;

    /// <summary>Follows one more.</summary>
    public void Add(FaceRegion region) => _regions[Count++] = region;
}
