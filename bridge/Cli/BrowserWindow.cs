using System.ComponentModel;
using CliWrap;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Bridge.Cli;

/// <summary>Shows an address in the user's browser.</summary>
internal static class BrowserWindow
{
    /// <summary>Hands the address to the system's own opener; false where there is none or no screen.</summary>
    public static bool TryOpen(string url)
    {
        var opener = OperatingSystem.IsWindows()
            ? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.Windows), "explorer.exe")
            : OperatingSystem.IsMacOS() ? "/usr/bin/open" : "/usr/bin/xdg-open";
        var hasScreen = !OperatingSystem.IsLinux() || Environment.GetEnvironmentVariable("DISPLAY") is not null || Environment.GetEnvironmentVariable("WAYLAND_DISPLAY") is not null;
        if (!hasScreen || !File.Exists(opener))
        {
            return false;
        }

        try
        {
            // Not awaited: the opener ends by itself, and stopping it could stop the browser it has just started.
            _ = ParentBond.RunAsync(new Command(opener).WithArguments([url]).WithValidation(CommandResultValidation.None), CancellationToken.None);
            return true;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
