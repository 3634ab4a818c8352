namespace HeyGem.Core.Weights;

/// <summary>How far an installation has come.</summary>
/// <param name="Done">Bytes that are here.</param>
/// <param name="Total">Bytes in all, or null while that is not known.</param>
public readonly record struct InstallProgress(long Done, long? Total);
