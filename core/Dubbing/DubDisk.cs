using HeyGem.Core.Errors;
using HeyGem.Core.Storage;

namespace HeyGem.Core.Dubbing;

/// <summary>What a disk's refusal means for a dub.</summary>
internal static class DubDisk
{
    /// <summary>The error for it.</summary>
    public static HeyGemException Fault(Exception e, string folder) => DiskFaults.Of(e) == DiskFault.Full
        ? new HeyGemException(ErrorCode.DiskFull, $"There is no room for the speech in '{folder}'.", e)
        : new HeyGemException(ErrorCode.OutputNotWritable, $"'{folder}' cannot be written: {e.Message}", e);
}
