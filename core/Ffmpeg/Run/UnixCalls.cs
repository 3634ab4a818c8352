using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace HeyGem.Core.Ffmpeg.Run;

/// <summary>The one C library call that .NET does not offer.</summary>
internal static partial class UnixCalls
{
    private const int SetPipeSize = 1031;
    private const int LargePipeBytes = 1 << 20;

    /// <summary>
    /// Widens a pipe to 1 MiB, so that a 3 MB picture crosses in a few turns instead of fifty. Only Linux has it; where it is refused
    /// the pipe works as before.
    /// </summary>
    public static void WidenPipe(Stream stream)
    {
        if (OperatingSystem.IsLinux() && stream is PipeStream pipe)
        {
            _ = fcntl(pipe.SafePipeHandle.DangerousGetHandle().ToInt32(), SetPipeSize, LargePipeBytes);
        }
    }

    [LibraryImport("libc")]
    private static partial int fcntl(int fd, int command, nint argument);
}
