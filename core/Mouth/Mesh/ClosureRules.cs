namespace HeyGem.Core.Mouth.Mesh;

/// <summary>What lips may do in time: closures that last, do not stutter, and open no faster than the person does.</summary>
internal static class ClosureRules
{
    /// <summary>Closures nearer to each other than this become one, seconds.</summary>
    public const double MergeSeconds = 0.080;

    /// <summary>Shortest closure, seconds; never under 2 frames.</summary>
    public const double LeastSeconds = 0.060;

    /// <summary>Makes each closure at least two frames long and joins those that are closer than 80 ms.</summary>
    /// <param name="closure">Closing force per frame, 0..1; above .5 the lips must touch. Changed in place: 1 inside closures.</param>
    /// <param name="framesPerSecond">Frames a second.</param>
    public static void Settle(Span<float> closure, double framesPerSecond)
    {
        var least = Math.Max(2, (int)Math.Round(LeastSeconds * framesPerSecond));
        var previousEnd = -1;
        for (var i = 0; i < closure.Length;)
        {
            if (closure[i] <= 0.5f)
            {
                i++;
                continue;
            }

            var end = i;
            while (end < closure.Length && closure[end] > 0.5f)
            {
                end++;
            }

            var start = i;
            while (end - start < least && (start > 0 || end < closure.Length))
            {
                // Grow towards the stronger side first: that is where the sound's own closing lies.
                var before = start > 0 ? closure[start - 1] : -1;
                var after = end < closure.Length ? closure[end] : -1;
                if (before > after)
                {
                    start--;
                }
                else if (end < closure.Length)
                {
                    end++;
                }
                else
                {
                    start--;
                }
            }

            if (previousEnd >= 0 && (start - previousEnd) < MergeSeconds * framesPerSecond)
            {
                start = previousEnd;
            }

            closure[start..end].Fill(1);
            previousEnd = end;
            i = end;
        }
    }

    /// <summary>Holds every rise to a speed; falls stay as they are.</summary>
    /// <param name="opening">Opening per frame, changed in place.</param>
    /// <param name="perFrame">Largest rise from one frame to the next.</param>
    public static void LimitRelease(Span<float> opening, float perFrame)
    {
        for (var i = 1; i < opening.Length; i++)
        {
            opening[i] = MathF.Min(opening[i], opening[i - 1] + perFrame);
        }
    }
}
