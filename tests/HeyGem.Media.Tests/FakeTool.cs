namespace HeyGem.Media.Tests;

/// <summary>Shell scripts that stand in for ffmpeg where a fault has to happen.</summary>
internal static class FakeTool
{
    public static string Write(string path, string script)
    {
        File.WriteAllText(path, script);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return path;
    }
}
