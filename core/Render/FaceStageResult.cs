using HeyGem.Core.Faces;

namespace HeyGem.Core.Render;

/// <summary>What pass 1 found.</summary>
/// <param name="Track">The face.</param>
/// <param name="Key">What the track is cached under; other things made from it use it in their own keys.</param>
/// <param name="Cached">Whether it came from the cache.</param>
internal sealed record FaceStageResult(FaceTrack Track, string Key, bool Cached);
