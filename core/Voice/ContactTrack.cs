namespace HeyGem.Core.Voice;

/// <summary>
/// Lays spans of contact (lips, or lip and teeth) onto frames: each span holds full contact for a least number of frames, spans that
/// would leave a gap shorter than 80 ms become one, and 40 ms ramps lead in and out.
/// </summary>
internal static class ContactTrack
{
    private const double GapSeconds = 0.08;
    private const double RampSeconds = 0.04;

    /// <summary>Writes 1 at frames of contact, ramps about them and 0 elsewhere.</summary>
    /// <param name="spans">Ascending spans in seconds of the clip.</param>
    /// <param name="framesPerSecond">The clip's rate.</param>
    /// <param name="leastSeconds">Shortest contact.</param>
    /// <param name="leastFrames">Fewest frames of contact.</param>
    /// <param name="contact">One value a frame, 0 on entry.</param>
    public static void Lay(List<LipSpan> spans, double framesPerSecond, double leastSeconds, int leastFrames, Span<float> contact)
    {
        var held = new List<LipSpan>(spans.Count);
        foreach (var span in spans)
        {
            held.Add(Hold(span, framesPerSecond, leastSeconds, leastFrames));
        }

        foreach (var span in LipSpans.Merge(held, GapSeconds))
        {
            var first = Math.Max(0, (int)Math.Ceiling((span.Start - RampSeconds) * framesPerSecond));
            for (var i = first; i < contact.Length && i / framesPerSecond < span.End + RampSeconds; i++)
            {
                var part = (float)Math.Clamp(1 - (span.Distance(i / framesPerSecond) / RampSeconds), 0, 1);
                contact[i] = Math.Max(contact[i], part * part * (3 - (2 * part)));
            }
        }
    }

    /// <summary>Widens a span about its middle to the shortest contact, then to whole frames.</summary>
    private static LipSpan Hold(LipSpan span, double framesPerSecond, double leastSeconds, int leastFrames)
    {
        const double grace = 1e-6;
        var middle = (span.Start + span.End) / 2;
        var half = Math.Max(span.Length, leastSeconds) / 2;
        var first = Math.Ceiling(((middle - half) * framesPerSecond) - grace);
        var last = Math.Floor(((middle + half) * framesPerSecond) + grace);
        if (last - first + 1 < leastFrames)
        {
            first = Math.Round((middle * framesPerSecond) - ((leastFrames - 1) / 2.0), MidpointRounding.AwayFromZero);
            last = first + leastFrames - 1;
        }

        return new LipSpan(Math.Min(middle - half, first / framesPerSecond), Math.Max(middle + half, last / framesPerSecond));
    }
}
