using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Bridge.Tests;

/// <summary>A disk of a few megabytes that a test can fill; only root on Linux can make one, elsewhere the test is skipped.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string _ballast;

    private SmallDisk(string folder) => (Folder, _ballast) = (folder, Path.Combine(folder, "ballast"));

    /// <summary>Where it is mounted.</summary>
    public string Folder { get; }

    public static async Task<SmallDisk> MountAsync(int megabytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Needs root to mount a small disk.");
        var folder = Directory.CreateTempSubdirectory("heygem small disk ").FullName;
        await using var mount = ChildProcess.Start(
            new ChildProcessSpec("/bin/mount", ["-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", folder]));
        Assert.SkipUnless(await mount.WaitAsync(TestContext.Current.CancellationToken) == 0,
            "This machine does not let root mount a small disk.");
        return new SmallDisk(folder);
    }

    /// <summary>Leaves no room on it.</summary>
    public void Fill()
    {
        using var file = new FileStream(_ballast, FileMode.Append, FileAccess.Write, FileShare.None, 0);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    /// <summary>Makes room again.</summary>
    public void Free() => File.Delete(_ballast);

    /// <summary>From now on nothing can be written to it.</summary>
    public async Task MakeReadOnlyAsync()
    {
        await using var mount = ChildProcess.Start(new ChildProcessSpec("/bin/mount", ["-o", "remount,ro", Folder]));
        Assert.Equal(0, await mount.WaitAsync(TestContext.Current.CancellationToken));
    }

    public async ValueTask DisposeAsync()
    {
        await using (var unmount = ChildProcess.Start(new ChildProcessSpec("/bin/umount", ["-l", Folder])))
        {
            await unmount.WaitAsync(CancellationToken.None);
        }

        Directory.Delete(Folder);
    }
}
