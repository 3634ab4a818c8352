using HeyGem.Bridge.Http.Media;
using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Http.Legacy;

/// <summary>
/// How clients of the HeyGem server name files: a bare name lies in its temp folder, <c>/code/data/...</c> is the folder that the
/// container saw as its data, anything else is a path of this machine inside the media folders. Addresses on the net are not fetched.
/// </summary>
/// <param name="dataFolder">The folder that the container saw as <c>/code/data</c>; absolute.</param>
/// <param name="folders">The media folders; the data folder is one of them.</param>
internal sealed class LegacyPaths(string dataFolder, MediaFolders folders)
{
    private const string ContainerData = "/code/data/";

    /// <summary>Where clients put inputs and look for results.</summary>
    public string TempFolder { get; } = Path.Combine(dataFolder, "temp");

    /// <summary>The file that a client means.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.PathNotAllowed"/>, <see cref="ErrorCode.InputNotFound"/>,
    /// <see cref="ErrorCode.InputNotRegularFile"/>.</exception>
    public string Resolve(string named, string field)
    {
        if (named.StartsWith("http:", StringComparison.OrdinalIgnoreCase) || named.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
        {
            throw new HeyGemException(ErrorCode.PathNotAllowed, $"\"{field}\" is an address on the net, which this bridge does not fetch.");
        }

        var path = named.StartsWith(ContainerData, StringComparison.Ordinal) ? Path.Combine(dataFolder, named[ContainerData.Length..])
            : named.AsSpan().IndexOfAny('/', '\\') < 0 ? Path.Combine(TempFolder, named)
            : named;
        return folders.Resolve(path, field);
    }
}
