using System.Numerics;

namespace HeyGem.Testing.Performer;

/// <summary>Lips, teeth, tongue and the dark between them.</summary>
internal static class DrawnMouth
{
    private static readonly Vector3 Cavity = new(0.20f, 0.07f, 0.07f);
    private static readonly Vector3 Tooth = new(0.92f, 0.90f, 0.84f);
    private static readonly Vector3 Tongue = new(0.70f, 0.36f, 0.36f);

    /// <summary>Paints the mouth over the skin at a head point.</summary>
    public static Vector3 Over(Vector3 skin, Vector2 p, Lips lips, HeadLook look, float pixel)
    {
        var reach = lips.HalfWidth + 0.035f;
        if (MathF.Abs(p.X) > reach + pixel)
        {
            return skin;
        }

        var (upperOuter, lowerOuter) = (lips.UpperOuter(p.X), lips.LowerOuter(p.X));
        var (upperInner, lowerInner) = (lips.UpperInner(p.X), lips.LowerInner(p.X));
        var colour = skin;
        var onLips = Paint.Inside(upperOuter - p.Y, 1.6f * pixel) * Paint.Inside(p.Y - lowerOuter, 1.6f * pixel) * Paint.Inside(
            MathF.Abs(p.X) - reach, 2 * pixel);
        colour = Vector3.Lerp(colour, Lip(p, upperOuter, upperInner, lowerInner, lowerOuter, look), onLips);

        // The line between closed lips stays dark.
        var line = Math.Abs(p.Y - ((upperInner + lowerInner) / 2));
        var crease = Paint.Inside(line - (0.009f + ((lowerInner - upperInner) / 2)), 1.5f * pixel) * Paint.Inside(
            MathF.Abs(p.X) - lips.HalfWidth, 2 * pixel);
        colour = Vector3.Lerp(colour, Cavity * 1.5f, crease * 0.8f);
        var open = Paint.Inside(upperInner - p.Y, pixel) * Paint.Inside(p.Y - lowerInner, pixel) * Paint.Inside(
            MathF.Abs(p.X) - lips.HalfWidth, pixel);
        return open > 0 ? Vector3.Lerp(colour, Interior(p, upperInner, lowerInner, lips), open) : colour;
    }

    private static Vector3 Lip(Vector2 p, float upperOuter, float upperInner, float lowerInner, float lowerOuter, HeadLook look)
    {
        var isUpper = p.Y < (upperInner + lowerInner) / 2;
        var light = isUpper
            ? 0.78f + (0.14f * Paint.Smooth(p.Y, upperInner, upperOuter))
            : 0.95f + (0.16f * Paint.Spot(p, 0.03f, (lowerInner + lowerOuter) / 2, 0.12f, 0.03f)) - (
                0.15f * Paint.Smooth(p.Y, lowerInner, lowerOuter));
        var grain = Paint.Grain(new Vector2(p.X * 90, p.Y * 18), look.Seed + 3);
        return look.Lip * (light + (0.05f * grain));
    }

    private static Vector3 Interior(Vector2 p, float upper, float lower, Lips lips)
    {
        var colour = Cavity;
        var tongue = Paint.Smooth(p.Y, lower - 0.10f, lower - 0.02f) * (1 - Paint.Smooth(MathF.Abs(p.X), 0.10f, 0.20f));
        colour = Vector3.Lerp(colour, Tongue, tongue * Paint.Smooth(lips.Opening, 0.04f, 0.12f));

        // Upper teeth hang from the skull, so the lip uncovers them rather than carrying them.
        var edge = 0.845f - (0.25f * p.X * p.X);
        var teeth = Paint.Smooth(-p.Y, -edge - 0.004f, -edge + 0.004f) * (1 - Paint.Smooth(MathF.Abs(p.X), 0.17f, 0.22f));
        var phase = MathF.Abs((p.X / 0.062f) - MathF.Round(p.X / 0.062f));
        var gap = 0.18f * Paint.Smooth(phase, 0.42f, 0.5f);
        colour = Vector3.Lerp(colour, Tooth * (1 - gap - (1.2f * MathF.Abs(p.X))), teeth);
        return colour * (0.6f + (0.4f * Paint.Smooth(p.Y, upper, upper + 0.04f)));
    }
}
