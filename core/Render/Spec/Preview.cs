using HeyGem.Core.Timing;

namespace HeyGem.Core.Render.Spec;

/// <summary>
/// A short stretch of a result that is rendered to be looked at: the frames that the whole render would have there, for a small part of
/// its work.
/// </summary>
public sealed record Preview
{
    /// <summary>The longest stretch, seconds.</summary>
    public const double MostSeconds = 10;

    /// <summary>How long the stretch is where nobody says, seconds.</summary>
    public const double UsualSeconds = 2;

    /// <summary>Where the stretch begins, on the result's own time; null for where the voice speaks most.</summary>
    public MediaPoint? From { get; init; }

    /// <summary>Where it ends, exclusive; null for <see cref="UsualSeconds"/> later.</summary>
    public MediaPoint? To { get; init; }

    /// <summary>Whether the clip's own frames of the stretch are written, too, as a second file beside the first, without sound.</summary>
    public bool WithSource { get; init; }

    /// <summary>Reads <c>auto</c> or <c>FROM..TO</c>, both as <see cref="MediaPoint"/> reads them; false when it is neither.</summary>
    public static bool TryParse(string text, out Preview preview)
    {
        ArgumentNullException.ThrowIfNull(text);
        preview = new Preview();
        if (text.Trim().Equals("auto", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        var parts = text.Split("..");
        if (parts.Length != 2 || !MediaPoint.TryParse(parts[0], out var from) || !MediaPoint.TryParse(parts[1], out var to))
        {
            return false;
        }

        preview = new Preview { From = from, To = to };
        return true;
    }
}
