namespace HeyGem.Core.Ffmpeg.Run;

/// <summary>What to start: a program and its arguments, each passed as it stands (there is no shell in between).</summary>
/// <param name="FileName">Absolute path of the program.</param>
/// <param name="Arguments">Arguments, one entry each.</param>
public sealed record ChildProcessSpec(string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>
    /// Called with each line of standard error, in order, from one thread at a time. It must not throw and must not block.
    /// </summary>
    public Action<string>? ErrorLine { get; init; }

    /// <summary>Whether the child reads from us; otherwise its standard input ends at once.</summary>
    public bool WritesInput { get; init; }

    /// <summary>
    /// Room in the pipe of its standard output, where the system lets it be chosen. A picture of 3 MB crosses 1 MiB in a few turns instead
    /// of fifty.
    /// </summary>
    public int OutputPipeBytes { get; init; } = 1 << 20;
}
