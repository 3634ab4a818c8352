namespace HeyGem.Core.Speech;

/// <summary>A text that was spoken.</summary>
/// <param name="Samples">One channel, -1..1.</param>
/// <param name="SampleRateHz">Samples a second.</param>
public sealed record SpokenText(float[] Samples, int SampleRateHz)
{
    // 20 ms at a time; 50 dB under the loudest is a synthesizer's own silence, not a consonant.
    private const double BlockSeconds = 0.02;
    private const double SilentPower = 1e-5;

    /// <summary>The phones in order, where the synthesizer tells them; else empty.</summary>
    public IReadOnlyList<SpokenPhone> Phones { get; init; } = [];

    /// <summary>What was asked for; null where nobody said.</summary>
    public SpeechOrder? Order { get; init; }

    /// <summary>Samples that the synthesizer gave, with the silence before and after.</summary>
    public int WholeSamples { get; init; } = Samples.Length;

    /// <summary>Silence that was left out before the first sample, seconds.</summary>
    public double Lead { get; init; }

    /// <summary>How long it lasts, seconds.</summary>
    public double Seconds => (double)Samples.Length / SampleRateHz;

    /// <summary>The same without the silence before and after; times move along. Without samples where nothing is heard.</summary>
    public SpokenText Trimmed()
    {
        var block = Math.Max(1, (int)(SampleRateHz * BlockSeconds));
        var powers = Enumerable.Range(0, (Samples.Length + block - 1) / block).Select(i => Power(i * block, block)).ToArray();
        var loudest = powers.DefaultIfEmpty().Max();
        var first = Array.FindIndex(powers, p => p > loudest * SilentPower);
        if (first < 0)
        {
            return new SpokenText([], SampleRateHz);
        }

        var from = first * block;
        var to = Math.Min(Samples.Length, (Array.FindLastIndex(powers, p => p > loudest * SilentPower) + 1) * block);
        var (shift, end) = ((double)from / SampleRateHz, (double)(to - from) / SampleRateHz);
        return new SpokenText(Samples[from..to], SampleRateHz)
        {
            WholeSamples = WholeSamples,
            Lead = Lead + shift,
            Phones = Moved(Phones, shift, end),
        };
    }

    /// <summary>Phones on a time line that begins later and has an end.</summary>
    /// <param name="phones">The phones.</param>
    /// <param name="shift">How much later it begins, seconds.</param>
    /// <param name="end">Its end, seconds.</param>
    internal static IReadOnlyList<SpokenPhone> Moved(IEnumerable<SpokenPhone> phones, double shift, double end) =>
    [
        .. phones.Select(p => p with { Start = Math.Max(0, p.Start - shift), End = Math.Min(end, p.End - shift) })
            .Where(p => p.End > p.Start),
    ];

    private double Power(int from, int count)
    {
        var sum = 0.0;
        foreach (var sample in Samples.AsSpan(from, Math.Min(count, Samples.Length - from)))
        {
            sum += (double)sample * sample;
        }

        return sum / count;
    }
}
