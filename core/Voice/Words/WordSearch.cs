namespace HeyGem.Core.Voice.Words;

/// <summary>
/// The best way through a voice for the words of a text (Viterbi): words in order, pauses and sounds of other words between them, words
/// left out. Only ways within <see cref="WordPrices.Beam"/> of the best are followed, so an hour costs a little more than sixty minutes.
/// For one use.
/// </summary>
/// <param name="words">The sound classes of each word, at least one each.</param>
/// <param name="silence">The class of silence.</param>
/// <param name="prices">What it pays.</param>
internal sealed class WordSearch(IReadOnlyList<byte[]> words, byte silence, WordPrices prices)
{
    private const float Never = float.NegativeInfinity;

    private readonly WordTrail _trail = new();
    private readonly int[] _at = Offsets(words);

    // One entry a sound of a word: what the way costs, when the word began, what came before.
    private readonly float[] _score = Filled(Offsets(words)[^1]);
    private readonly int[] _begun = new int[Offsets(words)[^1]];
    private readonly int[] _past = new int[Offsets(words)[^1]];

    // One entry a place between words, before the first and after the last.
    private readonly Places _pause = new(words.Count + 1);
    private readonly Places _extra = new(words.Count + 1);
    private readonly Places _between = new(words.Count + 1);
    private readonly Places _passed = new(words.Count + 1);

    private int _first;
    private int _last;

