using System.IO.Pipes;
using System.Runtime.InteropServices;

namespace HeyGem.Core.Ffmpeg.Run;

/// <summary>The one C library call that .NET does not offer.</summary>
internal static partial class UnixCalls
{
    private const int SetPipeSize = 1031;

    /// <summary>
    /// Gives a pipe room. Only Linux has it, in whole powers of two; where it is refused the pipe works as before.
    /// </summary>
    public static void SizePipe(Stream stream, int bytes)
    {
        if (OperatingSystem.IsLinux() && stream is PipeStream pipe)
        {
            _ = fcntl(pipe.SafePipeHandle.DangerousGetHandle().ToInt32(), SetPipeSize, bytes);
        }
    }

    [LibraryImport("libc")]
    private static partial int fcntl(int fd, int command, nint argument);
}
