using System.Globalization;
using System.Numerics;
using System.Xml.Linq;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Timelines.Fcpxml;

/// <summary>Times as FCPXML writes them: seconds as a fraction, <c>1001/30000s</c>.</summary>
internal static class FcpxmlTime
{
    private const long MostSeconds = 7_000_000;

    /// <summary>A fraction of seconds, or null.</summary>
    public static (long Numerator, long Denominator)? Parse(string? text)
    {
        if (text is null || !text.EndsWith('s') || text.Length > 40)
        {
            return null;
        }

        var parts = text[..^1].Split('/');
        if (parts.Length > 2 || !long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var numerator))
        {
            return null;
        }

        var denominator = 1L;
        return parts.Length == 1
            || (long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out denominator) && denominator > 0)
            ? (numerator, denominator) : null;
    }

    /// <summary>An attribute in ticks; null where it is no time or later than any timeline.</summary>
    public static long? TicksOf(XElement? element, string attribute) =>
        Parse((string?)element?.Attribute(attribute)) is var (numerator, denominator)
            && BigInteger.Abs(numerator) <= (BigInteger)denominator * MostSeconds ? Ticks.OfSeconds(numerator, denominator) : null;

    /// <summary>The rate whose frame lasts an attribute's time, or null.</summary>
    public static FrameRate? RateOf(XElement? format) => Parse((string?)format?.Attribute("frameDuration")) is var (numerator, denominator)
        && numerator > 0 && denominator / numerator <= 1000 && numerator / denominator <= 1 ? FrameRate.Of(denominator, numerator) : null;

    /// <summary>Ticks as a fraction of seconds: of a frame's own denominator where they are whole frames.</summary>
    public static string Of(long ticks, FrameRate rate)
    {
        var frame = Ticks.FrameOf(rate);
        var (numerator, denominator) = ticks % frame == 0
            ? ((BigInteger)(ticks / frame) * rate.Denominator, (BigInteger)rate.Numerator) : (ticks, MediaTime.TicksPerSecond);
        var divisor = BigInteger.GreatestCommonDivisor(numerator, denominator);
        if (denominator / divisor == 1)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{numerator / divisor}s");
        }

        return string.Create(CultureInfo.InvariantCulture, $"{numerator}/{denominator}s");
    }
}
