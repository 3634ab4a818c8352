namespace HeyGem.Core.Storage;

/// <summary>What a disk said no for.</summary>
public enum DiskFault
{
    /// <summary>Nothing that is known to be the disk's.</summary>
    None,

    /// <summary>There is no room, or the user's share of it is used up.</summary>
    Full,

    /// <summary>It, or the folder, may not be written.</summary>
    ReadOnly,

    /// <summary>It is no longer connected, or no longer answers.</summary>
    Gone,
}

/// <summary>Tells the faults of disks apart.</summary>
public static class DiskFaults
{
    /// <summary>The fault that an exception of a file operation tells of.</summary>
    public static DiskFault Of(Exception e) => e switch
    {
        UnauthorizedAccessException => DiskFault.ReadOnly,
        DriveNotFoundException => DiskFault.Gone,
        IOException io => OperatingSystem.IsWindows() ? OfWindows(io.HResult & 0xFFFF) : OfUnix(io.HResult),
        _ => DiskFault.None,
    };

    // ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL, ERROR_DISK_QUOTA_EXCEEDED; ERROR_WRITE_PROTECT; ERROR_NOT_READY and what a lost share gives.
    private static DiskFault OfWindows(int code) => code switch
    {
        39 or 112 or 1295 => DiskFault.Full,
        19 => DiskFault.ReadOnly,
        15 or 21 or 53 or 55 or 59 or 64 or 67 or 1167 => DiskFault.Gone,
        _ => DiskFault.None,
    };

    // ENOSPC, EDQUOT; EACCES, EPERM, EROFS; ENXIO, ENODEV, ESTALE, ENOTCONN.
    private static DiskFault OfUnix(int errno) => (errno, OperatingSystem.IsMacOS()) switch
    {
        (28, _) or (122, false) or (69, true) => DiskFault.Full,
        (1 or 13 or 30, _) => DiskFault.ReadOnly,
        (6 or 19, _) or (107 or 116, false) or (57 or 70, true) => DiskFault.Gone,
        _ => DiskFault.None,
    };
}
