using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Errors;

/// <summary>Tells a full disk of the data folder from one that cannot be written for another reason.</summary>
internal static class DiskFault
{
    private const int NoSpaceOnUnix = 28;
    private const int QuotaOnLinux = 122;
    private const int NoSpaceOnWindows = unchecked((int)0x80070070);

    /// <summary>Whether a write failed because the disk, or the user's share of it, is full.</summary>
    public static bool IsFull(Exception e) => e is IOException { HResult: NoSpaceOnUnix or QuotaOnLinux or NoSpaceOnWindows };

    /// <summary>The coded error of a failed write into the data folder.</summary>
    /// <param name="e">The failure.</param>
    /// <param name="consequence">What does not happen now: "nobody new is let in".</param>
    public static HeyGemException InDataFolder(Exception e, string consequence) => IsFull(e)
        ? new HeyGemException(ErrorCode.DiskFull, $"The disk of the data folder is full: {consequence}.", e) { Hint = "Free space on the disk of the data folder, then try again." }
        : new HeyGemException(ErrorCode.StoreFailed, $"The data folder cannot be written: {consequence}. {e.Message}", e);
}
