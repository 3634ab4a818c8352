using System.Diagnostics;
using HeyGem.Benchmarks.Render;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Benchmarks.Floor;

/// <summary>A whole process from its start to its end.</summary>
/// <param name="Wall">Seconds by the clock.</param>
/// <param name="Processor">Processor seconds of it and of all that it started; on Linux.</param>
internal readonly record struct FloorRun(double Wall, double Processor)
{
    /// <exception cref="InvalidOperationException">It failed.</exception>
    public static async Task<FloorRun> OfAsync(
        string program, IReadOnlyList<string> arguments, Action<string> line, CancellationToken cancellationToken)
    {
        var (before, watch) = (ProcessorTime.Children(), Stopwatch.StartNew());
        var (exit, tail) = await FfmpegOutput.ReadLinesAsync(program, arguments, line, TimeSpan.FromMinutes(30), cancellationToken);
        var run = new FloorRun(watch.Elapsed.TotalSeconds, (ProcessorTime.Children() - before).TotalSeconds);
        return exit == 0 ? run : throw new InvalidOperationException($"{program} ended with {exit}: {string.Join(" | ", tail)}");
    }

    public static FloorRun Median(IReadOnlyCollection<FloorRun> runs) =>
        new(Median(runs.Select(run => run.Wall)), Median(runs.Select(run => run.Processor)));

    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
