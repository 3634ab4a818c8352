using System.Globalization;
using HeyGem.Core.Speech;
using HeyGem.Core.Voice;
using HeyGem.Core.Voice.Words;

namespace HeyGem.Benchmarks.Words;

/// <summary>
/// What a text that is not quite what was said does to the words that were: a tenth of the words is removed, exchanged for other words of
/// the text, or doubled by other words, and the words that both texts have are compared where both are sure.
/// </summary>
internal static class ChangedWords
{
    public static async Task PrintAsync(
        TrainedMouthCurve model, (string Voice, string Language)[] voices, string folder, IReadOnlyList<int> seeds,
        CancellationToken cancellationToken)
    {
        Console.WriteLine(
            "| voice | change | sure words compared | not sure any more | edges sure in both | of these over 60 ms beside a change | "
            + "elsewhere | largest | unsure edges over 60 ms | wrong words sure |");
        Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |");
        foreach (var (voice, language) in voices)
        {
            var spoken = await SpokenSample.OfAsync(
                new EspeakVoices(SpokenSample.Reader), voice, language, WordsBenchmark.Lines(language, folder), cancellationToken);
            var words = await SpokenSample.WordsAsync(model, spoken.Text, language, cancellationToken);
            var heard = await spoken.HearAsync(model, cancellationToken);
            var whole = WordAligner.Align(heard, words, model.Classes, WordsBenchmark.Prices, cancellationToken);
            string[] changes = ["removed", "changed", "added"];
            foreach (var (change, seed) in changes.SelectMany(c => seeds.Select(s => (c, s))).Append(("reversed", 0)))
            {
                var (changed, from) = Change(words, change, seed);
                var found = WordAligner.Align(heard, changed, model.Classes, WordsBenchmark.Prices, cancellationToken);
                Print(voice, change, whole, found, from);
            }
        }
    }

    /// <summary>The text with a tenth of its words changed, and which word of the old one each new one is, or -1.</summary>
    private static (List<(string Text, byte[] Sounds)> Words, List<int> From) Change(
        IReadOnlyList<(string Text, byte[] Sounds)> words, string change, int seed)
    {
        if (change == "reversed")
        {
            return ([.. words.Reverse()], [.. words.Select(_ => -1)]);
        }

        var random = new Random(seed);
        List<(string Text, byte[] Sounds)> changed = [];
        List<int> from = [];
        for (var i = 0; i < words.Count; i++)
        {
            var hit = random.Next(10) == 0;
            var other = words[random.Next(words.Count)];
            if (hit && change != "removed")
            {
                changed.Add(other);
                from.Add(-1);
            }

            if (!hit || change == "added")
            {
                changed.Add(words[i]);
                from.Add(i);
            }
        }

        return (changed, from);
    }

    private static void Print(string voice, string change, WordAlignment whole, WordAlignment found, List<int> from)
    {
        var (compared, lost, edges, beside, moved, largest, unsure, wrong, placed) = (0, 0, 0, 0, 0, 0.0, 0, 0, 0);
        for (var j = 0; j < from.Count; j++)
        {
            var word = found.Words[j];
            if (from[j] < 0)
            {
                wrong++;
                placed += word.Fit == WordFit.Sure ? 1 : 0;
                continue;
            }

            var before = whole.Words[from[j]];
            if (before.Fit != WordFit.Sure)
            {
                continue;
            }

            compared++;
            if (word.Fit != WordFit.Sure)
            {
                lost++;
                continue;
            }

            var atChange = from[j] != Before(from, j) + 1 || from[j] != After(from, j, whole.Words.Count) - 1;
            foreach (var (move, sure) in new[]
            {
                (word.Start - before.Start, word.StartSure && before.StartSure), (word.End - before.End, word.EndSure && before.EndSure),
            })
            {
                var most = Math.Round(Math.Abs(move) * 1000);
                edges += sure ? 1 : 0;
                unsure += !sure && most > 60 ? 1 : 0;
                largest = sure ? Math.Max(largest, most) : largest;
                if (sure && most > 60)
                {
                    (beside, moved) = atChange ? (beside + 1, moved) : (beside, moved + 1);
                    Console.Error.WriteLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"{voice} {change}: {word.Text} {before.Start:0.00}..{before.End:0.00} -> {word.Start:0.00}..{word.End:0.00}"));
                }
            }
        }

        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {voice} | {change} | {compared} | {lost} | {edges} of {2 * (compared - lost)} | {beside} | {moved} | {largest:0} ms | " +
                $"{unsure} | {placed} of {wrong} |"));
    }

    // What stands before and after a word in the changed text: a word of the old one, its ends, or a change.
    private static int Before(List<int> from, int j) => j == 0 ? -1 : from[j - 1] < 0 ? -2 : from[j - 1];

    private static int After(List<int> from, int j, int count) => j + 1 == from.Count ? count : from[j + 1] < 0 ? -2 : from[j + 1];
}
