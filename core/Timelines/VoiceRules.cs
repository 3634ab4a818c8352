namespace HeyGem.Core.Timelines;

/// <summary>Which sounds are the voice of a clip. The panel holds the same rules; both run the vectors in tests/vectors.</summary>
/// <param name="audio">Every sound of the timeline.</param>
/// <param name="pictures">Keys of the files of every chosen picture.</param>
/// <param name="frame">Length of a frame of the sequence in ticks.</param>
internal sealed class VoiceRules(IReadOnlyList<Item> audio, IReadOnlySet<string> pictures, long frame)
{
    /// <summary>The voice for one clip, or why there is none.</summary>
    public (VoiceRange? Voice, SkipReason? Reason) For(Item clip, VoiceChoice choice) => choice switch
    {
        VoiceChoice.OneFile file => file.Path.Length == 0 ? (null, SkipReason.NoVoice) : (OfFile(file, clip.Span), null),
        VoiceChoice.OneTrack track => FromItems([.. audio.Where(a => a.TrackIndex == track.Index)], clip.Span),
        _ => FromItems(audio, clip.Span),
    };

    /// <summary>The parts of pieces that sound within a stretch of the sequence.</summary>
    public static IReadOnlyList<SoundPiece> Within(IEnumerable<SoundPiece> pieces, TickRange window) =>
        [.. pieces.Select(p => (Piece: p, Span: p.Span.Overlap(window))).Where(p => p.Span is not null)
            .Select(p => new SoundPiece(p.Piece.Path, Math.Max(0, p.Piece.Start + (p.Span!.Value.Start - p.Piece.Span.Start)),
                p.Span.Value))];

    // Up to a frame of difference is rounding between a sample count and a frame count.
    private VoiceRange OfFile(VoiceChoice.OneFile file, TickRange span) => new()
    {
        Media = new MediaRange(file.Path, 0, null),
        Name = Path.GetFileName(file.Path),
        Span = file.Length is { } length && length + frame < span.Length ? span with { End = span.Start + length } : span,
    };

    /// <summary>
    /// The voice is on the track that sounds longest under the clip, the earlier one where two are equal. What a chosen picture's camera
    /// recorded counts only where there is no other sound at all.
    /// </summary>
    private (VoiceRange? Voice, SkipReason? Reason) FromItems(IReadOnlyList<Item> items, TickRange span)
    {
        if (items.Count == 0)
        {
            return (null, SkipReason.NoVoice);
        }

        var foreign = items.Where(i => i.Media?.Path is not { Length: > 0 } path || !pictures.Contains(MediaPaths.Key(path))).ToList();
        var usable = (foreign.Count > 0 ? foreign : items)
            .Where(i => Eligibility.IsPlainSound(i) && i.Media?.Path is { Length: > 0 }).ToList();
        var heard = LongestTrack([.. usable.Select(i => (Item: i, Shared: i.Span.Overlap(span)))
            .Where(h => h.Shared is not null).Select(h => new Heard(h.Item, h.Shared!.Value))]);
        if (heard.Count == 0)
        {
            return (null, SkipReason.NoVoiceHere);
        }

        if (heard.Any(h => h.Item.Media!.Offline))
        {
            return (null, SkipReason.VoiceIsOffline);
        }

        if (heard.Any(h => h.Item.Media!.Subclip))
        {
            return (null, SkipReason.VoiceIsSubclip);
        }

        var best = heard.OrderByDescending(h => h.Shared.Length).ThenBy(h => h.Item.Span.Start).First();
        var several = heard.Count > 1;
        var start = Math.Max(0, best.Item.Source.Start + (best.Shared.Start - best.Item.Span.Start));
        return (new VoiceRange
        {
            Media = new MediaRange(best.Item.Media!.Path!, start, start + best.Shared.Length),
            Name = best.Item.Name,
            TrackIndex = best.Item.TrackIndex,
            Span = several ? Hull(heard) : best.Shared,
            Camera = foreign.Count == 0,
            Pieces = several ? PiecesOf(usable.Where(i => i.TrackIndex == best.Item.TrackIndex)) : [],
        }, null);
    }

    private static List<Heard> LongestTrack(IReadOnlyList<Heard> heard) => heard
        .GroupBy(h => h.Item.TrackIndex)
        .Select(track => track.ToList())
        .OrderByDescending(track => track.Sum(h => h.Shared.Length))
        .ThenBy(track => Hull(track).Start)
        .FirstOrDefault() ?? [];

    private static IReadOnlyList<SoundPiece> PiecesOf(IEnumerable<Item> items) =>
        [.. items.Select(i => new SoundPiece(i.Media!.Path!, i.Source.Start, i.Span)).OrderBy(p => p.Span.Start)];

    private static TickRange Hull(IReadOnlyList<Heard> heard) => new(heard.Min(h => h.Shared.Start), heard.Max(h => h.Shared.End));

    private sealed record Heard(Item Item, TickRange Shared);
}
