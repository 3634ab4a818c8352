using System.Globalization;

namespace HeyGem.Bridge.Host;

/// <summary>Who listens on a port, as far as the system tells.</summary>
internal static class PortHolder
{
    private const string Listening = "0A";

    private static readonly string[] _tables = ["/proc/net/tcp", "/proc/net/tcp6"];

    /// <summary>The program and its process number, or "another program" where the system does not say.</summary>
    public static string Describe(int port)
    {
        if (!OperatingSystem.IsLinux())
        {
            return "another program";
        }

        try
        {
            var sockets = _tables.Where(File.Exists).SelectMany(File.ReadLines).Select(l => InodeOf(l, port)).OfType<string>().ToHashSet();
            return ProcessWith(sockets) ?? "another user's program";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "another program";
        }
    }

    /// <summary>The socket's number in a line of the system's table, when it listens on the port.</summary>
    private static string? InodeOf(string line, int port)
    {
        var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > 9 && fields[3] == Listening
            && fields[1].EndsWith(string.Create(CultureInfo.InvariantCulture, $":{port:X4}"), StringComparison.Ordinal)
            ? $"socket:[{fields[9]}]"
            : null;
    }

    private static string? ProcessWith(HashSet<string> sockets)
    {
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(p => Path.GetFileName(p).All(char.IsAsciiDigit)))
        {
            try
            {
                if (Directory.EnumerateFileSystemEntries(Path.Combine(process, "fd"))
                    .Any(fd => sockets.Contains(new FileInfo(fd).LinkTarget ?? string.Empty)))
                {
                    return $"{File.ReadAllText(Path.Combine(process, "comm")).Trim()} (process {Path.GetFileName(process)})";
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // Another user's process, or one that has just ended.
            }
        }

        return null;
    }
}
