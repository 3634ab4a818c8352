using HeyGem.Core.Mouth.Wav2Lip;

namespace HeyGem.Core.Render;

/// <summary>What an editor should know of a render beside what the files themselves tell, each a sentence.</summary>
internal static class RenderWarnings
{
    private const double WindowSeconds = 0.2;

    /// <summary>The warnings of a heard voice and, with a Wav2Lip-class model, of the model.</summary>
    public static IReadOnlyList<string> Of(HeardVoice heard, SourcePlan plan, Wav2LipEngine? engine)
    {
        List<string> warnings = [.. engine?.Warnings ?? []];
        if (engine is not null && plan.VoiceDuration.Seconds < WindowSeconds)
        {
            warnings.Add(FormattableString.Invariant($"The voice lasts {plan.VoiceDuration.Seconds * 1000:0} ms and Wav2Lip listens to 200 ms at a time: the rest is taken as silence."));
        }

        if (heard.Curve.Silence.All(s => s > 0.5f))
        {
            warnings.Add("Nobody speaks in the voice: the mouth stays closed.");
        }

        return warnings;
    }
}
