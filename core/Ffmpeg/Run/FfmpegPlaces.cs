namespace HeyGem.Core.Ffmpeg.Run;

/// <summary>
/// Where ffmpeg lies on a machine whose PATH does not tell: installers put it there, and a running program's PATH is that of its start.
/// </summary>
/// <param name="System">Which system.</param>
/// <param name="Variable">Reads an environment variable.</param>
/// <param name="Folders">The folders in a folder whose name matches a pattern, none where that does not exist.</param>
internal sealed record FfmpegPlaces(
    OSPlatformKind System, Func<string, string?> Variable, Func<string, string, IEnumerable<string>> Folders)
{
    /// <summary>The places of this machine.</summary>
    public static FfmpegPlaces Here { get; } = new(
        OperatingSystem.IsWindows() ? OSPlatformKind.Windows : OperatingSystem.IsMacOS() ? OSPlatformKind.MacOS : OSPlatformKind.Linux,
        Environment.GetEnvironmentVariable,
        static (folder, pattern) =>
        {
            try
            {
                return Directory.GetDirectories(folder, pattern);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
            {
                return [];
            }
        });

    /// <summary>The folders to look in, in order: the one the user put it into, then where package managers put it.</summary>
    /// <param name="dataFolder">The user's data folder, which may hold a folder <c>ffmpeg</c>; null for none.</param>
    public IEnumerable<string> All(string? dataFolder)
    {
        string[] own = dataFolder is null ? [] : [$"{dataFolder}/ffmpeg", $"{dataFolder}/ffmpeg/bin"];
        return own.Concat(System switch
        {
            OSPlatformKind.Windows => Windows(),
            OSPlatformKind.MacOS => ["/opt/homebrew/bin", "/usr/local/bin", "/opt/local/bin", "/Applications/Shotcut.app/Contents/MacOS"],
            _ => ["/usr/local/bin", "/usr/bin", "/snap/bin"],
        });
    }

    private IEnumerable<string> Windows()
    {
        if (Variable("LOCALAPPDATA") is { Length: > 0 } local)
        {
            yield return $@"{local}\Microsoft\WinGet\Links";
            foreach (var package in Folders($@"{local}\Microsoft\WinGet\Packages", "*FFmpeg*").Order(StringComparer.Ordinal))
            {
                foreach (var version in Folders(package, "ffmpeg*").OrderDescending(StringComparer.Ordinal))
                {
                    yield return $@"{version}\bin";
                }
            }
        }

        if (Variable("USERPROFILE") is { Length: > 0 } home)
        {
            yield return $@"{home}\scoop\apps\ffmpeg\current\bin";
        }

        if (Variable("ProgramData") is { Length: > 0 } shared)
        {
            yield return $@"{shared}\chocolatey\bin";
        }

        string?[] roots = [Variable("ProgramFiles"), Variable("SystemDrive") is { } drive ? drive + @"\" : null];
        foreach (var programs in roots.OfType<string>())
        {
            yield return Path.Join(programs, @"ffmpeg\bin");
            yield return Path.Join(programs, "Shotcut");
        }
    }
}

/// <summary>The systems whose places differ.</summary>
internal enum OSPlatformKind
{
    Windows,
    MacOS,
    Linux,
}
