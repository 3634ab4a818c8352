using System.Globalization;

namespace HeyGem.Core.Errors;

/// <summary>A number of things as a sentence says it.</summary>
public static class Counted
{
    /// <summary>Such as <c>1 frame</c> or <c>25 frames</c>.</summary>
    /// <param name="count">How many, at least 0.</param>
    /// <param name="one">The word for one of them; its plural ends with <c>s</c>.</param>
    public static string Of(long count, string one) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {one}{(count == 1 ? string.Empty : "s")}");
}
