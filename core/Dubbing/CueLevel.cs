namespace HeyGem.Core.Dubbing;

/// <summary>How loud speech is laid: voices of different synthesizers, and the cues of one, come out alike.</summary>
internal static class CueLevel
{
    // Where a dialogue usually lies in a mix for the web: -20 dB of full scale in the mean of what is spoken, peaks below -1 dB.
    private const double SpokenRms = 0.1;
    private const float Peak = 0.89f;
    private const double QuietBelow = 1e-3;

    /// <summary>The factor for a cue's samples.</summary>
    public static float Gain(ReadOnlySpan<float> samples, int sampleRateHz)
    {
        var block = Math.Max(1, sampleRateHz / 50);
        var powers = new List<double>();
        var peak = 0f;
        for (var at = 0; at < samples.Length; at += block)
        {
            var sum = 0.0;
            var part = samples.Slice(at, Math.Min(block, samples.Length - at));
            foreach (var sample in part)
            {
                sum += (double)sample * sample;
                peak = Math.Max(peak, Math.Abs(sample));
            }

            powers.Add(sum / part.Length);
        }

        var loudest = powers.DefaultIfEmpty().Max();
        if (loudest <= 0)
        {
            return 0;
        }

        var rms = Math.Sqrt(powers.Where(p => p > loudest * QuietBelow).Average());
        return (float)Math.Min(SpokenRms / rms, Peak / peak);
    }
}
