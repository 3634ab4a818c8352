using HeyGem.Core.Dubbing;
using HeyGem.Core.Frames;
using HeyGem.Core.Speech;
using HeyGem.Core.Speech.Reading;
using HeyGem.Core.Voice;
using HeyGem.Core.Voice.Features;
using HeyGem.Core.Voice.Words;

namespace HeyGem.Benchmarks.Words;

/// <summary>A text that a synthesizer spoke, with its own phone times where it tells them.</summary>
internal sealed record SpokenSample(string Voice, string Language, string Text, float[] Samples16k, IReadOnlyList<SpokenPhone> Phones)
{
    /// <summary>This program, as the child that tells phones.</summary>
    public static string Reader => Environment.ProcessPath!;

    /// <summary>Speaks lines one after the other with 0.3 s of silence between them.</summary>
    public static async Task<SpokenSample> OfAsync(
        ISpeechVoice source, string voice, string language, IReadOnlyList<string> lines, CancellationToken cancellationToken)
    {
        List<float> samples = [];
        List<SpokenPhone> phones = [];
        foreach (var line in lines)
        {
            var order = new SpeechOrder(voice, SpokenForms.OfText(line, language), 1);
            var spoken = await source.SpeakAsync(order, cancellationToken);
            var told = spoken.Phones.Count > 0
                ? spoken.Phones : (await source.PhonesAsync([(order, spoken.Samples.Length)], cancellationToken))[0];
            var at = (double)samples.Count / LogMel.SampleRateHz;
            phones.AddRange(told.Select(p => p with { Start = p.Start + at, End = p.End + at }));
            samples.AddRange(new Resampler(spoken.SampleRateHz, LogMel.SampleRateHz).Run(spoken.Samples));
            samples.AddRange(new float[LogMel.SampleRateHz * 3 / 10]);
        }

        return new SpokenSample(voice, language, string.Join('\n', lines), [.. samples], phones);
    }

    /// <summary>The same in white noise at a ratio to its power.</summary>
    public SpokenSample InNoise(double decibels)
    {
        var random = new Random(5);
        var power = Math.Sqrt(Samples16k.Average(s => (double)s * s));
        var amplitude = (float)(power * Math.Sqrt(3) * Math.Pow(10, -decibels / 20));
        return this with { Samples16k = [.. Samples16k.Select(s => s + (amplitude * ((2 * random.NextSingle()) - 1)))] };
    }

    /// <summary>Hears it.</summary>
    public Task<SpeechClasses> HearAsync(TrainedMouthCurve model, CancellationToken cancellationToken) =>
        HearAsync(model, Samples16k, cancellationToken);

    /// <summary>Hears samples.</summary>
    public static Task<SpeechClasses> HearAsync(TrainedMouthCurve model, float[] samples, CancellationToken cancellationToken) =>
        model.HearClassesAsync(Blocks(samples), FrameSpill.InMemory, cancellationToken);

    /// <summary>The words of a text with the network's classes.</summary>
    public static async Task<IReadOnlyList<(string Text, byte[] Sounds)>> WordsAsync(
        TrainedMouthCurve model, string text, string language, CancellationToken cancellationToken) =>
    [
        .. (await new EspeakWords(Reader).OfAsync(text, language, cancellationToken))
            .Select(w => (w.Text, w.Phones.SelectMany(model.Classes.OfPhone).ToArray())),
    ];

    /// <summary>Samples a second at a time.</summary>
    public static async IAsyncEnumerable<ReadOnlyMemory<float>> Blocks(float[] samples)
    {
        for (var at = 0; at < samples.Length; at += LogMel.SampleRateHz)
        {
            await Task.CompletedTask;
            yield return samples.AsMemory(at, Math.Min(LogMel.SampleRateHz, samples.Length - at));
        }
    }
}
