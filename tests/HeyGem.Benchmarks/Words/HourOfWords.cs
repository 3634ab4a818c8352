using System.Diagnostics;
using System.Globalization;
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
        using var process = Process.GetCurrentProcess();
        var before = process.TotalProcessorTime;
        var started = Stopwatch.GetTimestamp();
        var words = await SpokenSample.WordsAsync(model, text, "en-us", cancellationToken);
        var read = Stopwatch.GetElapsedTime(started).TotalSeconds;
        var heard = await model.HearClassesAsync(SamplesAsync(hour), FrameSpill.InMemory, cancellationToken);
        var aligned = WordAligner.Align(heard, words, model.Classes, WordsBenchmark.Prices, cancellationToken);
        process.Refresh();
        var own = (process.TotalProcessorTime - before).TotalSeconds;
        var at = 0L;
        var (checkedWords, late) = (0, 0);
        foreach (var line in hour)
        {
            var place = (double)at / LogMel.SampleRateHz;
            var count = line.Text.Split(' ').Length;
            late += aligned.Words.Skip(checkedWords).Take(count).Count(
                w => w.Fit == WordFit.Sure && (w.Start < place - 0.1 || w.End > place + ((double)line.Samples16k.Length / LogMel.SampleRateHz)));
            (checkedWords, at) = (checkedWords + count, at + line.Samples16k.Length);
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{heard.Seconds:0} s of voice, {words.Count} words ({aligned.PlacedShare:0.000} placed, {aligned.SureShare:0.000} sure, {late} " +
                $"outside their own sentence): {own:0.0} s of processor and at most {read:0.0} s of a child's, " +
                $"{Seconds / (own + read):0} times real time, peak {process.PeakWorkingSet64 / 1e6:0} MB"));
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
