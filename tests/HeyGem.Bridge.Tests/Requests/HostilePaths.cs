namespace HeyGem.Bridge.Tests.Requests;

/// <summary>Paths that must reach nothing: climbing, encoded, absolute, linked, devices, protocols, shell words.</summary>
internal static class HostilePaths
{
    private static readonly string[] _targets = ["canary.mp4", "etc/passwd", "proc/self/environ", "root/.ssh/id_rsa", "dev/zero",
        "data/bridge.json", "data/jobs.db", "windows/win.ini"];

    private static readonly string[] _ups = ["../", "..\\", "%2e%2e%2f", "%252e%252e%252f", "..%2f", "..%5c", "....//", "..;/", "\u2025/",
        "%c0%ae%c0%ae/", ".\0./", "..\u2215", "..\uFF0F"];

    private static readonly string[] _names =
    [
        "CON", "nul.mp4", "COM1", "lpt9.wav", "C:x", @"C:\x.mp4", @"\\.\pipe\x", "x:", "clip.mp4:stream", "clip.mp4 ", "clip.mp4.", "~",
            "~root/x", "$HOME/x",
        "`id`", "$(id)", "| id", "; id", "-i", "-version", "concat:a|b", "http://169.254.169.254/x", "https://evil/x.mp4",
            "data:video/mp4;base64,AAAA",
        "pipe:0", "fd:3", "", " ", ".", "..", "/", "//", "\\", "\t", "\n", "\r\n", "\0", new string('a', 5000), "/" + new string('a', 5000),
    ];

    public static IEnumerable<string> All(string media, string canary, string twin)
    {
        foreach (var target in _targets)
        {
            foreach (var up in _ups)
            {
                for (var depth = 1; depth <= 4; depth++)
                {
                    yield return media + "/" + string.Concat(Enumerable.Repeat(up, depth)) + target;
                }
            }

            yield return "/" + target;
            yield return "file:///" + target;
            yield return "//localhost/" + target;
            yield return @"\\?\" + target;
            yield return media + "/linked/" + target;
        }

        foreach (var name in _names)
        {
            yield return name;
            yield return media + "/sub/\0" + name;
        }

        string[] others =
        [
            canary, twin + "/canary.mp4", media + "/link.mp4", media + "/loop", media + "/linked/canary.mp4", media +
                "/./../canary.mp4", "/proc/self/root" + canary,
            "/proc/self/cwd/canary.mp4", "/dev/stdin", media, media + "/", "subfile,,start,0,end,9,,:" + canary,
        ];
        foreach (var other in others)
        {
            yield return other;
        }
    }
}
