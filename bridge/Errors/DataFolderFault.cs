using HeyGem.Core.Errors;
using HeyGem.Core.Storage;

namespace HeyGem.Bridge.Errors;

/// <summary>Words for a failed write into the data folder.</summary>
internal static class DataFolderFault
{
    /// <summary>The coded error.</summary>
    /// <param name="e">The failure.</param>
    /// <param name="consequence">What does not happen now: "nobody new is let in".</param>
    public static HeyGemException Of(Exception e, string consequence) => DiskFaults.Of(e) == DiskFault.Full
        ? new HeyGemException(ErrorCode.DiskFull, $"The disk of the data folder is full: {consequence}.", e)
        {
            Hint = "Free space on the disk of the data folder, then try again.",
        }
        : new HeyGemException(ErrorCode.StoreFailed, $"The data folder cannot be written: {consequence}. {e.Message}", e);
}
