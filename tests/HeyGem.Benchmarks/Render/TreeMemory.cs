using System.Globalization;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Weights;
using HeyGem.Testing;

namespace HeyGem.Benchmarks.Render;

/// <summary>
/// Peak memory of whole renders by the launcher with everything they start, by length: a file of one minute made of the clip, and longer
/// ones. Proportional set size (shared pages counted once), summed over the process tree at each look. Linux only.
/// </summary>
internal static class TreeMemory
{
    private static readonly TimeSpan _pause = TimeSpan.FromMilliseconds(150);

    /// <param name="clip">Shown again and again.</param>
    /// <param name="voice">Heard again and again.</param>
    /// <param name="lengths">Seconds; the first is what the others are compared with.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task PrintAsync(string clip, string voice, IEnumerable<int> lengths, CancellationToken cancellationToken)
    {
        var ffmpeg = await FfmpegLocator.LocateAsync(cancellationToken);
        var folder = Directory.CreateTempSubdirectory("heygem-memory-").FullName;
        try
        {
            var first = 0.0;
            foreach (var seconds in lengths)
            {
                var longClip = await LoopAsync(ffmpeg, clip, folder, seconds, cancellationToken);
                var longVoice = await LoopAsync(ffmpeg, voice, folder, seconds, cancellationToken);
                var peak = await RenderAsync($"{seconds} s", folder, [longClip, "--audio", longVoice], first, cancellationToken);
                first = first > 0 ? first : peak;
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<string> LoopAsync(
        FfmpegTools ffmpeg, string from, string folder, int seconds, CancellationToken cancellationToken)
    {
        var to = Path.Combine(folder, $"{seconds}{Path.GetExtension(from)}");
        string[] arguments = ["-v", "error", "-stream_loop", "-1", "-i", from, "-t", seconds.ToString(CultureInfo.InvariantCulture),
            "-c", "copy", to];
        await using var process = ChildProcess.Start(new ChildProcessSpec(ffmpeg.FfmpegPath, arguments));
        await process.WaitAsync(cancellationToken);
        return to;
    }

    private static async Task<double> RenderAsync(
        string what, string folder, string[] arguments, double first, CancellationToken cancellationToken)
    {
        var data = Directory.CreateDirectory(Path.Combine(folder, Guid.NewGuid().ToString("N"))).FullName;
        Directory.CreateSymbolicLink(new DataFolder(data).Models, DataFolder.Current().Models);
        var launcher = Path.Combine(TestFolders.Repository, "heygem");
        await using var process = ChildProcess.Start(new ChildProcessSpec(
            "/usr/bin/env", [$"{DataFolder.Variable}={data}", launcher, "render", .. arguments, "--out", data, "--json"]));
        using var output = new StreamReader(process.StandardOutput, leaveOpen: true);
        var ended = output.ReadToEndAsync(cancellationToken);
        List<(string Name, double MiB)> peak = [];
        while (await Task.WhenAny(ended, Task.Delay(_pause, cancellationToken)) != ended)
        {
            List<(string Name, double MiB)> now = [.. Tree(process.Id).Select(id => (Read($"/proc/{id}/comm").Trim(), MiBOf(id)))];
            peak = now.Sum(p => p.MiB) > peak.Sum(p => p.MiB) ? now : peak;
        }

        var exit = await process.WaitAsync(cancellationToken);
        var total = peak.Sum(p => p.MiB);
        var shares = string.Join(", ", peak.Select(p => string.Create(CultureInfo.InvariantCulture, $"{p.Name} {p.MiB:0}")));
        var ratio = first > 0 ? string.Create(CultureInfo.InvariantCulture, $", {total / first:0.00} x the first") : string.Empty;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what,-22} exit {exit}, peak {total:0} MiB ({shares}){ratio}"));
        return total;
    }

    private static IEnumerable<int> Tree(int id) => Children(id).Where(child => IsOwnProgram(child, id)).SelectMany(Tree).Prepend(id);

    /// <summary>Between its start and its program a child is its parent once more: the same memory, counted twice.</summary>
    private static bool IsOwnProgram(int child, int parent) => Read($"/proc/{child}/cmdline") != Read($"/proc/{parent}/cmdline");

    private static List<int> Children(int id)
    {
        try
        {
            return [.. Directory.GetDirectories($"/proc/{id}/task")
                .SelectMany(task => Read(Path.Combine(task, "children")).Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(text => int.Parse(text, CultureInfo.InvariantCulture))];
        }
        catch (DirectoryNotFoundException)
        {
            // It ended while we looked.
            return [];
        }
    }

    private static double MiBOf(int id)
    {
        var line = Read($"/proc/{id}/smaps_rollup").Split('\n').FirstOrDefault(text => text.StartsWith("Pss:", StringComparison.Ordinal));
        return line is null ? 0 : double.Parse(
            line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    private static string Read(string path)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (IOException)
        {
            return string.Empty;
        }
    }
}
