using HeyGem.Core.Mouth.Wav2Lip;

namespace HeyGem.Core.Render;

/// <summary>What an editor should know of a render with a Wav2Lip-class model.</summary>
internal static class Wav2LipWarnings
{
    private const double WindowSeconds = 0.2;

    /// <summary>The warnings, each a sentence.</summary>
    public static IEnumerable<string> Of(Wav2LipEngine engine, HeardVoice heard, SourcePlan plan)
    {
        foreach (var warning in engine.Warnings)
        {
            yield return warning;
        }

        if (plan.VoiceDuration.Seconds < WindowSeconds)
        {
            yield return FormattableString.Invariant($"The voice lasts {plan.VoiceDuration.Seconds * 1000:0} ms and Wav2Lip listens to 200 ms at a time: the rest is taken as silence.");
        }

        if (heard.Curve.Silence.All(s => s > 0.5f))
        {
            yield return "Nobody speaks in the voice: the mouth stays closed.";
        }
    }
}
