using System.Runtime.InteropServices;

namespace HeyGem.Bridge.Tests.Cli;

internal static partial class NativeSignals
{
    public const int Interrupt = 2;
    public const int Slay = 9;
    public const int Terminate = 15;

    /// <summary>Linux's own numbers: freezes a process, and lets it go on.</summary>
    public const int Continue = 18;
    public const int Freeze = 19;

    [LibraryImport("libc", EntryPoint = "kill", SetLastError = true)]
    public static partial int Kill(int process, int signal);
}
