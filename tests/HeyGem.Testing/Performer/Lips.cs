namespace HeyGem.Testing.Performer;

/// <summary>The mouth that a drawn head shows, in head units.</summary>
/// <param name="Opening">Gap between the inner lips at the middle, 0 closed.</param>
/// <param name="Width">Distance of the inner corners.</param>
public readonly record struct Lips(float Opening = 0, float Width = 0.52f)
{
    private const float LineY = 0.815f;

    internal float HalfWidth => Width / 2;

    /// <summary>How far the jaw, and all below the lower lip, has come down.</summary>
    internal float JawDrop => 0.55f * Opening;

    /// <summary>Inner edge of the upper lip at x.</summary>
    internal float UpperInner(float x) => Line(x) - (0.25f * Opening * Profile(x));

    /// <summary>Inner edge of the lower lip at x.</summary>
    internal float LowerInner(float x) => Line(x) + (0.75f * Opening * Profile(x));

    /// <summary>Outer edge of the upper lip at x, with its dip in the middle.</summary>
    internal float UpperOuter(float x)
    {
        var t = Math.Clamp(x / (HalfWidth + 0.035f), -1, 1);
        var dip = 0.2f * MathF.Exp(-x * x / 0.0022f);
        return UpperInner(x) - (0.098f * (1 - (t * t)) * (1 - dip));
    }

    /// <summary>Outer edge of the lower lip at x.</summary>
    internal float LowerOuter(float x)
    {
        var t = Math.Clamp(x / (HalfWidth + 0.035f), -1, 1);
        return LowerInner(x) + (0.125f * MathF.Pow(1 - (t * t), 0.8f));
    }

    private float Line(float x) => LineY + (0.02f * MathF.Cos(4 * x)) - 0.02f;

    private float Profile(float x)
    {
        var t = x / HalfWidth;
        return MathF.Abs(t) >= 1 ? 0 : MathF.Pow(1 - (t * t), 0.62f);
    }
}
