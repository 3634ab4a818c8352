using System.Globalization;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render.Plan;

/// <summary>Which source frame each frame of the result shows, and which part of the voice it hears. Pure arithmetic, no I/O.</summary>
internal sealed class SourcePlan
{
    private readonly FitPolicy _fit;

    private SourcePlan(
        FrameRate rate, FrameRange source, int count, FitPolicy fit, MediaTime voiceStart, MediaTime voiceDuration, MediaTime wholeVoice,
        IReadOnlyList<VoicePiece> pieces, IReadOnlyList<string> warnings)
    {
        Rate = rate;
        Source = source;
        Count = count;
        _fit = fit;
        VoiceStart = voiceStart;
        VoiceDuration = voiceDuration;
        Pieces = pieces;
        Listening = (voiceStart, Listen(voiceDuration, wholeVoice));
        Shown = new FrameRange(0, count);
        Warnings = warnings;
    }

    /// <summary>Rate of the result.</summary>
    public FrameRate Rate { get; }

    /// <summary>The clip frames that may be shown.</summary>
    public FrameRange Source { get; }

    /// <summary>Frames of the result, at least 1.</summary>
    public int Count { get; }

    /// <summary>The voice's pieces as they are heard; empty where the voice is one stretch of one file.</summary>
    public IReadOnlyList<VoicePiece> Pieces { get; }

    /// <summary>Start of the voice on its own time line.</summary>
    public MediaTime VoiceStart { get; }

    /// <summary>Length of the voice that is heard, at most the result's length.</summary>
    public MediaTime VoiceDuration { get; }

    /// <summary>
    /// The part of the voice that is analysed: all of its range where that is affordable, so that clips of other lengths find the analysis
    /// ready, else what this result hears.
    /// </summary>
    public (MediaTime Start, MediaTime Duration) Listening { get; }

    /// <summary>What was cut or clamped, each a sentence.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>The frames of the result that a correction asks for; null where the whole result is made.</summary>
    public FrameRange? Corrected { get; private init; }

    /// <summary>The frames of the result that are written: all of them, or those of a preview.</summary>
    public FrameRange Shown { get; private set; }

    /// <summary>
    /// The sound of the shown frames: where it begins on the voice's own time line, and how long it is; nothing where the voice has ended.
    /// </summary>
    public (MediaTime Start, MediaTime Duration) Heard
    {
        get
        {
            var (start, end) = (Rate.StartOf(Shown.Start), Rate.StartOf(Shown.End));
            end = end < VoiceDuration && Shown.End < Count ? end : VoiceDuration;
            return (VoiceStart + start, end > start ? end - start : MediaTime.Zero);
        }
    }

    /// <summary>The pieces of the voice on the time of the shown frames.</summary>
    public IReadOnlyList<VoicePiece> HeardPieces
    {
        get
        {
            var (start, length) = (Rate.StartOf(Shown.Start), Heard.Duration);
            return Shown.Count == Count
                ? Pieces
                : [.. Pieces.Where(p => p.End > start && p.At < start + length).Select(p => p.Between(start, start + length))];
        }
    }

    /// <summary>
    /// The source frame, counted from the start of <see cref="Source"/>, that frame <paramref name="output"/> of the result shows.
    /// </summary>
    public int SourceOf(int output)
    {
        var n = (int)Source.Count;
        return _fit switch
        {
            FitPolicy.Loop => output % n,
            FitPolicy.PingPong when n > 1 => Fold(output % ((2 * n) - 2), n),
            _ => Math.Min(output, n - 1),
        };
    }

    /// <summary>The same result, of which only a part is written.</summary>
    public SourcePlan Showing(FrameRange frames)
    {
        var part = (SourcePlan)MemberwiseClone();
        part.Shown = frames;
        return part;
    }

    /// <summary>The same frames with another voice in a part of them.</summary>
    /// <param name="frames">The part, in frames of the result.</param>
    /// <param name="pieces">The whole voice as it is heard then.</param>
    /// <param name="warnings">What was cut of it, each a sentence.</param>
    public SourcePlan With(FrameRange frames, IReadOnlyList<VoicePiece> pieces, IEnumerable<string> warnings)
    {
        var length = Rate.StartOf(Count);
        return new SourcePlan(Rate, Source, Count, _fit, MediaTime.Zero, length, length, pieces, [.. Warnings, .. warnings])
        {
            Corrected = frames,
        };
    }

