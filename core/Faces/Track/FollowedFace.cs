using System.Numerics;

namespace HeyGem.Core.Faces.Track;

/// <summary>One face in a frame as <see cref="FaceChain"/> found it. Used again for other frames.</summary>
internal sealed class FollowedFace
{
    /// <summary>What is kept of the face.</summary>
    public FaceRecord Record { get; private set; } = null!;

    /// <summary>The face as it is stored, of which only the place is known as yet; null where it was not usable.</summary>
    public FaceFrame? Seen { get; private set; }

    /// <summary>The frames before, in which it was lost, null where one stays without it; empty where there were none.</summary>
    public IReadOnlyList<FaceFrame?> Bridged { get; private set; } = [];

    /// <summary>Where to look for it next.</summary>
    public FaceRegion Region { get; private set; }

    /// <summary>468 points, frame pixels; any where <see cref="Seen"/> is null.</summary>
    public Vector3[] Landmarks { get; } = new Vector3[FaceTrack.LandmarkCount];

    /// <summary>Takes up another face.</summary>
    public void Begin(FaceRecord record) => (Record, Seen, Bridged) = (record, null, []);

    /// <summary>Takes up where it is.</summary>
    public void See(FaceFrame seen, IReadOnlyList<FaceFrame?> bridged, FaceRegion region, ReadOnlySpan<Vector3> landmarks)
    {
        (Seen, Bridged, Region) = (seen, bridged, region);
        landmarks.CopyTo(Landmarks);
    }
}
