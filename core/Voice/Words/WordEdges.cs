using System.Numerics.Tensors;

namespace HeyGem.Core.Voice.Words;

/// <summary>
/// Where a word lies by the sound alone, whatever stands beside it in the text: a text that lacks a word or has one too many puts a word's
/// edges elsewhere, and the sound does not.
/// </summary>
internal static class WordEdges
{
    // As far from its place as a word is looked for. Less, and a word that a changed text puts elsewhere is called sure there; more, and
    // short words are found again in the words around them.
    private const int WindowMoments = 120;

    /// <summary>The best place of a word with any sounds before and after it.</summary>
    /// <param name="heard">The voice.</param>
    /// <param name="sounds">The word's sound classes.</param>
    /// <param name="at">Where the text puts it: its first moment and the first after it.</param>
    /// <param name="prices">What is paid.</param>
    public static (int From, int To) Alone(SpeechClasses heard, byte[] sounds, (int From, int To) at, WordPrices prices)
    {
        var (first, end) = (Math.Max(0, at.From - WindowMoments), Math.Min(2 * heard.Columns, at.To + WindowMoments));
        var steps = Math.Clamp((end - first) / sounds.Length, 1, prices.LeastAlone);
        byte[] states = [.. sounds.SelectMany(s => Enumerable.Repeat(s, steps))];

        // Before the word, each step of it, and after it: what the way costs, when the word began and ended.
        var after = states.Length + 1;
        var (score, from, to) = (new float[after + 1], new int[after + 1], end);
        score.AsSpan(1).Fill(float.NegativeInfinity);
        Span<float> logs = stackalloc float[heard.Classes];
        for (var t = first; t < end; t++)
        {
            heard.Read(t, logs);
            var any = TensorPrimitives.Max<float>(logs) - prices.Any;
            for (var j = after; j >= 0; j--)
            {
                if (j > 0 && score[j - 1] > score[j])
                {
                    (score[j], from[j]) = (score[j - 1], j == 1 ? t : from[j - 1]);
                    to = j == after ? t : to;
                }

                score[j] += j == 0 || j == after ? any : Math.Max(logs[states[j - 1]], prices.Floor);
            }
        }

        return score[after] > score[after - 1] ? (from[after], to) : (from[after - 1], end);
    }

    /// <summary>What of a word's place the sound bears out, and which of its edges lie where the sound puts them.</summary>
    /// <param name="at">Where the text puts the word.</param>
    /// <param name="alone">Where the sound puts it.</param>
    /// <param name="least">Moments that the word needs.</param>
    /// <param name="prices">How far an edge may lie from the sound's.</param>
    public static (int From, int To, bool StartSure, bool EndSure) Held(
        (int From, int To) at, (int From, int To) alone, int least, WordPrices prices)
    {
        var (from, to) = (Math.Max(at.From, alone.From - prices.Edge), Math.Min(at.To, alone.To + prices.Edge));
        if (to - from < least)
        {
            return (at.From, at.To, false, false);
        }

        // A word that gives up more than it keeps may as well lie in what it gave up.
        var sure = at.To - at.From <= 2 * (to - from);
        return (from, to, sure && from <= alone.From + prices.Edge, sure && to >= alone.To - prices.Edge);
    }
}
