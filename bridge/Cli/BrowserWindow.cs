using System.ComponentModel;
using CliWrap;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Bridge.Cli;

/// <summary>Shows an address in the user's browser.</summary>
internal static class BrowserWindow
{
    /// <summary>
    /// How an opener is started: elsewhere than on Windows by a shell that leaves it on its own, silent and deaf to Ctrl+C, because it may
    /// become the browser itself, which must outlive the bridge.
    /// </summary>
    internal static Command Opening(string opener, string url)
    {
        var command = OperatingSystem.IsWindows()
            ? new Command(opener).WithArguments([url])
            : new Command("/bin/sh").WithArguments(["-c", "\"$0\" \"$1\" </dev/null >/dev/null 2>&1 &", opener, url]);
        return command.WithValidation(CommandResultValidation.None);
    }

    /// <summary>Hands the address to the system's own opener; false where there is none or no screen.</summary>
    public static bool TryOpen(string url)
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
            _ = ParentBond.RunAsync(Opening(opener, url), CancellationToken.None);
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
