using HeyGem.Core.Speech;
using HeyGem.Core.Voice.Words;

namespace HeyGem.Benchmarks.Words;

/// <summary>
/// How far the beginnings of aligned sounds lie from those of the phones that a synthesizer tells. Two lists of sounds are matched by their
/// classes, as the synthesizer's phones are not always those that the text was read with.
/// </summary>
internal static class BoundaryErrors
{
    /// <summary>Aligned minus true, milliseconds, of every beginning of a phone that has a partner.</summary>
    /// <param name="phones">The truth.</param>
    /// <param name="words">What was found.</param>
    /// <param name="classesOf">The classes of a phone.</param>
    /// <param name="silence">The class of silence.</param>
    public static (List<double> Errors, int Phones) Of(
        IReadOnlyList<SpokenPhone> phones, IReadOnlyList<AlignedWord> words, Func<string, IReadOnlyList<byte>> classesOf, byte silence)
    {
        List<(byte Class, double? Start)> truth = [];
        foreach (var phone in phones)
        {
            var classes = classesOf(phone.Name).Where(c => c != silence).ToList();
            truth.AddRange(classes.Select((c, i) => (c, i == 0 ? phone.Start : (double?)null)));
        }

        var found = words.SelectMany(w => w.Sounds).ToList();
        var cost = new int[truth.Count + 1, found.Count + 1];
        for (var i = truth.Count; i >= 0; i--)
        {
            for (var j = found.Count; j >= 0; j--)
            {
                cost[i, j] = i == truth.Count ? found.Count - j : j == found.Count ? truth.Count - i
                    : Math.Min(
                        cost[i + 1, j + 1] + (truth[i].Class == found[j].Class ? 0 : 1), 1 + Math.Min(cost[i + 1, j], cost[i, j + 1]));
            }
        }

        List<double> errors = [];
        for (var (i, j) = (0, 0); i < truth.Count && j < found.Count;)
        {
            if (cost[i, j] == cost[i + 1, j + 1] + (truth[i].Class == found[j].Class ? 0 : 1))
            {
                if (truth[i].Class == found[j].Class && truth[i].Start is { } start)
                {
                    errors.Add((found[j].Start - start) * 1000);
                }

                (i, j) = (i + 1, j + 1);
            }
            else if (cost[i, j] == 1 + cost[i + 1, j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return (errors, truth.Count(t => t.Start is not null));
    }
}
