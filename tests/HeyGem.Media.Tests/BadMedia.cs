using System.Security.Cryptography;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Testing;

namespace HeyGem.Media.Tests;

/// <summary>
/// The corpus of broken, odd and hostile files, made by the generator that may lie beside the repository, once for each machine.
/// </summary>
internal static class BadMedia
{
    private static readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>The corpus's folder; the test is skipped where there is no generator.</summary>
    public static async Task<string> FolderAsync()
    {
        var generator = Path.GetFullPath(Path.Combine(TestFolders.Repository, "..", "shared", "badmedia", "gen.sh"));
        Assert.SkipWhen(!File.Exists(generator) || OperatingSystem.IsWindows(), "../shared/badmedia/gen.sh is not there");
        var token = TestContext.Current.CancellationToken;
        var hash = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(generator, token)))[..8];
        var folder = Path.Combine(Path.GetTempPath(), $"heygem-badmedia-{hash}");
        var done = Path.Combine(folder, "complete");
        await _one.WaitAsync(token);
        try
        {
            if (!File.Exists(done))
            {
                await using var child = ChildProcess.Start(new ChildProcessSpec("/bin/bash", [generator, folder]));
                using var reader = new StreamReader(child.StandardOutput);
                await reader.ReadToEndAsync(token);
                Assert.Equal(0, await child.WaitAsync(token));
                await File.WriteAllTextAsync(done, "all files are there\n", token);
            }
        }
        finally
        {
            _one.Release();
        }

        return folder;
    }
}
