using System.Globalization;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Probe;

namespace HeyGem.Core.Render;

/// <summary>What an editor should know of a heard voice, each a sentence.</summary>
internal static class RenderWarnings
{
    // Lengths that a compressed file states are off by some frames of its codec.
    private const double MissingSeconds = 0.3;

    /// <summary>The warnings of a heard voice.</summary>
    /// <param name="heard">The voice.</param>
    /// <param name="files">Its files.</param>
    public static IReadOnlyList<string> Of(HeardVoice heard, IEnumerable<ClipInfo> files)
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
            warnings.AddRange(files.Where(f => f.Audio?.Use is { Of: > 1 }).Select(f => string.Create(
                CultureInfo.InvariantCulture,
                $"{MediaName.Of(f.Path)} has {f.Audio!.Use!.Of} sounds, of which number {f.Audio.Use.Number} was heard.")));
        }

        return warnings;
    }
}
