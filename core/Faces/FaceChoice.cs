using System.Globalization;
using System.Numerics;

namespace HeyGem.Core.Faces;

/// <summary>Which face is driven where a picture shows several.</summary>
/// <param name="Rule">How the choice is made.</param>
/// <param name="Point">For <see cref="FaceRule.Nearest"/>: the point in frame pixels.</param>
public sealed record FaceChoice(FaceRule Rule, Vector2 Point = default)
{
    /// <summary>Decimal places enough for the smallest float.</summary>
    private static readonly string PlainNumber = "0." + new string('#', 60);

    /// <summary>The largest, most central, longest-lived face.</summary>
    public static FaceChoice Auto { get; } = new(FaceRule.Auto);

    /// <summary>Reads <c>auto</c>, <c>left</c>, <c>right</c>, <c>largest</c> or <c>X,Y</c> in frame pixels.</summary>
    public static bool TryParse(string text, out FaceChoice choice)
    {
        ArgumentNullException.ThrowIfNull(text);
        choice = Auto;
        if (text.All(char.IsAsciiLetter) && Enum.TryParse<FaceRule>(text, ignoreCase: true, out var rule) && rule != FaceRule.Nearest)
        {
            choice = new FaceChoice(rule);
            return true;
        }

        var parts = text.Split(',');
        if (parts.Length == 2 && TryParsePixels(parts[0], out var x) && TryParsePixels(parts[1], out var y))
        {
            choice = new FaceChoice(FaceRule.Nearest, new Vector2(x, y));
            return true;
        }

        return false;
    }

    /// <summary>The words that <see cref="TryParse"/> reads back to an equal choice.</summary>
    public override string ToString() => Rule == FaceRule.Nearest
        ? $"{Pixels(Point.X)},{Pixels(Point.Y)}"
        : Rule.ToString().ToLowerInvariant();

    /// <summary>Reads a finite number without sign or exponent.</summary>
    private static bool TryParsePixels(string text, out float pixels) =>
        float.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out pixels) && float.IsFinite(pixels);

    /// <summary>Writes every digit that tells one float from the next, never an exponent.</summary>
    private static string Pixels(float pixels) => ((double)pixels).ToString(PlainNumber, CultureInfo.InvariantCulture);
}
