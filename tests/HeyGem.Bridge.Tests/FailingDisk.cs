using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Bridge.Tests;

/// <summary>
/// A disk that fails: a file system in a file whose own disk is full. Writes seem to succeed until they are flushed, and then the system
/// says EIO, as for a drive that dies. Only root on Linux can make one, elsewhere the test is skipped.
/// </summary>
internal sealed class FailingDisk : IAsyncDisposable
{
    private readonly SmallDisk _below;

    private FailingDisk(SmallDisk below, string folder) => (_below, Folder) = (below, folder);

    /// <summary>Where it is mounted.</summary>
    public string Folder { get; }

    public static async Task<FailingDisk> MountAsync()
    {
        var below = await SmallDisk.MountAsync(8);
        var (image, folder) = (Path.Combine(below.Folder, "image"), Directory.CreateTempSubdirectory("heygem-failing-disk-").FullName);
        await using (var file = File.Create(image))
        {
            // Far larger than what it lies on: it takes room only as it is written.
            file.SetLength(64 << 20);
        }

        if (await RunAsync("/sbin/mkfs.ext4", ["-q", "-F", "-O", "^has_journal", image])
            && await RunAsync("/bin/mount", ["-o", "loop", image, folder]))
        {
            return new FailingDisk(below, folder);
        }

        Directory.Delete(folder);
        await below.DisposeAsync();
        Assert.Skip("This machine does not let root mount a file.");
        throw new InvalidOperationException();
    }

    /// <summary>From now on nothing more reaches the disk.</summary>
    public void Fail() => _below.Fill();

    public async ValueTask DisposeAsync()
    {
        await RunAsync("/bin/umount", ["-l", Folder]);
        Directory.Delete(Folder);
        await _below.DisposeAsync();
    }

    private static async Task<bool> RunAsync(string program, IReadOnlyList<string> arguments)
    {
        if (!File.Exists(program))
        {
            return false;
        }

        await using var child = ChildProcess.Start(new ChildProcessSpec(program, arguments));
        return await child.WaitAsync(CancellationToken.None) == 0;
    }
}
