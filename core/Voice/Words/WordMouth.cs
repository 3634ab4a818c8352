namespace HeyGem.Core.Voice.Words;

/// <summary>A heard mouth with what known words say of it.</summary>
internal static class WordMouth
{
    /// <summary>Below this share of sure words the text is another one than the voice's.</summary>
    public const double LeastShare = 0.5;

    // A pause between two sure words counts as theirs, seconds.
    private const double LongestPause = 0.5;

    /// <summary>
    /// The curve as the words have it wherever sure words are, and the curve itself elsewhere: where a word is not sure, and everywhere
    /// where fewer than half of them are.
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
        foreach (var (start, end) in SureSpans(aligned))
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

    /// <summary>Stretches of sure words with the pauses between them.</summary>
    private static List<(double Start, double End)> SureSpans(WordAlignment aligned)
    {
        List<(double Start, double End)> spans = [];
        var joined = false;
        foreach (var word in aligned.Words)
        {
            if (word.Fit == WordFit.Sure)
            {
                if (joined && word.Start - spans[^1].End < LongestPause)
                {
                    spans[^1] = (spans[^1].Start, word.End);
                }
                else
                {
                    spans.Add((word.Start, word.End));
                }
            }

            joined = word.Fit == WordFit.Sure;
        }

        return spans;
    }
}
