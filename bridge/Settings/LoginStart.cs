using System.Runtime.Versioning;
using System.Security;
using HeyGem.Core.Errors;
using Microsoft.Win32;

namespace HeyGem.Bridge.Settings;

/// <summary>Whether the bridge starts when the user signs in: one entry in the user's own account, by the means of each system.</summary>
internal static class LoginStart
{
    private const string RunKey = @"Software\Microsoft\Windows\CurrentVersion\Run";

    /// <summary>The name of the entry under Windows' Run key; the installer writes the same.</summary>
    private const string RunName = "HeyGem Bridge";

    private static readonly string[] _names = ["heygem", "heygem.exe", "HeyGemBridge.exe"];

    /// <summary>The program to start, or null where this is no installed program but a checkout run by <c>dotnet</c>.</summary>
    public static string? InstalledProgram() => ProgramOf(Environment.ProcessPath, File.Exists);

    /// <summary>The same for a process: on Windows the twin that opens no console window.</summary>
    internal static string? ProgramOf(string? process, Func<string, bool> exists)
    {
        // A release renames the program; a build from the sources is called HeyGem.Bridge, or dotnet.
        var name = Path.GetFileName(process);
        if (name is null || !_names.Contains(name, StringComparer.OrdinalIgnoreCase))
        {
            return null;
        }

        var twin = Path.Combine(Path.GetDirectoryName(process!)!, "HeyGemBridge.exe");
        return exists(twin) ? twin : process;
    }

    /// <summary>Whether the entry is there.</summary>
    public static bool IsOn() => OperatingSystem.IsWindows() ? IsInRegistry() : File.Exists(EntryPath());

    /// <summary>Writes or removes the entry.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.OutputNotWritable"/>: the account does not let us;
    /// <see cref="ErrorCode.ArgumentInvalid"/>: not an installed program.</exception>
    public static void Set(bool on)
    {
        var program = InstalledProgram();
        if (on && program is null)
        {
            throw new HeyGemException(
                ErrorCode.ArgumentInvalid, "Only an installed bridge can start at login; this one runs from its sources.");
        }

        try
        {
            if (OperatingSystem.IsWindows())
            {
                SetInRegistry(on ? $"\"{program}\" start" : null);
            }
            else if (on)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(EntryPath())!);
                File.WriteAllText(EntryPath(), OperatingSystem.IsMacOS() ? LaunchAgent(program!) : Autostart(program!));
            }
            else
            {
                File.Delete(EntryPath());
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SecurityException)
        {
            throw new HeyGemException(ErrorCode.OutputNotWritable, $"The start at login cannot be changed: {e.Message}", e);
        }
    }

    /// <summary>What launchd reads on macOS.</summary>
    internal static string LaunchAgent(string program) => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
        <plist version="1.0">
        <dict>
          <key>Label</key><string>com.heygem.bridge</string>
          <key>ProgramArguments</key><array><string>{SecurityElement.Escape(program)}</string><string>start</string></array>
          <key>RunAtLoad</key><true/>
          <key>ProcessType</key><string>Interactive</string>
        </dict>
        </plist>

        """;

    /// <summary>What a Linux desktop reads; its Exec line quotes and doubles percent signs by rules of its own.</summary>
    internal static string Autostart(string program)
    {
        var quoted = program.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)
            .Replace("`", @"\`", StringComparison.Ordinal).Replace("$", @"\$", StringComparison.Ordinal)
            .Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", "%%", StringComparison.Ordinal);
        return $"[Desktop Entry]\nType=Application\nName=HeyGem Bridge\nExec=\"{quoted}\" start\nNoDisplay=true\n";
    }

    private static string EntryPath() => OperatingSystem.IsMacOS()
        ? Path.Combine(Folder(Environment.SpecialFolder.UserProfile), "Library", "LaunchAgents", "com.heygem.bridge.plist")
        : Path.Combine(Folder(Environment.SpecialFolder.ApplicationData), "autostart", "heygem-bridge.desktop");

    private static string Folder(Environment.SpecialFolder folder) =>
        Environment.GetFolderPath(folder, Environment.SpecialFolderOption.DoNotVerify);

    [SupportedOSPlatform("windows")]
    private static bool IsInRegistry()
    {
        using var run = Registry.CurrentUser.OpenSubKey(RunKey);
        return run?.GetValue(RunName) is string;
    }

    [SupportedOSPlatform("windows")]
    private static void SetInRegistry(string? command)
    {
        using var run = Registry.CurrentUser.CreateSubKey(RunKey);
        if (command is null)
        {
            run.DeleteValue(RunName, throwOnMissingValue: false);
        }
        else
        {
            run.SetValue(RunName, command);
        }
    }
}