    /// <summary>Works the plan out.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.RangeEmpty"/> or <see cref="ErrorCode.AudioTooShort"/>.</exception>
    public static SourcePlan Of(RenderSpec spec, ClipInfo clip, ClipInfo voice)
    {
        var warnings = new List<string>();
        var video = clip.Video!;
        var rate = clip.IsStill ? spec.StillRate ?? FrameRate.Default : video.FrameRate;
        var source = clip.IsStill ? new FrameRange(0, 1) : SourceRange(spec, clip, warnings);
        var (voiceStart, voiceDuration) = VoiceRange(spec, rate, voice, warnings);
        var voiceFrames = rate.FramesIn(voiceDuration);
        if (voiceFrames < 1)
        {
            throw new HeyGemException(ErrorCode.AudioTooShort,
                $"The voice {Path.GetFileName(spec.VoicePath)} lasts {voiceDuration.Seconds:0.000} s, less than one frame of the clip.");
        }

        var fit = clip.IsStill ? FitPolicy.Hold : spec.Fit;
        var count = fit == FitPolicy.Cut ? CutLength(source.Count, voiceFrames, rate, warnings) : voiceFrames;
        if (count > int.MaxValue / 2)
        {
            throw new HeyGemException(ErrorCode.MediaTooLarge, $"The result would have {count} frames.");
        }

        var heard = new MediaTime(Math.Min(voiceDuration.Ticks, rate.StartOf(count).Ticks));
        return new SourcePlan(rate, source, (int)count, fit, voiceStart, heard, voiceDuration, [], warnings);
    }

    /// <summary>
    /// Works the plan out for a voice in pieces: the result lasts as long as the clip, over a still as long as the voice.
    /// </summary>
    /// <param name="spec">What is asked for; has pieces.</param>
    /// <param name="clip">The clip.</param>
    /// <param name="files">The voice's files by path.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.RangeEmpty"/>, <see cref="ErrorCode.ArgumentInvalid"/> or
    /// <see cref="ErrorCode.AudioTooShort"/>.</exception>
    public static SourcePlan Of(RenderSpec spec, ClipInfo clip, IReadOnlyDictionary<string, ClipInfo> files) =>
        Silent(spec, clip, spec.VoicePieces[^1].End).Hearing(spec.VoicePieces, files);

    /// <summary>The plan of a result as long as the clip before its voice is laid; over a still as long as the voice.</summary>
    /// <param name="spec">What is asked for.</param>
    /// <param name="clip">The clip.</param>
    /// <param name="end">Where the voice ends.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.RangeEmpty"/> or <see cref="ErrorCode.AudioTooShort"/>.</exception>
    public static SourcePlan Silent(RenderSpec spec, ClipInfo clip, MediaTime end)
    {
        var warnings = new List<string>();
        var rate = clip.IsStill ? spec.StillRate ?? FrameRate.Default : clip.Video!.FrameRate;
        var source = clip.IsStill ? new FrameRange(0, 1) : SourceRange(spec, clip, warnings);
        var count = clip.IsStill ? rate.FramesIn(end) : source.Count;
        if (count is < 1 or > int.MaxValue / 2)
        {
            throw count < 1
                ? new HeyGemException(ErrorCode.AudioTooShort, "The voice's pieces last less than one frame.")
                : new HeyGemException(ErrorCode.MediaTooLarge, $"The result would have {count} frames.");
        }

        var length = rate.StartOf(count);
        return new SourcePlan(rate, source, (int)count, FitPolicy.Hold, MediaTime.Zero, length, length, [], warnings);
    }

    /// <summary>The same frames with the pieces of a voice.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.RangeEmpty"/> or <see cref="ErrorCode.ArgumentInvalid"/>.</exception>
    public SourcePlan Hearing(VoicePieces pieces, IReadOnlyDictionary<string, ClipInfo> files)
    {
        var warnings = new List<string>();
        return Hearing(PiecePlan.Fit(pieces, files, VoiceDuration, Rate.StartOf(1), warnings), warnings);
    }

