using HeyGem.Core.Captions;

namespace HeyGem.Core.Dubbing;

/// <summary>Where a cue's speech may lie, in seconds: one mouth says one thing at a time.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Where it should have ended; not after <paramref name="Next"/>.</param>
/// <param name="Next">Where the next cue begins; infinite for the last.</param>
internal readonly record struct CuePlace(double Start, double End, double Next)
{
    /// <summary>Silence between cues without times, seconds; about that between two sentences.</summary>
    private const double Pause = 0.4;

    /// <summary>How long it is.</summary>
    public double Seconds => End - Start;

    /// <summary>
    /// The places of cues in order of their beginnings. A cue that overlaps the next ends where that begins; cues that begin together share
    /// their time one after the other, in the proportion of their lengths of text.
    /// </summary>
    public static IReadOnlyList<CuePlace> Of(IReadOnlyList<Cue> cues)
    {
        var starts = Starts(cues);
        return
        [
            .. cues.Select((cue, i) =>
            {
                var next = i + 1 < cues.Count ? starts[i + 1] : double.PositiveInfinity;
                return new CuePlace(starts[i], Math.Max(starts[i], Math.Min(cue.End.Seconds, next)), next);
            }),
        ];
    }

    /// <summary>The place of a cue without times after another one; at the beginning where it is the first.</summary>
    public static CuePlace After(DubCue? before) =>
        new(before is null ? 0 : before.End + Pause, double.PositiveInfinity, double.PositiveInfinity);

    private static double[] Starts(IReadOnlyList<Cue> cues)
    {
        var starts = cues.Select(c => c.Start.Seconds).ToArray();
        for (var first = 0; first < cues.Count;)
        {
            var last = first;
            while (last + 1 < cues.Count && cues[last + 1].Start == cues[first].Start)
            {
                last++;
            }

            if (last > first)
            {
                var end = Enumerable.Range(first, last - first + 1).Max(i => cues[i].End.Seconds);
                end = last + 1 < cues.Count ? Math.Min(end, starts[last + 1]) : end;
                Share(cues, starts, (first, last), end);
            }

            first = last + 1;
        }

        return starts;
    }

    private static void Share(IReadOnlyList<Cue> cues, double[] starts, (int First, int Last) group, double end)
    {
        double Weight(int i) => cues[i].Text.Length == 0 ? 0 : cues[i].Text.Length + 1;
        var all = Enumerable.Range(group.First, group.Last - group.First + 1).Sum(Weight);
        var (start, before) = (starts[group.First], 0.0);
        for (var i = group.First; i <= group.Last; i++)
        {
            starts[i] = start + ((end - start) * (all > 0 ? before / all : 0));
            before += Weight(i);
        }
    }
}
