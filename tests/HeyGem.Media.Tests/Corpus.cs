using System.Security.Cryptography;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Testing;

namespace HeyGem.Media.Tests;

/// <summary>The files of <c>tests/corpus/corpus.txt</c>, made once for each machine and each state of that list.</summary>
internal static class Corpus
{
    private const string Start = """
        set -eu
        FF="$FFMPEG -hide_banner -v error -nostdin -y" X="-c:v libx264 -preset ultrafast -pix_fmt yuv420p"

        """;

    private const string Base = Start + """
        $FF -f lavfi -i testsrc2=s=320x180:r=25:d=4.04 -f lavfi -i sine=440:r=48000:d=4.04 \
          -c:v libx264 -preset veryfast -crf 15 -g 12 -pix_fmt yuv420p -c:a aac base.mp4
        $FF -i base.mp4 -c copy -movflags +faststart fast.mp4
        """;

    private static readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>What the list declares.</summary>
    public static IReadOnlyList<Entry> Entries { get; } = Read();

    private static string List => Path.Combine(TestFolders.Repository, "tests", "corpus", "corpus.txt");

    /// <summary>The folder with all files.</summary>
    public static async Task<string> FolderAsync(FfmpegTools tools)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the recipes are for a Unix shell");
        var token = TestContext.Current.CancellationToken;
        var hash = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(List, token)))[..8];
        var folder = Path.Combine(Path.GetTempPath(), $"heygem-corpus-{hash}");
        var done = Path.Combine(folder, "complete");
        await _one.WaitAsync(token);
        try
        {
            if (File.Exists(done))
            {
                return folder;
            }

            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }

            Directory.CreateDirectory(folder);
            await RunAsync(tools, folder, Base, "base.mp4");
            var two = new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = token };
            await Parallel.ForEachAsync(Entries, two, async (entry, _) => await RunAsync(tools, folder, Start + entry.Recipe, entry.Name));
            await File.WriteAllTextAsync(done, "all files are there\n", token);
        }
        finally
        {
            _one.Release();
        }

        return folder;
    }

    private static async Task RunAsync(FfmpegTools tools, string folder, string recipe, string name)
    {
        var enter = $"cd '{folder}'\nFFMPEG='{tools.FfmpegPath}' O='{name}'\n";
        await using var child = ChildProcess.Start(new ChildProcessSpec("/bin/bash", ["-c", enter + recipe]));
        using var reader = new StreamReader(child.StandardOutput);
        await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
        var exit = await child.WaitAsync(TestContext.Current.CancellationToken);
        Assert.True(exit == 0, $"{name}: {string.Join('\n', child.ErrorTail)}");
    }

    private static List<Entry> Read()
    {
        List<Entry> entries = [];
        foreach (var line in File.ReadLines(List).Where(line => line.Length > 0 && line[0] != '#'))
        {
            var parts = line.Split('|', 3, StringSplitOptions.TrimEntries);
            var outcome = parts[1].Split(';', 2, StringSplitOptions.TrimEntries);
            entries.Add(new Entry(parts[0], outcome[0], outcome.Length > 1 ? outcome[1] : string.Empty, parts[2]));
        }

        return entries;
    }

    /// <summary>A file of the list.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Outcome">A code, or how <c>whole ...</c> or <c>voice ...</c> begins.</param>
    /// <param name="Warning">What the warnings say, or nothing.</param>
    /// <param name="Recipe">How it is made.</param>
    public sealed record Entry(string Name, string Outcome, string Warning, string Recipe);
}
