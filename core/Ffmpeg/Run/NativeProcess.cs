using System.ComponentModel;
using System.Diagnostics;
using CliWrap;

namespace HeyGem.Core.Ffmpeg.Run;

#pragma warning disable RS0030 // The only file that names the system's process class.

/// <summary>
/// What CliWrap leaves to its caller: tying a new child to this process, and its exit code whatever became of the command.
/// </summary>
internal static class NativeProcess
{
    /// <summary>The most memory that this process has held so far, in bytes.</summary>
    public static long PeakMemoryBytes
    {
        get
        {
            using var own = Process.GetCurrentProcess();
            return own.PeakWorkingSet64;
        }
    }

    /// <summary>Starts a command on the calling thread.</summary>
    /// <exception cref="Win32Exception">The program cannot be started.</exception>
    public static StartedCommand Start(Command command, CancellationToken kill, CancellationToken interrupt)
    {
        StartedCommand? started = null;
        var run = command.ExecuteAsync(
            null,
            process =>
            {
                Tie(process);
                var (input, output) = (process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
                started = new StartedCommand(process.Id, input, output, ExitCodeAsync(process));
            },
            kill,
            interrupt);
        return started! with { Run = run.Task };
    }

    /// <summary>On Windows by the job; elsewhere <see cref="ParentBond"/> has seen to it.</summary>
    private static void Tie(Process process)
    {
        if (OperatingSystem.IsWindows() && WindowsJob.Add(process.SafeHandle) is var error and not 0 && !process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            throw new Win32Exception(error);
        }
    }

    private static async Task<int> ExitCodeAsync(Process process)
    {
        await process.WaitForExitAsync(CancellationToken.None).ConfigureAwait(false);
        return process.ExitCode;
    }
}
