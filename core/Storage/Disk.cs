using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.RegularExpressions;

namespace HeyGem.Core.Storage;

/// <summary>
/// What there is to know of the disk of a folder: its room, its kind, where it is mounted. The folder need not exist; no question throws.
/// </summary>
public static partial class Disk
{
    private const string Mounts = "/proc/self/mountinfo";

    /// <summary>The folder itself where it exists, else the nearest above it that does.</summary>
    public static string NearestFolder(string folder)
    {
        var existing = folder;
        while (!Directory.Exists(existing) && Path.GetDirectoryName(existing) is { Length: > 0 } parent)
        {
            existing = parent;
        }

        return existing;
    }

    /// <summary>Bytes that may still be written to the disk of a folder, or null where the system does not say.</summary>
    public static long? FreeBytes(string folder) => RoomOf(folder)?.Free;

    /// <summary>Bytes that the disk of a folder has, or null where the system does not say.</summary>
    public static long? TotalBytes(string folder) => RoomOf(folder)?.Total;

    /// <summary>The kind of the disk of a folder; a share named as <c>\\server\share</c> is a network drive.</summary>
    public static DriveType KindOf(string folder)
    {
        if (folder.StartsWith(@"\\", StringComparison.Ordinal))
        {
            return DriveType.Network;
        }

        try
        {
            return new DriveInfo(NearestFolder(folder)).DriveType;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return DriveType.Unknown;
        }
    }

    /// <summary>Where the disk of a folder is mounted, or null where the system does not say.</summary>
    public static string? MountOf(string folder)
    {
        var path = Path.GetFullPath(folder);
        return OperatingSystem.IsWindows()
            ? Path.GetPathRoot(path)
            : MountPoints()?.Where(mount => IsBelow(path, mount)).MaxBy(mount => mount.Length);
    }

    /// <summary>
    /// Whether a disk is mounted at a place where one was, as <see cref="MountOf"/> named it. True where the system does not say.
    /// </summary>
    public static bool IsThere(string mount) =>
        OperatingSystem.IsWindows() ? Directory.Exists(mount) : MountPoints()?.Contains(mount) ?? true;

    /// <summary>
    /// The mount points of a text in the form of Linux's <c>mountinfo</c>, whose fifth field is the path with blanks as octal numbers.
    /// </summary>
    internal static HashSet<string> ReadMounts(IEnumerable<string> lines) =>
        [.. lines.Select(line => line.Split(' ')).Where(fields => fields.Length > 4)
            .Select(fields => Octal().Replace(
            fields[4], m => ((char)Convert.ToInt32(m.Groups[1].Value, 8)).ToString(CultureInfo.InvariantCulture)))];

    private static bool IsBelow(string path, string mount) =>
        mount == "/" || path == mount || path.StartsWith(mount + '/', StringComparison.Ordinal);

    private static HashSet<string>? MountPoints()
    {
        try
        {
            return OperatingSystem.IsLinux() ? ReadMounts(File.ReadLines(Mounts)) : [.. DriveInfo.GetDrives().Select(d => d.Name)];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static (long Free, long Total)? RoomOf(string folder)
    {
        var existing = NearestFolder(folder);
        if (OperatingSystem.IsWindows())
        {
            // DriveInfo knows letters only; this also knows \\server\share and folders that disks are mounted on.
            return GetDiskFreeSpace(existing.EndsWith('\\') ? existing : existing + '\\', out var free, out var total, out _)
                ? ((long)free, (long)total) : null;
        }

        try
        {
            var drive = new DriveInfo(existing);
            return (drive.AvailableFreeSpace, drive.TotalSize);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\\([0-7]{3})")]
    private static partial Regex Octal();

    [LibraryImport("kernel32", EntryPoint = "GetDiskFreeSpaceExW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetDiskFreeSpace(string folder, out ulong available, out ulong total, out ulong free);
}
