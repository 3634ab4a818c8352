using System.Globalization;
using System.Numerics;

namespace HeyGem.Core.Faces;

/// <summary>Which face is driven where a picture shows several.</summary>
/// <param name="Rule">How the choice is made.</param>
/// <param name="Point">For <see cref="FaceRule.Nearest"/>: the point in frame pixels.</param>
public sealed record FaceChoice(FaceRule Rule, Vector2 Point = default)
{
    /// <summary>The largest, most central, longest-lived face.</summary>
    public static FaceChoice Auto { get; } = new(FaceRule.Auto);

    /// <summary>Reads <c>auto</c>, <c>left</c>, <c>right</c>, <c>largest</c> or <c>X,Y</c> in frame pixels.</summary>
    public static bool TryParse(string text, out FaceChoice choice)
    {
        ArgumentNullException.ThrowIfNull(text);
        choice = Auto;
        if (Enum.TryParse<FaceRule>(text, ignoreCase: true, out var rule) && rule != FaceRule.Nearest && !char.IsAsciiDigit(text[0]))
        {
            choice = new FaceChoice(rule);
            return true;
        }

        var parts = text.Split(',');
        if (parts.Length == 2
            && float.TryParse(parts[0], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var x)
            && float.TryParse(parts[1], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var y))
        {
            choice = new FaceChoice(FaceRule.Nearest, new Vector2(x, y));
            return true;
        }

        return false;
    }

    /// <summary>The words that <see cref="TryParse"/> reads.</summary>
    public override string ToString() => Rule == FaceRule.Nearest
        ? string.Create(CultureInfo.InvariantCulture, $"{Point.X},{Point.Y}")
        : Rule.ToString().ToLowerInvariant();
}