    /// <summary>Where the words lie: each that is heard with its first moment and the first after it, in moments of 10 ms.</summary>
    public IReadOnlyList<(int Word, int From, int To)> Find(SpeechClasses heard, CancellationToken cancellationToken)
    {
        var moments = 2 * heard.Columns;
        Span<float> logs = stackalloc float[heard.Classes];
        _between.Score[0] = 0;
        _between.Past[0] = WordTrail.Nothing;
        var best = Between(0, -prices.Beam);
        for (var t = 0; t < moments; t++)
        {
            if (t % 1000 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            heard.Read(t, logs);
            for (var c = 0; c < logs.Length; c++)
            {
                // The best way stays near 0, so that an hour's sum loses no digits.
                logs[c] = Math.Max(logs[c], prices.Floor) - best;
            }

            best = Move(t, logs);
            best = Math.Max(best, Between(t + 1, best - prices.Beam));
            Narrow(best - prices.Beam);
            if (_trail.IsFull)
            {
                _trail.Keep(Alive());
            }
        }

        return _trail.Of(End());
    }

    private static int[] Offsets(IReadOnlyList<byte[]> words)
    {
        var at = new int[words.Count + 1];
        for (var w = 0; w < words.Count; w++)
        {
            at[w + 1] = at[w] + words[w].Length;
        }

        return at;
    }

    private static float[] Filled(int count)
    {
        var scores = new float[count];
        scores.AsSpan().Fill(Never);
        return scores;
    }

    /// <summary>One moment inside words, pauses and other sounds.</summary>
    /// <returns>The best score.</returns>
    private float Move(int t, ReadOnlySpan<float> logs)
    {
        var best = Never;
        var likeliest = Never;
        for (var c = 0; c < logs.Length; c++)
        {
            likeliest = c == silence ? likeliest : Math.Max(likeliest, logs[c]);
        }

        var other = likeliest - prices.ExtraStep;
        for (var w = _first; w <= _last; w++)
        {
            // At the very beginning and end nobody need speak.
            var (open, past) = (_between.Score[w], _between.Past[w]);
            _pause.Enter(w, open - (w == 0 || w == words.Count ? 0 : prices.Pause), past, logs[silence]);
            _extra.Enter(w, open - prices.Extra, past, other);
            best = Math.Max(best, Math.Max(_pause.Score[w], _extra.Score[w]));
            if (w < words.Count)
            {
                best = Math.Max(best, Speak(w, t, logs));
            }
        }

        return best;
    }

    private float Speak(int w, int t, ReadOnlySpan<float> logs)
    {
        var (classes, at, best) = (words[w], _at[w], Never);
        for (var j = classes.Length - 1; j >= 0; j--)
        {
            var i = at + j;
            var (enter, begun, past) = j > 0
                ? (_score[i - 1], _begun[i - 1], _past[i - 1]) : (_between.Score[w], t, _between.Past[w]);
            if (enter > _score[i])
            {
                (_score[i], _begun[i], _past[i]) = (enter, begun, past);
            }

            _score[i] += logs[classes[j]];
            best = Math.Max(best, _score[i]);
        }

        return best;
    }

    /// <summary>What the places between words can be reached with after a moment; widens the words that are followed.</summary>
    /// <param name="t">The next moment.</param>
    /// <param name="least">What is not worth following.</param>
    /// <returns>The best score.</returns>
    private float Between(int t, float least)
    {
        var best = Never;
        for (var w = _first; w <= words.Count; w++)
        {
            if (t > 0)
            {
                Leave(w, t, least);
            }

            var score = _between.Score[w];
            best = Math.Max(best, score);
            if (w > _last && Math.Max(score, _passed.Score[w]) < least)
            {
                break;
            }

            _last = Math.Max(_last, w);
            if (w < words.Count)
            {
                // Passing over the word that begins here.
                var (alone, run) = (score - prices.Unheard, _passed.Score[w]);
                (_passed.Score[w + 1], _passed.Past[w + 1]) = alone > run
                    ? (alone - prices.UnheardStep, _between.Past[w]) : (run - prices.UnheardStep, _passed.Past[w]);
            }
        }

        return best;
    }

    /// <summary>The best of what ends at a place: the word before it, a pause, other sounds, words passed over.</summary>
    private void Leave(int w, int t, float least)
    {
        var (score, past) = _pause.Score[w] >= _extra.Score[w] ? (_pause.Score[w], _pause.Past[w]) : (_extra.Score[w], _extra.Past[w]);
        if (w > _first && _passed.Score[w] > score)
        {
            (score, past) = (_passed.Score[w], _passed.Past[w]);
        }

        if (w > _first && _at[w] - 1 is var i && _score[i] > score && _score[i] >= least)
        {
            (score, past) = (_score[i], _trail.Add(w - 1, _begun[i], t, _past[i]));
        }

        (_between.Score[w], _between.Past[w]) = (score, past);
    }

    /// <summary>Leaves the words behind that no way worth following is in any more.</summary>
    private void Narrow(float least)
    {
        while (_first < _last && Best(_first) < least)
        {
            _first++;
        }

        // What was behind the first cannot be left into it again.
        _passed.Score[_first] = Never;
    }

    private float Best(int w)
    {
        var best = Math.Max(_between.Score[w], Math.Max(_pause.Score[w], _extra.Score[w]));
        for (var i = w < words.Count ? _at[w] : 0; w < words.Count && i < _at[w + 1]; i++)
        {
            best = Math.Max(best, _score[i]);
        }

        return best;
    }

    /// <summary>What came before the best way that ends here: the words after it are not heard.</summary>
    private int End()
    {
        var (best, past) = (Never, WordTrail.Nothing);
        for (var w = _first; w <= _last; w++)
        {
            var score = _between.Score[w] - (w == words.Count ? 0 : prices.Unheard + (prices.UnheardStep * (words.Count - w)));
            if (score > best)
            {
                (best, past) = (score, _between.Past[w]);
            }
        }

        return past;
    }

    private IEnumerable<ArraySegment<int>> Alive()
    {
        var count = _last - _first + 1;
        var sounds = _at[Math.Min(_last + 1, words.Count)] - _at[_first];
        yield return new ArraySegment<int>(_past, _at[_first], sounds);
        foreach (var places in new[] { _pause, _extra, _between, _passed })
        {
            yield return new ArraySegment<int>(places.Past, _first, count);
        }
    }

    /// <summary>States at the places between words.</summary>
    private sealed class Places(int count)
    {
        public float[] Score { get; } = Filled(count);

        public int[] Past { get; } = new int[count];

        public void Enter(int w, float score, int past, float log)
        {
            if (score > Score[w])
            {
                (Score[w], Past[w]) = (score, past);
            }

            Score[w] += log;
        }
    }
}
