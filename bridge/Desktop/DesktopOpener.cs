using System.ComponentModel;
using CliWrap;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Bridge.Desktop;

/// <summary>Shows things on the screen of this machine: an address in the user's browser, a file in its folder.</summary>
internal static class DesktopOpener
{
    /// <summary>
    /// How an opener is started: elsewhere than on Windows by a shell that leaves it on its own, silent and deaf to Ctrl+C, because it may
    /// become the browser itself, which must outlive the bridge.
    /// </summary>
    internal static Command Opening(string opener, params IReadOnlyList<string> arguments)
    {
        var command = OperatingSystem.IsWindows()
            ? new Command(opener).WithArguments(arguments)
            : new Command("/bin/sh").WithArguments(["-c", "\"$0\" \"$@\" </dev/null >/dev/null 2>&1 &", opener, .. arguments]);
        return command.WithValidation(CommandResultValidation.None);
    }

    /// <summary>Hands an address to the system's own opener; false where there is none or no screen.</summary>
    public static bool TryOpen(string url) => TryStart(opener => Opening(opener, url));

    /// <summary>Shows a file in its folder, chosen where the system can do that; false where there is no screen.</summary>
    public static bool TryShow(string path) => TryStart(opener =>
        OperatingSystem.IsWindows()
            // Explorer reads its own line.
            ? new Command(opener).WithArguments($"/select,\"{path}\"").WithValidation(CommandResultValidation.None)
            : OperatingSystem.IsMacOS() ? Opening(opener, "-R", path) : Opening(opener, Path.GetDirectoryName(path)!));

    private static bool TryStart(Func<string, Command> opening)
    {
        var opener = OperatingSystem.IsWindows()
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.Windows), "explorer.exe")
            : OperatingSystem.IsMacOS() ? "/usr/bin/open" : "/usr/bin/xdg-open";
        var hasScreen = !OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable("DISPLAY") is not null
            || Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is not null;
        if (!hasScreen || !File.Exists(opener))
        {
            return false;
        }

        try
        {
            // Not awaited: the opener ends by itself, and stopping it could stop the browser it has just started.
            _ = ParentBond.RunAsync(opening(opener), CancellationToken.None);
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
