using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using HeyGem.Core.Voice;
using HeyGem.Core.Voice.Features;

namespace HeyGem.Benchmarks.Voice;

/// <summary>What a long voice costs in a process of its own: time against its length, and the most memory ever held.</summary>
internal static class VoiceHour
{
    /// <summary>Analyses seconds of a wandering buzz and prints a line.</summary>
    public static async Task PrintAsync(int seconds, CancellationToken cancellationToken)
    {
        using var model = new TrainedMouthCurve();
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var started = Stopwatch.GetTimestamp();
        var curve = await model.AnalyseAsync(BuzzAsync(seconds, cancellationToken), cancellationToken);
        var elapsed = Stopwatch.GetElapsedTime(started).TotalSeconds;
        process.Refresh();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{model.Name}: {curve.Length / MouthCurve.RateHz:F0} s of voice in {elapsed:F1} s ({seconds / elapsed:F0} times real time), " +
                $"processor {(process.TotalProcessorTime - before).TotalSeconds:F1} s, peak {process.PeakWorkingSet64 / 1e6:F0} MB"));
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<float>> BuzzAsync(
        int seconds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var second = new float[LogMel.SampleRateHz];
        for (var s = 0; s < seconds; s++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var n = 0; n < second.Length; n++)
            {
                var t = s + ((double)n / LogMel.SampleRateHz);
                var phase = 120 * (t + (0.02 * Math.Sin(4 * t)));
                second[n] = (float)(0.2 * (1 + Math.Sin(9 * t)) * ((phase - Math.Floor(phase)) - 0.5));
            }

            await Task.CompletedTask;
            yield return second;
        }
    }
}
