namespace HeyGem.Bridge.Backend;

/// <summary>One thing a render needs.</summary>
/// <param name="Name">ffmpeg, models, a disk or the job list.</param>
/// <param name="Ok">Whether it is there.</param>
/// <param name="Detail">What was found.</param>
/// <param name="Code">The error's code when it is not; where it is, the code of a notice, or null.</param>
/// <param name="Hint">What to do about it, else null.</param>
internal sealed record HealthCheck(string Name, bool Ok, string Detail, string? Code, string? Hint);
