using HeyGem.Bridge.Errors;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Http.Media;

/// <summary>
/// The folders that media may be read from, and the check of every path a client names. What looks unlike a plain local path is refused
/// by its letters alone, before any file system call could reach a network share or a device. A hidden file or folder inside a media
/// folder, such as <c>.ssh</c> in the home folder, is closed, and the refusal is the same whether it exists or not.
/// </summary>
internal sealed class MediaFolders
{
    private const int MaxLength = 4096;

    private static readonly string[] _deviceNames = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$"];

    private readonly List<string> _roots;
    private readonly string _dataFolder;

    public MediaFolders(BridgeSettings settings)
    {
        _roots =
        [
            .. settings.MediaRoots.Append(settings.OutputFolder).Append(settings.LegacyFolder).OfType<string>()
                .Select(r => RealPath.Resolve(r) ?? r).Distinct(),
        ];
        _dataFolder = RealPath.Resolve(settings.DataFolder) ?? settings.DataFolder;
    }

    /// <summary>The folders, links resolved.</summary>
    public IReadOnlyList<string> Roots => _roots;

    /// <summary>The user's home and the places where drives appear.</summary>
    public static IReadOnlyList<string> Defaults()
    {
        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        IEnumerable<string> volumes = OperatingSystem.IsWindows()
            ? DriveInfo.GetDrives().Where(d => HoldsMedia(d.DriveType)).Select(d => d.Name)
            : OperatingSystem.IsMacOS() ? ["/Volumes"] : ["/media", "/mnt", "/run/media"];
        return [.. volumes.Prepend(home).Where(f => f.Length > 0)];
    }

    /// <summary>Whether a drive of this kind is a media folder by itself; a mapped share is, as mounted ones are elsewhere.</summary>
    internal static bool HoldsMedia(DriveType kind) => kind is DriveType.Fixed or DriveType.Removable or DriveType.Network;

    /// <summary>
    /// Whether a path begins like one on a share, or like a device. Only its letters are looked at: to open a share of somebody else's
    /// choice would show that machine this user's name and a proof of the password.
    /// </summary>
    internal static bool IsShare(string path) => path.Length > 1 && path[0] is '/' or '\\' && path[1] is '/' or '\\';

    /// <summary>Whether a path on a share lies, by its letters, in a folder that somebody named.</summary>
    internal static bool IsNamedShare(string path, IEnumerable<string> roots)
    {
        var plain = path.Replace('/', '\\');
        return !plain.StartsWith(@"\\?\", StringComparison.Ordinal) && !plain.StartsWith(@"\\.\", StringComparison.Ordinal)
            && roots.Where(IsShare).Select(root => root.Replace('/', '\\').TrimEnd('\\') + '\\')
                .Any(root => plain.StartsWith(root, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The real path of a media file that a client named.</summary>
    /// <param name="path">What the client sent.</param>
    /// <param name="field">The field, for the message.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.PathNotAllowed"/>, <see cref="ErrorCode.InputNotFound"/>,
    /// <see cref="ErrorCode.InputNotRegularFile"/>.</exception>
    public string Resolve(string path, string field)
    {
        var real = ResolveFolder(path, field);
        var shown = DisplayText.Text(path, 300);
        return Directory.Exists(real)
            ? throw new HeyGemException(ErrorCode.InputNotRegularFile, $"\"{field}\" names a folder: {shown}.")
            : File.Exists(real) ? real
            : throw new HeyGemException(ErrorCode.InputNotFound, $"\"{field}\" names a file that does not exist: {shown}.");
    }

    /// <summary>The real path of a folder that a client named, which may be a media folder itself; what is there is not looked
    /// at.</summary>
    /// <param name="path">What the client sent.</param>
    /// <param name="field">The field, for the message.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.PathNotAllowed"/>.</exception>
    public string ResolveMediaFolder(string path, string field) => Resolve(path, field, _roots.Contains);

    /// <summary>The real path of a folder that a client named, or of anything else; what is there is not looked at.</summary>
    /// <param name="path">What the client sent.</param>
    /// <param name="field">The field, for the message.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.PathNotAllowed"/>.</exception>
    public string ResolveFolder(string path, string field) => Resolve(path, field, _ => false);

    private string Resolve(string path, string field, Func<string, bool> isOpenToo)
    {
        if (!IsPlain(path))
        {
            throw NotAllowed(path, field);
        }

        string? real;
        try
        {
            real = RealPath.Resolve(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw NotAllowed(path, field);
        }

        if (real is null || RealPath.IsInside(real, _dataFolder) || !(isOpenToo(real) || _roots.Exists(root => IsOpen(real, root))))
        {
            throw NotAllowed(path, field);
        }

        return real;
    }

    /// <summary>
    /// Whether a real path lies in a root and nothing below that root on the way to it is hidden. A root itself may be hidden: somebody
    /// named it.
    /// </summary>
    private static bool IsOpen(string real, string root)
    {
        if (!RealPath.IsInside(real, root))
        {
            return false;
        }

        var current = root;
        foreach (var segment in Path.GetRelativePath(root, real).Split(Path.DirectorySeparatorChar))
        {
            current = Path.Combine(current, segment);
            if (segment.StartsWith('.') || IsMarkedHidden(current))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Windows and macOS hide by a mark on the file or folder, such as AppData and Library.</summary>
    private static bool IsMarkedHidden(string path)
    {
        var file = new FileInfo(path);
        return (int)file.Attributes != -1 && file.Attributes.HasFlag(FileAttributes.Hidden);
    }

    private bool IsPlain(string path)
    {
        if (path.Length is 0 or > MaxLength || path.Any(char.IsControl) || !Path.IsPathFullyQualified(path))
        {
            return false;
        }

        if (IsShare(path) && !(OperatingSystem.IsWindows() && IsNamedShare(path, _roots)))
        {
            return false;
        }

        var segments = path.Split('/', '\\');
        return !segments.Contains("..") && (!OperatingSystem.IsWindows() || segments.Skip(1).All(IsPlainOnWindows));
    }

    private static bool IsPlainOnWindows(string segment)
    {
        var stem = segment.Split('.')[0].TrimEnd(' ').ToUpperInvariant();
        var isPort = stem.Length == 4 && (
            stem.StartsWith("COM", StringComparison.Ordinal) || stem.StartsWith("LPT", StringComparison.Ordinal)) && char.IsDigit(stem[3]);
        return !segment.Contains(':', StringComparison.Ordinal) && !segment.EndsWith('.') && !segment.EndsWith(' ') && !isPort
            && !_deviceNames.Contains(stem);
    }

    private static HeyGemException NotAllowed(string path, string field) =>
        new(ErrorCode.PathNotAllowed, $"\"{field}\" lies outside the media folders: {DisplayText.Text(path, 300)}.");
}
