namespace HeyGem.Core.Timelines;

/// <summary>What is asked of a timeline.</summary>
public sealed record SelectionOptions
{
    /// <summary>Where the voice comes from.</summary>
    public VoiceChoice Voice { get; init; } = new VoiceChoice.AnyTrack();

    /// <summary>Extra frames wanted on each side, at least 0.</summary>
    public int Handles { get; init; }

    /// <summary>Length of one frame of the sequence in ticks.</summary>
    public required long SequenceFrame { get; init; }

    /// <summary>Every sound of the timeline.</summary>
    public required IReadOnlyList<Item> Audio { get; init; }

    /// <summary>Tells a file that is a render.</summary>
    public Func<string, bool> IsOwnRender { get; init; } = _ => false;
}

/// <summary>
/// Sorts clips into those that are rendered and those that are not, each with its one reason. The panel holds the same rules; both run the
/// vectors in tests/vectors.
/// </summary>
public static class SelectionRules
{
    /// <summary>Sorts clips.</summary>
    /// <param name="video">The chosen pictures.</param>
    /// <param name="options">What is asked for.</param>
    public static Selection Select(IEnumerable<Item> video, SelectionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        List<Item> ordered = [.. video.OrderBy(i => i.Span.Start).ThenBy(i => i.TrackIndex)];
        var pictures = ordered.Select(i => i.Media?.Path).Where(p => !string.IsNullOrEmpty(p)).Select(p => MediaPaths.Key(p!)).ToHashSet();
        var voices = new VoiceRules(options.Audio, pictures, options.SequenceFrame);
        List<ClipSelection> clips = [];
        List<SkippedClip> skipped = [];
        foreach (var item in ordered)
        {
            var (clip, reason) = Select(item, voices, options);
            if (clip is not null)
            {
                clips.Add(clip);
            }
            else
            {
                skipped.Add(new SkippedClip(item, reason!.Value));
            }
        }

        return new Selection(clips, skipped);
    }

    private static (ClipSelection? Clip, SkipReason? Reason) Select(Item original, VoiceRules voices, SelectionOptions options)
    {
        if (Eligibility.Of(original, options.IsOwnRender) is { } reason)
        {
            return (null, reason);
        }

        var clear = original.Clear ?? original.Span;
        var (voice, none) = voices.For(original with { Span = clear }, options.Voice);
        if (voice is null)
        {
            return (null, none);
        }

        var span = voice.Span.Covers(clear) ? clear : Inward(voice.Span, clear, options.SequenceFrame);
        if (span.Length <= 0)
        {
            return (null, SkipReason.NoVoiceHere);
        }

        var frame = original.Media!.Frame!.Value;
        var offset = original.Source.Start - original.Span.Start;
        var source = new TickRange(span.Start + offset, span.End + offset);
        var handles = Math.Max(0, options.Handles);
        var atSpan = voice.Media.Start + (span.Start - voice.Span.Start);
        // A voice in pieces has silence where nothing lies; one piece has nothing before its first sample.
        var before = voice.Pieces.Count > 0 ? handles : Math.Min(handles, Ticks.FrameAt(atSpan, frame));
        var range = RenderRange.Of(source, frame, original.Media.Duration, before, handles);
        List<SelectionNote> notes = [];
        AddIf(voice.Camera, SelectionNote.CameraSound);
        AddIf(span != clear, SelectionNote.VoiceShort);
        AddIf(range.HandleBefore < handles || range.HandleAfter < handles, SelectionNote.HandlesClamped);
        AddIf(clear != original.Span, SelectionNote.TransitionLeft);
        return (new ClipSelection
        {
            Original = original,
            Span = span,
            Range = range,
            Frame = frame,
            Voice = FromFirstFrame(voice, span, source, range, frame),
            Notes = notes,
        }, null);

        void AddIf(bool holds, SelectionNote note)
        {
            if (holds)
            {
                notes.Add(note);
            }
        }
    }

    /// <summary>The whole sequence frames of a clip that the voice covers.</summary>
    private static TickRange Inward(TickRange voice, TickRange whole, long frame) => new(
        voice.Start <= whole.Start ? whole.Start : Ticks.FrameFrom(voice.Start, frame) * frame,
        voice.End >= whole.End ? whole.End : Ticks.FrameAt(voice.End, frame) * frame);

    /// <summary>
    /// The voice from the first rendered frame on. The render begins before the span by the handle and by the part of a frame that the cut
    /// leaves, and the voice as much earlier; what falls before its first sample, less than a frame, is dropped.
    /// </summary>
    private static VoiceRange FromFirstFrame(VoiceRange voice, TickRange span, TickRange source, RenderRange range, long frame)
    {
        var lead = source.Start - (range.InFrame * frame);
        var length = (range.OutFrame - range.InFrame) * frame;
        var begin = span.Start - lead;
        if (voice.Pieces.Count > 0)
        {
            var window = new TickRange(begin, begin + length);
            return voice with { Pieces = VoiceRules.Within(voice.Pieces, window), Span = new TickRange(begin, voice.Span.End) };
        }

        var start = voice.Media.Start + (span.Start - voice.Span.Start) - lead;
        long? end = voice.Media.End is null ? null : start + length;
        return voice with { Media = voice.Media with { Start = Math.Max(0, start), End = end } };
    }
}
