using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Render.Plan;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render.Dialogue;

/// <summary>Which frames a result of several voices shows, and when each voice is heard. Pure arithmetic, no I/O.</summary>
internal static class DialoguePlan
{
    /// <summary>The result with all voices.</summary>
    /// <param name="spec">What is asked for; has speakers.</param>
    /// <param name="clip">The clip.</param>
    /// <param name="files">The voices' files by path; each has sound.</param>
    /// <exception cref="HeyGemException">As <see cref="SourcePlan.Of(RenderSpec, ClipInfo, IReadOnlyDictionary{string, ClipInfo})"/>.
    /// </exception>
    public static SourcePlan Of(RenderSpec spec, ClipInfo clip, IReadOnlyDictionary<string, ClipInfo> files)
    {
        var each = Each(spec, clip, files);
        var whole = Silent(spec, clip, files);
        return whole.Hearing([.. each.SelectMany(plan => plan.Pieces)], each.SelectMany(p => p.Warnings).Except(whole.Warnings).Distinct());
    }

    /// <summary>The same result with the voice of each speaker alone, in their order.</summary>
    public static IReadOnlyList<SourcePlan> Each(RenderSpec spec, ClipInfo clip, IReadOnlyDictionary<string, ClipInfo> files)
    {
        var silent = Silent(spec, clip, files);
        return [.. spec.Speakers.Select(speaker => speaker.Pieces.Count > 0
            ? silent.Hearing(speaker.Pieces, files) : All(silent, speaker, files[speaker.VoicePath]))];
    }

    private static SourcePlan Silent(RenderSpec spec, ClipInfo clip, IReadOnlyDictionary<string, ClipInfo> files) => SourcePlan.Silent(
        spec, clip, spec.Speakers.Select(s => s.Pieces.Count > 0 ? s.Pieces[^1].End : PiecePlan.LengthOf(files[s.VoicePath]))
            .MaxBy(end => end.Ticks));

    /// <summary>A whole file from the clip's start on, as far as the clip goes.</summary>
    private static SourcePlan All(SourcePlan silent, Speaker speaker, ClipInfo file)
    {
        var (length, room) = (PiecePlan.LengthOf(file), silent.VoiceDuration);
        var heard = length < room ? length : room;
        var name = MediaName.Of(file.Path);
        string[] warnings = length > room + silent.Rate.StartOf(1)
            ? [FormattableString.Invariant(
                $"The voice {name} lasts {length.Seconds:0.00} s and the clip {room.Seconds:0.00} s: it ends with the clip.")]
            : [];
        return silent.Hearing([new VoicePiece(speaker.VoicePath, MediaTime.Zero, heard, MediaTime.Zero)], warnings);
    }
}
