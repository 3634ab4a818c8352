using System.Globalization;
using HeyGem.Core.Errors;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render.Spec;

/// <summary>
/// A stretch of a finished result that is drawn and heard anew, from other sound or from words; everything else of the result stays as it
/// is. What it was rendered from and with is the spec that holds the correction.
/// </summary>
public sealed record Correction
{
    /// <summary>Path of the finished result. It is read only; the corrected one is a file of its own.</summary>
    public required string ResultPath { get; init; }

    /// <summary>Where the stretch begins, on the result's own time.</summary>
    public required MediaPoint From { get; init; }

    /// <summary>Where it ends, exclusive.</summary>
    public required MediaPoint To { get; init; }

    /// <summary>Path of the file whose sound drives the mouth there; null while <see cref="Words"/> are not spoken yet.</summary>
    public string? VoicePath { get; init; }

    /// <summary>The time of that file which the stretch begins with.</summary>
    public MediaTime VoiceIn { get; init; }

    /// <summary>Path of a file with the times of its phones, as <see cref="RenderSpec.VoiceTimesPath"/>; null for none.</summary>
    public string? VoiceTimesPath { get; init; }

    /// <summary>Path of a file that is heard there instead, over the same stretch of its time; null for the voice itself.</summary>
    public string? SoundPath { get; init; }

    /// <summary>What is spoken there; null for sound that was given.</summary>
    public Words? Words { get; init; }

    /// <summary>The correction that <see cref="ResultPath"/> holds already; null for none.</summary>
    public Correction? Earlier { get; init; }

    /// <summary>What is said of a range that holds no frame of a result.</summary>
    /// <param name="range">The range as it was asked for.</param>
    /// <param name="resultPath">Path of the result.</param>
    /// <param name="frames">How many frames the result has.</param>
    /// <param name="rate">Its frames a second.</param>
    public static HeyGemException Outside((MediaPoint From, MediaPoint To) range, string resultPath, long frames, FrameRate rate)
    {
        var end = string.Create(CultureInfo.InvariantCulture, $"{rate.StartOf(frames).Seconds:0.00} s");
        return new HeyGemException(
            ErrorCode.RangeEmpty,
            $"The range {range.From.Text} to {range.To.Text} holds no frame of {MediaName.Of(resultPath)}, which lasts {end} " +
                $"({Counted.Of(frames, "frame")}).")
        {
            Hint = $"Name a range within 0 s and {end} (0f and {frames}f), its end after its start.",
        };
    }

    /// <summary>This correction and those before it, the first one first.</summary>
    internal IEnumerable<Correction> InOrder() => (Earlier?.InOrder() ?? []).Append(this);

    /// <summary>The files that are read for it and those before it.</summary>
    public IEnumerable<string> Paths() => InOrder()
        .SelectMany(c => new[] { c.VoicePath, c.VoiceTimesPath, c.SoundPath }).Append(ResultPath).OfType<string>();

    /// <summary>The file of the voice of a correction that is rendered.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.ArgumentInvalid"/>: its words were not spoken.</exception>
    internal string Voice => VoicePath ?? throw new HeyGemException(ErrorCode.ArgumentInvalid, "A correction has neither sound nor words.");
}

/// <summary>A text and who speaks it.</summary>
/// <param name="Text">The text.</param>
/// <param name="Language">Its language, a tag such as <c>de</c>.</param>
/// <param name="Voice">The word for the voice, as <c>heygem voices</c> lists it; null for the language's own.</param>
public sealed record Words(string Text, string Language, string? Voice);
