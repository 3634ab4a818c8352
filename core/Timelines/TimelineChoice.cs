using System.Globalization;
using HeyGem.Core.Errors;
using HeyGem.Core.Storage;

namespace HeyGem.Core.Timelines;

/// <summary>What of a timeline is asked for: which clips, whose voice, how many extra frames.</summary>
public sealed record TimelineChoice
{
    /// <summary>The most extra frames.</summary>
    public const int MostHandles = 250;

    private const string Marked = "MARKED";

    /// <summary>Where the voice comes from.</summary>
    public VoiceChoice Voice { get; init; } = new VoiceChoice.AnyTrack();

    /// <summary>
    /// <c>V1</c>: the clips of that track; <c>selected</c>: those between the sequence's in and out points; <c>marked</c>,
    /// <c>marked:Iris</c>: those with a label or marker, or with that one.
    /// </summary>
    public string Clips { get; init; } = "V1";

    /// <summary>Extra frames wanted on each side, 0 to <see cref="MostHandles"/>.</summary>
    public int Handles { get; init; }

    /// <summary>The track of a word such as <c>V1</c> or <c>A2</c>, counted from 0; null where it is no such word.</summary>
    public static int? TrackNumber(string text, TrackKind kind)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Length > 1 && char.ToUpperInvariant(text[0]) == (kind == TrackKind.Video ? 'V' : 'A')
            && int.TryParse(text.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
                ? number - 1 : null;
    }

    /// <summary>Whether <see cref="Clips"/> is a word that is known.</summary>
    public bool IsKnown => TrackNumber(Clips, TrackKind.Video) is not null
        || Clips.ToUpperInvariant() is "SELECTED" or Marked || Clips.StartsWith($"{Marked}:", StringComparison.OrdinalIgnoreCase);

    /// <summary>What of a timeline is rendered, and what was chosen and is not; what a timeline of ours placed is known by its
    /// name.</summary>
    public Selection Of(Timeline timeline)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        var options = new SelectionOptions
        {
            Voice = Voice,
            Handles = Handles,
            SequenceFrame = timeline.Frame,
            Audio = [.. timeline.Items(TrackKind.Audio)],
            IsOwnRender = OutputNaming.IsResult,
        };
        return SelectionRules.Select(Chosen(timeline), options);
    }

    /// <summary>What is said where no clip was chosen.</summary>
    public HeyGemException NothingChosen(Timeline timeline)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        return new HeyGemException(ErrorCode.TimelineNothingChosen,
            Clips.Equals("selected", StringComparison.OrdinalIgnoreCase) && timeline.Marked is null
                ? "The sequence has no in and out points, which say what is selected."
                : $"No clip of \"{timeline.Name}\" is chosen by {Clips}.");
    }

    private IEnumerable<Item> Chosen(Timeline timeline)
    {
        var items = timeline.Items(TrackKind.Video);
        if (TrackNumber(Clips, TrackKind.Video) is { } index)
        {
            return items.Where(i => i.TrackIndex == index);
        }

        if (Clips.Equals("selected", StringComparison.OrdinalIgnoreCase))
        {
            return timeline.Marked is { } marked ? items.Where(i => i.Span.Overlap(marked) is not null) : [];
        }

        var colour = Clips.Length > Marked.Length ? Clips[(Marked.Length + 1)..] : null;
        return items.Where(i => colour is null ? i.Marks.Count > 0 : i.Marks.Contains(colour, StringComparer.OrdinalIgnoreCase));
    }
}
