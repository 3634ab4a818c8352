using CliWrap;

namespace HeyGem.Core.Ffmpeg.Run;

/// <summary>A command that runs.</summary>
/// <param name="Id">The operating system's number of the process.</param>
/// <param name="Input">The child's standard input. CliWrap disposes it when the child ends, also while it is being written to.</param>
/// <param name="Output">The child's standard output. CliWrap disposes it when the command's output pipe has ended.</param>
/// <param name="ExitCode">Ends with the process, before <see cref="Run"/> does.</param>
internal sealed record StartedCommand(int Id, Stream Input, Stream Output, Task<int> ExitCode)
{
    /// <summary>Ends when the process and all three pipes have; cancelled when the command was stopped.</summary>
    public Task<CommandResult> Run { get; init; } = null!;
}
