using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render.Plan;

/// <summary>Lays the sound of corrections over a result's voice. Pure arithmetic, no I/O.</summary>
internal static class CorrectionPlan
{
    /// <summary>The plan of the corrected result: the frames of the result, its voice with all corrections in it.</summary>
    /// <param name="plan">The plan of the result before its first correction.</param>
    /// <param name="spec">What is asked for; has a correction.</param>
    /// <param name="clip">The clip.</param>
    /// <param name="files">The voice's files by path.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.RangeEmpty"/>: the range holds no frame of the result;
    /// <see cref="ErrorCode.AudioTooShort"/>.</exception>
    public static SourcePlan Of(SourcePlan plan, RenderSpec spec, ClipInfo clip, IReadOnlyDictionary<string, ClipInfo> files)
    {
        List<string> warnings = [];
        var range = default(FrameRange);
        IReadOnlyList<VoicePiece> pieces = plan.Pieces.Count > 0
            ? plan.Pieces
            : [new VoicePiece(spec.VoicePath, plan.VoiceStart, plan.VoiceStart + plan.VoiceDuration, MediaTime.Zero)];
        foreach (var correction in spec.Correction!.InOrder())
        {
            range = FramesOf(correction, plan, clip);
            warnings.Clear();
            pieces = Laid(pieces, correction, (plan.Rate.StartOf(range.Start), plan.Rate.StartOf(range.End)), files, warnings);
        }

        return plan.With(range, pieces, warnings);
    }

    /// <summary>The frames of a result that a correction asks for: every frame that is on screen in its range.</summary>
    internal static FrameRange FramesOf(Correction correction, SourcePlan plan, ClipInfo clip)
    {
        var timecode = EncodeTarget.StartTimecode(clip.Video!, plan);
        var start = correction.From.ToFrame(plan.Rate, timecode, plan.Count);
        var end = correction.To.ToFrame(plan.Rate, timecode, plan.Count);
        end += plan.Rate.StartOf(end) < correction.To.ToTime(plan.Rate, timecode, plan.Count) ? 1 : 0;
        if (start >= plan.Count || end <= start)
        {
            throw Correction.Outside((correction.From, correction.To), correction.ResultPath, plan.Count, plan.Rate);
        }

        return new FrameRange(start, Math.Min(end, plan.Count) - start);
    }

    private static List<VoicePiece> Laid(
        IReadOnlyList<VoicePiece> pieces, Correction correction, (MediaTime From, MediaTime To) span,
        IReadOnlyDictionary<string, ClipInfo> files, List<string> warnings)
    {
        var (path, asked) = (correction.Voice, span.To - span.From);
        var file = files[path];
        var there = file.Audio!.StartTime + file.Audio.Duration - correction.VoiceIn;
        if (there <= MediaTime.Zero)
        {
            throw new HeyGemException(ErrorCode.AudioTooShort, $"{MediaName.Of(path)} holds no sound for the range.");
        }

        // A file as long as the result holds the range at its own place; what follows in it is not left over.
        if (there > asked && correction.VoiceIn == MediaTime.Zero && correction.Words is null)
        {
            warnings.Add(FormattableString.Invariant(
                $"{MediaName.Of(path)} lasts {there.Seconds:0.00} s and the range {asked.Seconds:0.00} s: what is longer is not heard."));
        }

        var length = there < asked ? there : asked;
        return
        [
            .. pieces.Where(p => p.At < span.From).Select(p => p.End <= span.From ? p : p with { Out = p.In + (span.From - p.At) }),
            new VoicePiece(path, correction.VoiceIn, correction.VoiceIn + length, span.From),
            .. pieces.Where(p => p.End > span.To)
                .Select(p => p.At >= span.To ? p : p with { In = p.In + (span.To - p.At), At = span.To }),
        ];
    }
}
