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
    private const string Uuids = "/dev/disk/by-uuid";

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

    /// <summary>The disk of a folder, or null where the system does not say.</summary>
    public static DiskId? IdOf(string folder)
    {
        var path = Path.GetFullPath(folder);
        if (OperatingSystem.IsWindows())
        {
            return Path.GetPathRoot(path) is { Length: > 0 } root ? new DiskId(root, SerialOf(root)) : null;
        }

        var mount = MountedDisks()?.Where(disk => IsBelow(path, disk.Key)).MaxBy(disk => disk.Key.Length);
        return mount is { Key: { } place, Value: var what } ? new DiskId(place, Known(what)) : null;
    }

    /// <summary>Whether a disk is where it was. Another one that is there now is not it. True where the system does not say.</summary>
    public static bool IsThere(DiskId disk)
    {
        ArgumentNullException.ThrowIfNull(disk);
        return OperatingSystem.IsWindows()
            ? Directory.Exists(disk.Mount) && disk.Is(SerialOf(disk.Mount))
            : MountedDisks() is not { } disks || (disks.TryGetValue(disk.Mount, out var what) && disk.Is(Known(what)));
    }

    /// <summary>
    /// What is mounted where, of a text in the form of Linux's <c>mountinfo</c>: the fifth field is the place, with blanks as octal
    /// numbers; after a dash come the kind of the file system and its device or share. Of two at one place the later covers the earlier.
    /// </summary>
    internal static Dictionary<string, string> ReadMounts(IEnumerable<string> lines)
    {
        Dictionary<string, string> mounts = [];
        foreach (var fields in lines.Select(line => line.Split(' ')).Where(fields => fields.Length > 4))
        {
            var dash = Array.IndexOf(fields, "-");
            var isWhole = dash > 0 && dash + 2 < fields.Length;
            mounts[Plain(fields[4])] = isWhole ? Plain($"{fields[dash + 1]} {fields[dash + 2]}") : string.Empty;
        }

        return mounts;
    }

    private static string Plain(string field) =>
        Octal().Replace(field, m => ((char)Convert.ToInt32(m.Groups[1].Value, 8)).ToString(CultureInfo.InvariantCulture));

    private static bool IsBelow(string path, string mount) =>
        mount == "/" || path == mount || path.StartsWith(mount + '/', StringComparison.Ordinal);

    private static Dictionary<string, string>? MountedDisks()
    {
        try
        {
            return OperatingSystem.IsLinux()
                ? ReadMounts(File.ReadLines(Mounts))
                : DriveInfo.GetDrives().DistinctBy(d => d.Name).ToDictionary(d => d.Name, _ => string.Empty);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>What is a file system's own: its UUID on a device, whose name changes with the socket, else kind and address.</summary>
    private static string? Known(string? mounted) => mounted switch
    {
        null or "" => null,
        _ when mounted.Split(' ', 2) is [_, { } device] && device.StartsWith("/dev/", StringComparison.Ordinal) => UuidOf(device),
        _ => mounted,
    };

    private static string? UuidOf(string device)
    {
        try
        {
            var target = (File.ResolveLinkTarget(device, returnFinalTarget: true)?.FullName) ?? device;
            return new DirectoryInfo(Uuids).EnumerateFileSystemInfos()
                .FirstOrDefault(link => link.ResolveLinkTarget(returnFinalTarget: true)?.FullName == target)?.Name;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static string? SerialOf(string root) =>
        GetVolumeInformation(root.EndsWith('\\') ? root : root + '\\', 0, 0, out var serial, out _, out _, 0, 0)
            ? serial.ToString("x8", CultureInfo.InvariantCulture)
            : null;

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

    [LibraryImport("kernel32", EntryPoint = "GetVolumeInformationW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetVolumeInformation(
        string root, nint name, uint nameSize, out uint serial, out uint longest, out uint flags, nint system, uint systemSize);

    [LibraryImport("kernel32", EntryPoint = "GetDiskFreeSpaceExW", SetLastError = true, StringMarshalling = StringMarshalling.Utf16)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static partial bool GetDiskFreeSpace(string folder, out ulong available, out ulong total, out ulong free);
}
