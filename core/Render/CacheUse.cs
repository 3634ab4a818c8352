namespace HeyGem.Core.Render;

/// <summary>What a render took from the cache instead of working it out.</summary>
/// <param name="Faces">The face track.</param>
/// <param name="Voice">The mouth curve.</param>
public sealed record CacheUse(bool Faces, bool Voice);
