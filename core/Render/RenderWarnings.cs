using System.Globalization;

namespace HeyGem.Core.Render;

/// <summary>What an editor should know of a heard voice, each a sentence.</summary>
internal static class RenderWarnings
{
    // Lengths that a compressed file states are off by some frames of its codec.
    private const double MissingSeconds = 0.3;

    /// <summary>The warnings of a heard voice.</summary>
    public static IReadOnlyList<string> Of(HeardVoice heard)
    {
        List<string> warnings = [];
        var (stated, read) = (heard.StatedSeconds, heard.ReadSeconds);
        if (read < stated - MissingSeconds)
        {
            warnings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"Only {read:0.0} s of the voice's {stated:0.0} s can be read: its file is cut short or damaged. After them the " +
                    $"mouth rests."));
        }

        if (heard.Voice.Curve.Silence.All(s => s > 0.5f))
        {
            warnings.Add("Nobody speaks in the voice: the mouth stays closed.");
        }

        return warnings;
    }
}
