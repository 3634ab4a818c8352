namespace HeyGem.Core.Voice;

/// <summary>
/// What a voice's curve usually does while it speaks; maps it to 0..1 and -1..1 so that every clip can scale it to its own range.
/// </summary>
/// <param name="Low">Opening that 5 % of speech stays under.</param>
/// <param name="High">Opening that 5 % of speech passes.</param>
/// <param name="WidthCentre">Median width.</param>
/// <param name="WidthSwing">Half of the distance between the widths at 5 % and 95 %.</param>
internal readonly record struct SpeechRange(float Low, float High, float WidthCentre, float WidthSwing)
{
    // A typical voice; counts like one second of speech, so that a single word is not stretched to a whole range.
    private static readonly SpeechRange Prior = new(0.1f, 0.68f, -0.05f, 0.42f);
    private const int PriorSamples = 50;
    private const float SmallestRange = 0.35f;
    private const float SmallestSwing = 0.25f;
    private const float Knee = 0.85f;

    /// <summary>Measures a curve outside its rests and closures.</summary>
    public static SpeechRange Of(MouthCurve curve)
    {
        List<float> openings = [], widths = [];
        for (var k = 0; k < curve.Length; k++)
        {
            if (curve.Silence[k] < 0.5f && curve.Closure[k] < 0.3775f)
            {
                openings.Add(curve.Opening[k]);
                widths.Add(curve.Width[k]);
            }
        }

        openings.Sort();
        widths.Sort();
        float Mix(List<float> sorted, double share, float prior) => sorted.Count == 0
            ? prior
            : ((sorted.Count * sorted[(int)(share * (sorted.Count - 1))]) + (PriorSamples * prior)) / (sorted.Count + PriorSamples);
        var low = Mix(openings, 0.05, Prior.Low);
        var high = Mix(openings, 0.95, Prior.High);
        var swing = (Mix(widths, 0.95, Prior.WidthCentre + Prior.WidthSwing) - Mix(widths, 0.05, Prior.WidthCentre - Prior.WidthSwing)) / 2;
        return new SpeechRange(
            low, Math.Max(high, low + SmallestRange), Mix(widths, 0.5, Prior.WidthCentre), Math.Max(swing, SmallestSwing));
    }

    /// <summary>Opening in 0..1: the usual range fills 0 .. 0.93, and what lies above it bends towards 1 instead of being cut.</summary>
    public float Opening(float opening)
    {
        var linear = Math.Max(0, (opening - Low) / (High - Low));
        return linear <= Knee ? linear : Knee + ((1 - Knee) * MathF.Tanh((linear - Knee) / (2 * (1 - Knee)) * 1.2f));
    }

    /// <summary>Width in -1..1 about the voice's own middle.</summary>
    public float Width(float width) => Math.Clamp((width - WidthCentre) / WidthSwing, -1, 1);
}
