using System.Globalization;

namespace HeyGem.Core.Timing;

/// <summary>A fraction as ffprobe writes it, <c>1/15360</c> or <c>4:3</c>; its parts may be zero.</summary>
internal readonly record struct Fraction(long Numerator, long Denominator)
{
    public bool IsPositive => Numerator > 0 && Denominator > 0;

    /// <summary>A count of units that last this fraction of a second each, in seconds; 0 where the fraction is not positive.</summary>
    public double SecondsOf(long units) => IsPositive ? (double)units * Numerator / Denominator : 0;

    public static Fraction Parse(string? text)
    {
        var parts = (text ?? string.Empty).Split('/', ':');
        return parts.Length == 2
            && long.TryParse(parts[0], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var numerator)
            && long.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var denominator)
            ? new Fraction(numerator, denominator)
            : default;
    }
}
