namespace HeyGem.Core.Timelines;

/// <summary>A selection as a person reads it: what is rendered, and what is not and why.</summary>
/// <param name="Chosen">The clips that are rendered.</param>
/// <param name="Skipped">The others that were chosen.</param>
public sealed record SelectionTable(IReadOnlyList<ChosenRow> Chosen, IReadOnlyList<SkippedRow> Skipped)
{
    /// <summary>The table of a selection.</summary>
    public static SelectionTable Of(Timeline timeline, Selection selection)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        ArgumentNullException.ThrowIfNull(selection);
        return new SelectionTable(
            [
                .. selection.Clips.Select(c => new ChosenRow(
                    c.Original.Id,
                    c.Original.Name,
                    c.Original.TrackLabel,
                    timeline.TimecodeAt(c.Span.Start),
                    c.Span.Length / timeline.Frame,
                    c.Path,
                    c.Range.InFrame,
                    c.Range.OutFrame,
                    c.Voice.Name,
                    c.Voice.TrackIndex is { } index ? Item.LabelOf(TrackKind.Audio, index) : null,
                    Math.Max(1, c.Voice.Pieces.Count),
                    [.. c.Notes.Select(n => n.WireName())])),
            ],
            [
                .. selection.Skipped.Select(s => new SkippedRow(
                    s.Original.Name,
                    s.Original.TrackLabel,
                    timeline.TimecodeAt(s.Original.Span.Start),
                    s.Original.Media?.Stated,
                    s.Reason.WireName(),
                    s.Reason.Sentence())),
            ]);
    }
}

/// <summary>A clip that is rendered.</summary>
/// <param name="Id">Names the clip within its file as it was read.</param>
/// <param name="Name">What the editor calls it.</param>
/// <param name="Track">Its track, such as V1.</param>
/// <param name="At">The timecode where the render begins.</param>
/// <param name="Frames">Frames of the sequence that it covers.</param>
/// <param name="Clip">Path of its file.</param>
/// <param name="InFrame">The first frame of the file that is rendered.</param>
/// <param name="OutFrame">The first frame after them.</param>
/// <param name="Voice">What the editor calls the voice under it.</param>
/// <param name="VoiceTrack">The voice's track, such as A2; null where it lies on none.</param>
/// <param name="Pieces">How many pieces of voice lie under it.</param>
/// <param name="Notes">What a person should know: camera_sound, voice_short, handles_clamped, transition_left.</param>
public sealed record ChosenRow(
    string Id,
    string Name,
    string Track,
    string At,
    long Frames,
    string Clip,
    long InFrame,
    long OutFrame,
    string Voice,
    string? VoiceTrack,
    int Pieces,
    IReadOnlyList<string> Notes);

/// <summary>A clip that is left as it is.</summary>
/// <param name="Name">What the editor calls it.</param>
/// <param name="Track">Its track.</param>
/// <param name="At">The timecode where it begins.</param>
/// <param name="Clip">Where the timeline says that its file lies, or null.</param>
/// <param name="Reason">Why, a word such as offline or no_voice_here.</param>
/// <param name="Message">The same as a clause.</param>
public sealed record SkippedRow(string Name, string Track, string At, string? Clip, string Reason, string Message);
