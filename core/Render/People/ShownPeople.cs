using System.Globalization;
using HeyGem.Core.Errors;
using HeyGem.Core.Faces;
using HeyGem.Core.Render.Plan;
using HeyGem.Core.Render.Report;

namespace HeyGem.Core.Render.People;

/// <summary>Who is seen in the result, shot by shot.</summary>
internal static class ShownPeople
{
    private const int MostRanges = 6;

    /// <summary>The shots as the result shows them, in its own frames; a clip that is shown twice has its shots twice.</summary>
    /// <param name="people">Who is seen when, in frames from the start of the plan's source.</param>
    /// <param name="plan">Which frame of the source each frame of the result shows.</param>
    public static IReadOnlyList<ReportShot> Of(IReadOnlyList<ShotPerson> people, SourcePlan plan)
    {
        List<ReportShot> shots = [];
        var first = plan.Shown.Start;
        var (last, source) = (-1, -1);
        for (var n = (int)plan.Shown.Start; n < plan.Shown.End; n++)
        {
            var (before, at) = (source, source = plan.SourceOf(n));
            var index = last >= 0 && Shows(people[last], at) ? last : people.TakeWhile(p => !Shows(p, at)).Count();
            if (index == people.Count)
            {
                continue;
            }

            var isSame = index == last && Math.Abs(at - before) <= 1 && shots[^1].End == n - first;
            last = index;
            if (isSame)
            {
                shots[^1] = shots[^1] with { End = n + 1 - first };
            }
            else
            {
                shots.Add(new ReportShot(n - first, n + 1 - first, people[index].Person, Word(people[index].State)));
            }
        }

        return shots;
    }

    /// <summary>What an editor should know of them, each a sentence.</summary>
    public static IEnumerable<string> Warnings(IReadOnlyList<ReportShot> shots)
    {
        var others = shots.Where(s => s.State == KeptRanges.OtherPerson).ToList();
        if (others.Count > 0)
        {
            var ranges = string.Join(", ", others.Take(MostRanges).Select(s => $"{s.Start}-{s.End - 1}"));
            var more = others.Count > MostRanges ? $" and {others.Count - MostRanges} more" : string.Empty;
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"{others.Count} of {Counted.Of(shots.Count, "shot")} {(others.Count == 1 ? "shows" : "show")} another person, whose " +
                    $"mouth is left alone: frames {ranges}{more}.");
        }

        var driven = shots.Where(s => s.State == Word(PersonState.Driven)).ToList();
        if (driven.Find(s => s.Person != driven[0].Person) is { } other)
        {
            yield return string.Create(
                CultureInfo.InvariantCulture,
                $"More than one person is driven: from frame {other.Start} on it is another one.");
        }
    }

    private static bool Shows(ShotPerson person, int source) => source >= person.Frames.Start && source < person.Frames.End;

    private static string Word(PersonState state) => state switch
    {
        PersonState.Driven => "driven",
        PersonState.OtherPerson => KeptRanges.OtherPerson,
        PersonState.OtherSpeaker => KeptRanges.OtherSpeaker,
        _ => "nobody",
    };
}
