using HeyGem.Core.Voice;

namespace HeyGem.Core.Render.Turns;

/// <summary>
/// Gives new voices to the people of a clip as they spoke in it. Pure arithmetic; times are seconds from the clip's in point.
/// </summary>
internal static class VoiceShares
{
    // What goes on longer across a change of speakers than this is cut there; less goes with the rest of its phrase.
    private const double LeastPart = 0.4;

    // A phrase this far from every turn belongs to nobody.
    private const double NearTurn = 1;

    /// <summary>
    /// One voice for all: each of its phrases, between two pauses, goes to who spoke then in the original, and is cut between two turns
    /// where it goes on over both. Nobody has what is far from every turn.
    /// </summary>
    /// <param name="phrases">When the voice speaks, ascending.</param>
    /// <param name="turns">For each person when they spoke.</param>
    /// <param name="length">Length of the clip.</param>
    /// <returns>For each person the stretches of the clip in which the voice is theirs, ascending.</returns>
    public static List<LipSpan>[] OfOne(IReadOnlyList<LipSpan> phrases, IReadOnlyList<IReadOnlyList<LipSpan>> turns, double length)
    {
        var all = turns.SelectMany((own, who) => own.Select(span => (Span: span, Who: who))).OrderBy(t => t.Span.Start).ToList();
        var parts = new List<(LipSpan Span, int Who)>();
        foreach (var phrase in phrases)
        {
            parts.AddRange(Cut(phrase, all));
        }

        // A mouth moves before and after its sound: each stretch reaches half way to the next.
        var shares = turns.Select(_ => new List<LipSpan>()).ToArray();
        for (var i = 0; i < parts.Count; i++)
        {
            var start = i == 0 ? 0 : (parts[i - 1].Span.End + parts[i].Span.Start) / 2;
            var end = i == parts.Count - 1 ? length : (parts[i].Span.End + parts[i + 1].Span.Start) / 2;
            if (parts[i].Who >= 0 && Math.Min(end, length) > start)
            {
                shares[parts[i].Who].Add(new LipSpan(start, Math.Min(end, length)));
            }
        }

        return [.. shares.Select(own => LipSpans.Merge(own, 1e-6))];
    }

    /// <summary>
    /// Several voices: each goes to one person, so that voices and people speak at the same time as far as they can.
    /// </summary>
    /// <param name="voices">For each voice when it speaks.</param>
    /// <param name="turns">For each person when they spoke.</param>
    /// <returns>For each voice the person, with the seconds that they have in common and what the next best person has.</returns>
    public static (int Who, double Common, double Next)[] OfSeveral(
        IReadOnlyList<IReadOnlyList<LipSpan>> voices, IReadOnlyList<IReadOnlyList<LipSpan>> turns)
    {
        var common = voices.Select(voice => turns.Select(own => Common(voice, own)).ToArray()).ToArray();
        var found = voices.Select(_ => (Who: -1, Common: 0.0, Next: 0.0)).ToArray();
        var free = Enumerable.Range(0, turns.Count).ToHashSet();
        while (true)
        {
            var best = Enumerable.Range(0, voices.Count).Where(v => found[v].Who < 0).SelectMany(v => free.Select(who => (v, who)))
                .Where(pair => common[pair.v][pair.who] > 0).OrderByDescending(pair => common[pair.v][pair.who]).FirstOrDefault((-1, -1));
            if (best is (-1, -1))
            {
                return found;
            }

            var (voice, person) = best;
            found[voice] = (person, common[voice][person], common[voice].Where((_, who) => who != person).Append(0).Max());
            free.Remove(person);
        }
    }

    private static double Common(IReadOnlyList<LipSpan> a, IReadOnlyList<LipSpan> b) =>
        a.Sum(x => b.Sum(y => Math.Max(0, Math.Min(x.End, y.End) - Math.Max(x.Start, y.Start))));

    /// <summary>Who has which part of a phrase: the nearest turn at each moment, too short a part going with the one before it.</summary>
    private static List<(LipSpan Span, int Who)> Cut(LipSpan phrase, List<(LipSpan Span, int Who)> turns)
    {
        var near = turns.Where(t => t.Span.Start < phrase.End + NearTurn && t.Span.End > phrase.Start - NearTurn).ToList();
        var touching = near.Where(t => t.Span.Start < phrase.End && t.Span.End > phrase.Start).ToList();
        near = touching.Count > 0
            ? touching : [.. near.OrderBy(t => Math.Max(t.Span.Start - phrase.End, phrase.Start - t.Span.End)).Take(1)];
        if (near.Count == 0)
        {
            return [(phrase, -1)];
        }

        var parts = new List<(LipSpan Span, int Who)>();
        var start = phrase.Start;
        for (var i = 0; i < near.Count; i++)
        {
            var end = i == near.Count - 1 ? phrase.End
                : Math.Clamp((near[i].Span.End + near[i + 1].Span.Start) / 2, start, phrase.End);
            var isShort = end - start < LeastPart && (end < phrase.End || parts.Count > 0);
            if (parts.Count > 0 && (isShort || parts[^1].Who == near[i].Who))
            {
                parts[^1] = parts[^1] with { Span = parts[^1].Span with { End = end } };
                start = end;
            }
            else if (!isShort)
            {
                parts.Add((new LipSpan(start, end), near[i].Who));
                start = end;
            }
        }

        return parts;
    }
}
