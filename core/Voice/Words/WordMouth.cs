namespace HeyGem.Core.Voice.Words;

/// <summary>A heard mouth with what known words say of it.</summary>
internal static class WordMouth
{
    /// <summary>Below this share of sure words the text is another one than the voice's.</summary>
    public const double LeastShare = 0.5;

    /// <summary>
    /// The curve as the words have it wherever they tell all that is said, and the curve itself elsewhere: where a word is not sure, where
    /// something is said that the text does not have, and everywhere where fewer than half of the words are sure.
    /// </summary>
    /// <param name="heard">What was heard.</param>
    /// <param name="aligned">The words on the curve's time.</param>
    /// <param name="classes">The network's classes.</param>
    /// <param name="mouth">What they may do.</param>
    public static MouthCurve Applied(MouthCurve heard, WordAlignment aligned, SoundClasses classes, WordsMouth mouth)
    {
        if (mouth == WordsMouth.Off || aligned.Words.Count == 0 || aligned.SureShare < LeastShare)
        {
            return heard;
        }

        var (opening, width, closure) = WordMotion.Of(aligned, classes, heard.Length);
        var told = heard with
        {
            Opening = [.. heard.Opening],
            Width = [.. heard.Width],
            Closure = [.. heard.Closure],
            Silence = [.. heard.Silence],
        };
        foreach (var (start, end) in Told(aligned, (double)heard.Length / MouthCurve.RateHz))
        {
            for (var k = (int)Math.Ceiling(start * MouthCurve.RateHz); k < Math.Min(end * MouthCurve.RateHz, heard.Length); k++)
            {
                if (mouth == WordsMouth.Closures)
                {
                    told.Closure[k] = closure[k];
                    told.Opening[k] *= closure[k] > 0 ? WordMotion.OpenInClosure : 1;
                }
                else
                {
                    told.Closure[k] = (heard.Closure[k] + closure[k]) / 2;
                    told.Opening[k] = (heard.Opening[k] + opening[k]) / 2;
                    told.Width[k] = (heard.Width[k] + width[k]) / 2;
                }

                // Nobody rests in a closure, however quiet it is.
                told.Silence[k] = Math.Min(told.Silence[k], 1 - closure[k]);
            }
        }

        return told;
    }

    /// <summary>
    /// Where the words tell all that is said: sure words, and what lies between two of them or an end where nothing else is said.
    /// </summary>
    private static IEnumerable<(double Start, double End)> Told(WordAlignment aligned, double seconds)
    {
        var (last, sure) = (0.0, true);
        foreach (var word in aligned.Words.Append(new AlignedWord(string.Empty, seconds, seconds, WordFit.Sure)))
        {
            if (sure && word.Fit == WordFit.Sure && !aligned.Extra.Any(e => e.Start < word.Start && e.End > last))
            {
                yield return (last, word.Start);
            }

            if (word.Fit == WordFit.Sure)
            {
                yield return (word.Start, word.End);
            }

            (last, sure) = (word.End, word.Fit == WordFit.Sure);
        }
    }
}
