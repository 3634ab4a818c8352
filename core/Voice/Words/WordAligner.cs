using System.Numerics.Tensors;

namespace HeyGem.Core.Voice.Words;

/// <summary>Lays the words of a text along what the network hears of a voice.</summary>
internal static class WordAligner
{
    // A breath, a click or the end of a sound is no word.
    private const int LeastExtraMoments = 25;

    private const double MomentSeconds = 0.01;

    // The network hears a sound begin this much before a synthesizer says that it does.
    private const double EarlySeconds = 0.01;

    private const int ShortSounds = 3;
    private const double ShortBehind = 2.4;
    private const int PartMoments = 10;
    private const double NearSeconds = 0.15;

    /// <summary>Aligns. A word without a sound is not heard.</summary>
    /// <param name="heard">The voice; at least one column.</param>
    /// <param name="words">The words and their sound classes.</param>
    /// <param name="classes">The network's classes.</param>
    /// <param name="prices">What the search pays.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static WordAlignment Align(
        SpeechClasses heard, IReadOnlyList<(string Text, byte[] Sounds)> words, SoundClasses classes, WordPrices prices,
        CancellationToken cancellationToken)
    {
        var spoken = Enumerable.Range(0, words.Count).Where(i => words[i].Sounds.Length > 0).ToList();
        var found = new WordSearch([.. spoken.Select(i => words[i].Sounds)], classes.Silence, prices).Find(heard, cancellationToken);
        var placed = found.ToDictionary(f => spoken[f.Word], f => (f.From, f.To));
        List<(AlignedWord Word, double Behind)> aligned = [];
        foreach (var (text, sounds) in words)
        {
            var before = aligned is [.., var last] ? last.Word.End : 0;
            aligned.Add(placed.TryGetValue(aligned.Count, out var at)
                ? Hold(heard, text, sounds, at, prices)
                : (new AlignedWord(text, before, before, WordFit.Unheard), 0));
        }

        Trust(aligned);
        var extra = Extra(heard, classes, found);
        var told = Doubted(aligned.ConvertAll(a => a.Word), extra);
        return new WordAlignment(told.ConvertAll(w => w.Fit == WordFit.Sure ? w : w with { StartSure = false, EndSure = false }), extra);
    }

    /// <summary>The words with those beside a misfit unsure: where they end and it begins is a guess.</summary>
    private static List<AlignedWord> Doubted(List<AlignedWord> words, List<(double Start, double End)> extra)
    {
        var next = 0;
        return [.. words.Select((word, i) =>
        {
            while (next < extra.Count && extra[next].End + NearSeconds < word.Start)
            {
                next++;
            }

            var beside = (i > 0 && words[i - 1].Fit == WordFit.Unheard)
                || (i + 1 < words.Count && words[i + 1].Fit == WordFit.Unheard)
                || (next < extra.Count && extra[next].Start - NearSeconds < word.End);
            return beside && word.Fit == WordFit.Sure ? word with { Fit = WordFit.Unsure } : word;
        })];
    }

    /// <summary>A short word, which says little of itself, is where it must be when it touches sure words at both sides.</summary>
    private static void Trust(List<(AlignedWord Word, double Behind)> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var (word, behind) = words[i];
            var (before, after) = (i > 0 ? words[i - 1].Word : null, i + 1 < words.Count ? words[i + 1].Word : null);
            if (word is { Fit: WordFit.Unsure, Sounds.Count: <= ShortSounds } && behind <= ShortBehind
                && (before is null || (before.Fit == WordFit.Sure && word.Start - before.End < NearSeconds))
                && (after is null || (after.Fit == WordFit.Sure && after.Start - word.End < NearSeconds)))
            {
                words[i] = (word with { Fit = WordFit.Sure }, behind);
            }
        }
    }

    /// <summary>A word that fits as it does at its place, and lies no further than the sound bears out.</summary>
    private static (AlignedWord Word, double Behind) Hold(
        SpeechClasses heard, string text, byte[] sounds, (int From, int To) at, WordPrices prices)
    {
        var (word, behind) = Place(heard, text, sounds, at, prices);
        var (from, to, start, end) = WordEdges.Held(at, WordEdges.Alone(heard, sounds, at, prices), sounds.Length, prices);
        var held = (from, to) == at ? word : Place(heard, text, sounds, (from, to), prices).Word with { Fit = word.Fit };
        return (held with { StartSure = start, EndSure = end }, behind);
    }

    /// <summary>A word with its sounds, and how far it is behind the likeliest sounds at its place, nats in the mean.</summary>
    private static (AlignedWord Word, double Behind) Place(
        SpeechClasses heard, string text, byte[] sounds, (int From, int To) at, WordPrices prices)
    {
        var length = at.To - at.From;
        var logs = new float[length * heard.Classes];
        for (var t = 0; t < length; t++)
        {
            heard.Read(at.From + t, logs.AsSpan(t * heard.Classes, heard.Classes));
        }

        // A sound lasts two moments where the word is long enough for it.
        var steps = length >= 2 * sounds.Length ? 2 : 1;
        var begins = Begins(logs, heard.Classes, [.. sounds.SelectMany(s => Enumerable.Repeat(s, steps))], prices.Floor)
            .Where((_, i) => i % steps == 0).ToArray();
        var placed = new AlignedSound[sounds.Length];
        var behind = new float[length];
        for (var j = 0; j < sounds.Length; j++)
        {
            var end = j + 1 < sounds.Length ? begins[j + 1] : length;
            placed[j] = new AlignedSound(sounds[j], Seconds(at.From + begins[j]), Seconds(at.From + end));
            for (var t = begins[j]; t < end; t++)
            {
                var moment = logs.AsSpan(t * heard.Classes, heard.Classes);
                behind[t] = TensorPrimitives.Max<float>(moment) - Math.Max(moment[sounds[j]], prices.Floor);
            }
        }

        var mean = behind.Average();
        var fit = mean <= prices.Sure && Worst(behind) <= prices.SurePart ? WordFit.Sure : WordFit.Unsure;
        return (new AlignedWord(text, Seconds(at.From), Seconds(at.To), fit) { Sounds = placed }, mean);
    }

    /// <summary>The worst mean of a tenth of a second: a word that was stretched over a sound that it does not have.</summary>
    private static double Worst(float[] behind)
    {
        var (worst, sum) = (0.0, 0.0);
        for (var t = 0; t < behind.Length; t++)
        {
            sum += behind[t] - (t >= PartMoments ? behind[t - PartMoments] : 0);
            worst = t >= PartMoments - 1 ? Math.Max(worst, sum / PartMoments) : worst;
        }

        return worst;
    }

    /// <summary>At which moment of a word each of its steps begins; there are as many moments at least.</summary>
    private static int[] Begins(float[] logs, int classes, byte[] sounds, float floor)
    {
        var (length, count) = (logs.Length / classes, sounds.Length);
        var score = new float[count];
        score.AsSpan().Fill(float.NegativeInfinity);
        var entered = new bool[length, count];
        for (var t = 0; t < length; t++)
        {
            for (var j = count - 1; j >= 0; j--)
            {
                var enter = j > 0 ? score[j - 1] : t == 0 ? 0 : float.NegativeInfinity;
                entered[t, j] = enter > score[j];
                score[j] = Math.Max(enter, score[j]) + Math.Max(logs[(t * classes) + sounds[j]], floor);
            }
        }

        var begins = new int[count];
        for (var (t, j) = (length - 1, count - 1); j > 0; t--)
        {
            if (entered[t, j])
            {
                begins[j--] = t;
            }
        }

        return begins;
    }

    /// <summary>Where something is said for a quarter of a second or longer that no word stands at.</summary>
    private static List<(double Start, double End)> Extra(
        SpeechClasses heard, SoundClasses classes, IReadOnlyList<(int Word, int From, int To)> found)
    {
        List<(double Start, double End)> extra = [];
        Span<float> logs = stackalloc float[heard.Classes];
        var from = 0;
        foreach (var (_, to, next) in found.Append((Word: 0, From: 2 * heard.Columns, To: 0)))
        {
            var (first, last, spoken) = (-1, -1, 0);
            for (var t = from; t < to; t++)
            {
                heard.Read(t, logs);
                if (logs[classes.Silence] < TensorPrimitives.Max<float>(logs))
                {
                    (first, last, spoken) = (first < 0 ? t : first, t + 1, spoken + 1);
                }
            }

            if (spoken >= LeastExtraMoments)
            {
                extra.Add((Seconds(first), Seconds(last)));
            }

            from = next;
        }

        return extra;
    }

    private static double Seconds(int moment) => moment == 0 ? 0 : Math.Round((moment * MomentSeconds) + EarlySeconds, 2);
}
