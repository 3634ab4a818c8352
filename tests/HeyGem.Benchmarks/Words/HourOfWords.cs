using System.Diagnostics;
using System.Globalization;
using HeyGem.Benchmarks.Render;
using HeyGem.Core.Frames;
using HeyGem.Core.Speech;
using HeyGem.Core.Voice;
using HeyGem.Core.Voice.Features;
using HeyGem.Core.Voice.Words;

namespace HeyGem.Benchmarks.Words;

/// <summary>What an hour of voice with its text costs: processor seconds, the child that reads the text included, and memory.</summary>
internal static class HourOfWords
{
    private const int Seconds = 3600;

    public static async Task PrintAsync(TrainedMouthCurve model, CancellationToken cancellationToken)
    {
        List<SpokenSample> spoken = [];
        foreach (var line in WordsBenchmark.Lines("en").Concat(WordsBenchmark.Lines("en", "tune")))
        {
            spoken.Add(await SpokenSample.OfAsync(new FliteVoices(), "slt", "en-us", [line], cancellationToken));
        }

        var random = new Random(7);
        List<SpokenSample> hour = [];
        for (var samples = 0L; samples < Seconds * (long)LogMel.SampleRateHz; samples += hour[^1].Samples16k.Length)
        {
            hour.Add(spoken[random.Next(spoken.Count)]);
        }

        var text = string.Join('\n', hour.Select(h => h.Text));
        var before = ProcessorTime.Now();
        var words = await SpokenSample.WordsAsync(model, text, "en-us", cancellationToken);
        var heard = await model.HearClassesAsync(SamplesAsync(hour), FrameSpill.InMemory, cancellationToken);
        var aligned = WordAligner.Align(heard, words, model.Classes, WordsBenchmark.Prices, cancellationToken);
        var spent = (ProcessorTime.Now() - before).TotalSeconds;
        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{heard.Seconds:0} s of voice, {words.Count} words ({aligned.PlacedShare:0.000} placed, {aligned.SureShare:0.000} sure, " +
                $"{Strays(hour, aligned.Words)} outside their own sentence): {spent:0.0} s of processor, that of the child that reads " +
                $"the text included, {Seconds / spent:0} times real time, peak {process.PeakWorkingSet64 / 1e6:0} MB"));
    }

    /// <summary>Sure words that do not lie in the sentence that they were said in.</summary>
    private static int Strays(List<SpokenSample> hour, IReadOnlyList<AlignedWord> words)
    {
        var (strays, next, at) = (0, 0, 0L);
        foreach (var line in hour)
        {
            var count = line.Text.Split(' ').Length;
            var (from, to) = ((double)at / LogMel.SampleRateHz, (double)(at + line.Samples16k.Length) / LogMel.SampleRateHz);
            strays += words.Skip(next).Take(count).Count(w => w.Fit == WordFit.Sure && (w.Start < from - 0.1 || w.End > to));
            (next, at) = (next + count, at + line.Samples16k.Length);
        }

        return strays;
    }

    private static async IAsyncEnumerable<ReadOnlyMemory<float>> SamplesAsync(IReadOnlyList<SpokenSample> parts)
    {
        foreach (var part in parts)
        {
            await Task.CompletedTask;
            yield return part.Samples16k;
        }
    }
}