    /// <summary>The same frames with pieces that fit them; where pieces lie over each other, all are heard.</summary>
    public SourcePlan Hearing(IReadOnlyList<VoicePiece> pieces, IEnumerable<string> warnings) => new(
        Rate, Source, Count, _fit, VoiceStart, VoiceDuration, VoiceDuration, pieces, [.. Warnings, .. warnings])
    {
        Shown = Shown,
    };

    private static MediaTime Listen(MediaTime heard, MediaTime whole) =>
        whole.Ticks <= Math.Max(MediaTime.FromSeconds(60).Ticks, 2 * heard.Ticks) ? whole : heard;

    private static int Fold(int phase, int n) => phase < n ? phase : (2 * n) - 2 - phase;

    private static long CutLength(long clipFrames, long voiceFrames, FrameRate rate, List<string> warnings)
    {
        // One frame of difference is rounding between a sample count and a frame count, not a choice the editor made.
        if (Math.Abs(clipFrames - voiceFrames) <= 1)
        {
            return clipFrames;
        }

        warnings.Add(clipFrames < voiceFrames
            ? $"The voice lasts {Length(voiceFrames, rate)} and the clip {Length(clipFrames, rate)}: the result ends with the clip."
            : $"The clip lasts {Length(clipFrames, rate)} and the voice {Length(voiceFrames, rate)}: the result ends with the voice.");
        return Math.Min(clipFrames, voiceFrames);
    }

    private static string Length(long frames, FrameRate rate) => $"{rate.StartOf(frames).Seconds:0.00} s";

    private static FrameRange SourceRange(RenderSpec spec, ClipInfo clip, List<string> warnings)
    {
        var video = clip.Video!;
        var name = Path.GetFileName(clip.Path);
        if (spec.StillRate is { } still && still != video.FrameRate)
        {
            warnings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"The clip keeps its own {video.FrameRate.PerSecond:0.###} frames a second: {still.PerSecond:0.###} were asked for, " +
                    $"which only a still picture takes."));
        }

        if (video.StartTimecode is { } text && !(Timecode.TryParse(text, out var first) && first.ExistsAt(video.FrameRate)))
        {
            warnings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"No frame has the clip's timecode {MediaName.Of(text)} at {video.FrameRate.PerSecond:0.###} frames a second; the " +
                    $"result has none."));
        }

        var start = spec.In?.ToFrame(video.FrameRate, video.StartTimecode, video.FrameCount) ?? 0;
        var end = spec.OutPoint?.ToFrame(video.FrameRate, video.StartTimecode, video.FrameCount + 1) ?? video.FrameCount;
        if (start >= video.FrameCount)
        {
            throw new HeyGemException(
                ErrorCode.RangeEmpty, $"The in point is frame {start}, but {name} has {Counted.Of(video.FrameCount, "frame")}.");
        }

        if (end > video.FrameCount)
        {
            warnings.Add($"The out point is frame {end}, but {name} has {Counted.Of(video.FrameCount, "frame")}; the clip's end is used.");
            end = video.FrameCount;
        }

        return end > start
            ? new FrameRange(start, end - start)
            : throw new HeyGemException(
                ErrorCode.RangeEmpty, $"The out point of {name} (frame {end}) is not after its in point (frame {start}).");
    }

    private static (MediaTime Start, MediaTime Duration) VoiceRange(RenderSpec spec, FrameRate rate, ClipInfo voice, List<string> warnings)
    {
        var name = Path.GetFileName(voice.Path);
        var length = voice.Audio!.StartTime + voice.Audio.Duration;
        var voiceRate = voice.Video?.FrameRate ?? rate;
        var start = spec.AudioIn?.ToTime(voiceRate, voice.Video?.StartTimecode) ?? MediaTime.Zero;
        var end = spec.AudioOut?.ToTime(voiceRate, voice.Video?.StartTimecode) ?? length;
        if (start >= length || end <= start)
        {
            throw new HeyGemException(ErrorCode.RangeEmpty,
                $"The voice range {start.Seconds:0.00}-{end.Seconds:0.00} s holds nothing of {name}, which lasts {length.Seconds:0.00} s.");
        }

        if (end > length)
        {
            warnings.Add($"The voice's out point is past the end of {name}; its end ({length.Seconds:0.00} s) is used.");
            end = length;
        }

        return (start, end - start);
    }
}
