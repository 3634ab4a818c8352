using System.Runtime.InteropServices;

namespace HeyGem.Core.Storage;

/// <summary>
/// Gives a file another name in one step that fails where the name is taken, so that two programs that publish under one name can never
/// lose a file. The system does it where it can; where it cannot, a second name is made, which also fails where it is taken, and the first
/// removed.
/// </summary>
internal static partial class UnreplacingMove
{
    private const int CurrentFolder = -100;
    private const uint LinuxNoReplace = 1;
    private const uint MacExclusive = 4;
    private const int Exists = 17;

    /// <summary>Moves a file within a disk and makes its new name durable.</summary>
    /// <returns>False where the name is taken; the file is then still in its place.</returns>
    /// <exception cref="IOException">The disk refuses.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder may not be written.</exception>
    public static bool TryMove(string from, string to)
    {
        var moved = OperatingSystem.IsWindows() ? TryMoveOnWindows(from, to) : TryRename(from, to) ?? TryLink(from, to);
        if (moved)
        {
            DurableFolder.Flush(Path.GetDirectoryName(to)!);
        }

        return moved;
    }

    /// <summary>The way for file systems that cannot rename without replacing.</summary>
    internal static bool TryLink(string from, string to)
    {
        if (Link(from, to) == 0)
        {
            File.Delete(from);
            return true;
        }

        var errno = Marshal.GetLastPInvokeError();
        if (errno == Exists)
        {
            return false;
        }

        if (Path.Exists(to))
        {
            return false;
        }

        // Neither a rename that never replaces nor a second name: FAT on old kernels, some network drives. A look, then the move, is all
        // there is.
        File.Move(from, to, overwrite: false);
        return true;
    }

    /// <summary>Null where the system or the file system does not know such a rename.</summary>
    private static bool? TryRename(string from, string to)
    {
        int result;
        try
        {
            result = OperatingSystem.IsMacOS()
                ? RenameOnMac(from, to, MacExclusive)
                : RenameOnLinux(CurrentFolder, from, CurrentFolder, to, LinuxNoReplace);
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }

        var errno = Marshal.GetLastPInvokeError();
        return result == 0 ? true
            : errno switch
            {
                Exists => false,
                22 or 38 or 45 or 95 => null,
                _ => throw new IOException($"{Marshal.GetPInvokeErrorMessage(errno)}: '{to}'", errno),
            };
    }

    private static bool TryMoveOnWindows(string from, string to)
    {
        try
        {
            File.Move(from, to, overwrite: false);
            return true;
        }
        catch (IOException) when (Path.Exists(to) && File.Exists(from))
        {
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "renameat2", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameOnLinux(int fromFolder, string from, int toFolder, string to, uint flags);

    [LibraryImport("libc", EntryPoint = "renamex_np", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int RenameOnMac(string from, string to, uint flags);

    [LibraryImport("libc", EntryPoint = "link", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Link(string from, string to);
}
