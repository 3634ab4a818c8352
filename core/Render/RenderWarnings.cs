using HeyGem.Core.Engines.Wav2Lip;
using HeyGem.Core.Render.Plan;
using HeyGem.Core.Voice;

namespace HeyGem.Core.Render;

/// <summary>What an editor should know of a render beside what the files themselves tell, each a sentence.</summary>
internal static class RenderWarnings
{
    private const double WindowSeconds = 0.2;

    // Lengths that a compressed file states are off by some frames of its codec.
    private const double MissingSeconds = 0.3;

    /// <summary>The warnings of a heard voice and, with a Wav2Lip-class model, of the model.</summary>
    public static IReadOnlyList<string> Of(VoiceAnalysis heard, SourcePlan plan, Wav2LipEngine? engine)
    {
        List<string> warnings = [.. engine?.Warnings ?? []];
        if (engine is not null && plan.VoiceDuration.Seconds < WindowSeconds)
        {
            warnings.Add(FormattableString.Invariant($"The voice lasts {plan.VoiceDuration.Seconds * 1000:0} ms and Wav2Lip listens to 200 ms at a time: the rest is taken as silence."));
        }

        var (stated, read) = (plan.Listening.Duration.Seconds, (double)heard.Curve.Length / MouthCurve.RateHz);
        if (read < stated - MissingSeconds)
        {
            warnings.Add(FormattableString.Invariant($"Only {read:0.0} s of the voice's {stated:0.0} s can be read: its file is cut short or damaged. After them the mouth rests."));
        }

        if (heard.Curve.Silence.All(s => s > 0.5f))
        {
            warnings.Add("Nobody speaks in the voice: the mouth stays closed.");
        }

        return warnings;
    }
}
