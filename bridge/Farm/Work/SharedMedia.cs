using HeyGem.Core.Farm;

namespace HeyGem.Bridge.Farm.Work;

/// <summary>Media that need not be fetched, for both machines see them.</summary>
internal static class SharedMedia
{
    /// <summary>The file on this machine, read and found to be what the key says.</summary>
    /// <returns>Its path; null where there is none such, and it is to be fetched.</returns>
    public static async Task<string?> FindAsync(
        IReadOnlyList<SharedFolder> shares, BundleMedia media, CancellationToken cancellationToken)
    {
        foreach (var path in shares.Select(share => share.Find(media.Path)).OfType<string>())
        {
            try
            {
                if (await media.IsAsync(path, cancellationToken))
                {
                    return path;
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Not to be read from here: it is fetched.
            }
        }

        return null;
    }
}
