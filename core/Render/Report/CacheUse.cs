namespace HeyGem.Core.Render.Report;

/// <summary>What a render took from the cache instead of working it out.</summary>
/// <param name="Faces">The face track.</param>
/// <param name="Voice">What is known of the voice.</param>
/// <param name="Model">The engine's model, still loaded from a clip before; false also for an engine without one.</param>
public sealed record CacheUse(bool Faces, bool Voice, bool Model = false);
