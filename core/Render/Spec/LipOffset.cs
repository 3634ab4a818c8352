using System.Globalization;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render.Spec;

/// <summary>How much later (positive) or earlier (negative) than natural the lips move, in frames of the clip or in milliseconds.</summary>
/// <param name="Frames">Whole frames, -50..50.</param>
/// <param name="Milliseconds">Milliseconds, -1000..1000, added to the frames.</param>
public readonly record struct LipOffset(int Frames, double Milliseconds)
{
    /// <summary>Reads <c>-2</c> or <c>-2f</c> (frames) and <c>80ms</c>.</summary>
    public static bool TryParse(string text, out LipOffset offset)
    {
        ArgumentNullException.ThrowIfNull(text);
        offset = default;
        if (text.EndsWith("ms", StringComparison.Ordinal))
        {
            var ok = double.TryParse(text.AsSpan(0, text.Length - 2), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture, out var ms);
            offset = new LipOffset(0, ms);
            return ok && Math.Abs(ms) <= 1000;
        }

        var digits = text.EndsWith('f') ? text.AsSpan(0, text.Length - 1) : text;
        var whole = int.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var frames);
        offset = new LipOffset(frames, 0);
        return whole && Math.Abs(frames) <= 50;
    }

    /// <summary>The whole offset in milliseconds at a clip's rate.</summary>
    public double ToMilliseconds(FrameRate rate) => Milliseconds + (Frames * 1000.0 / rate.PerSecond);
}
