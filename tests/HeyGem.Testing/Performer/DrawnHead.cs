using System.Numerics;

namespace HeyGem.Testing.Performer;

/// <summary>
/// A head with hair, neck and shoulders, drawn point by point. Plain enough to know every lip by formula, and enough of a face for
/// the detector and the mesh to take it for one.
/// </summary>
internal static class DrawnHead
{
    private static readonly Vector3 Light = Vector3.Normalize(new(-0.35f, -0.5f, 0.8f));
    private static readonly Vector3 EyeWhite = new(0.93f, 0.92f, 0.90f);
    private static readonly Vector3 Dark = new(0.10f, 0.07f, 0.06f);

    /// <summary>What of head space is drawn: x from -reach to reach.</summary>
    public const float Reach = 1.9f;

    /// <summary>Top of what is drawn, head units.</summary>
    public const float Top = -1.15f;

    /// <summary>Bottom of what is drawn, head units.</summary>
    public const float Bottom = 3.0f;

    /// <summary>Colour and coverage at a head point; <paramref name="pixel"/> is the size of a pixel in head units.</summary>
    public static Vector4 At(Vector2 p, Lips lips, HeadLook look, float pixel)
    {
        var cap = Paint.Inside(Paint.Ellipse(p, 0, 0.12f, 1.0f, 1.12f), 2 * pixel);
        var fringe = cap > 0 ? HairLine(p) * cap : 0;
        var still = Jawless(p, lips);
        var face = Paint.Inside(MathF.Abs(still.X) - FaceHalfWidth(still.Y), 2 * pixel);

        // What lies behind is drawn only where it shows.
        var result = fringe < 1 && face < 1 ? Behind(p, cap, look, pixel) : default;
        if (face > 0 && fringe < 1)
        {
            result = Mix(result, Face(p, still, lips, look, pixel), face);
        }

        return fringe > 0 ? Mix(result, HairColour(p, look), fringe) : result;
    }

    private static Vector4 Behind(Vector2 p, float cap, HeadLook look, float pixel)
    {
        var result = Body(p, look, pixel);
        result = Mix(result, HairColour(p, look) * 0.75f, cap * (1 - Paint.Smooth(p.Y, 0.35f, 0.75f)));
        var ears = MathF.Min(Paint.Ellipse(p, -0.85f, 0.27f, 0.10f, 0.21f), Paint.Ellipse(p, 0.85f, 0.27f, 0.10f, 0.21f));
        return Mix(result, Ear(p, look), Paint.Inside(ears, 2 * pixel));
    }

    /// <summary>Half the face's width at a height; negative above and below it.</summary>
    private static float FaceHalfWidth(float y)
    {
        if (y < 0.25f)
        {
            var t = (0.25f - y) / 1.05f;
            return t >= 1 ? -1 : 0.81f * MathF.Sqrt(1 - (t * t));
        }

        var s = (y - 0.25f) / 1.14f;
        return s >= 1 ? -1 : 0.81f * MathF.Pow(1 - MathF.Pow(s, 2.4f), 0.62f);
    }

    /// <summary>Undoes the jaw's drop, so that the face below the lips moves as one.</summary>
    private static Vector2 Jawless(Vector2 p, Lips lips)
    {
        var y = p.Y - (lips.JawDrop * Paint.Smooth(p.Y, 0.45f, 1.05f));
        return new Vector2(p.X, y);
    }

    private static Vector3 Face(Vector2 p, Vector2 still, Lips lips, HeadLook look, float pixel)
    {
        var colour = Skin(still, look);
        var eye = new Vector2(MathF.Abs(p.X), p.Y);
        colour = Eye(colour, eye, p.X < 0 ? -1 : 1, look, pixel);
        colour = Brow(colour, eye, look, pixel);
        colour = Vector3.Lerp(
            colour, look.Skin * 0.25f, 0.85f * Paint.Inside(Paint.Ellipse(eye, 0.078f, 0.535f, 0.046f, 0.020f), 3 * pixel));
        return DrawnMouth.Over(colour, p, lips, look, pixel);
    }

    private static Vector3 Skin(Vector2 p, HeadLook look)
    {
        var (x, y) = (p.X / 0.98f, (p.Y - 0.35f) / 1.25f);
        var normal = new Vector3(x, y, MathF.Sqrt(MathF.Max(0.04f, 1 - (x * x) - (y * y))));

        // The nose: a ridge that widens into a tip with two wings, as a change of the normal.
        var spread = 0.055f + (0.05f * Paint.Smooth(p.Y, 0.1f, 0.45f));
        var ridge = 0.11f * Paint.Smooth(p.Y, -0.05f, 0.3f) * (1 - Paint.Smooth(p.Y, 0.46f, 0.58f)) * MathF.Exp(
            -p.X * p.X / (spread * spread));
        var wings = 0.05f * (Paint.Spot(p, 0.155f, 0.49f, 0.07f, 0.07f) - Paint.Spot(p, -0.155f, 0.49f, 0.07f, 0.07f));
        normal.X += (2 * p.X / (spread * spread) * ridge) + (wings * 4);
        normal.Y += 0.9f * Paint.Spot(p, 0, 0.53f, 0.10f, 0.04f);
        normal = Vector3.Normalize(normal);

        var shade = 0.50f + (0.55f * MathF.Max(0, Vector3.Dot(normal, Light)));
        var side = new Vector2(MathF.Abs(p.X), p.Y);
        shade -= 0.20f * Paint.Spot(side, 0.33f, 0.0f, 0.20f, 0.11f);
        shade -= 0.22f * Paint.Spot(p, 0, 0.60f, 0.14f, 0.035f);
        shade -= 0.10f * Paint.Spot(p, 0, 1.06f, 0.20f, 0.05f);
        shade -= 0.08f * Paint.Spot(side, 0.34f + (0.12f * (p.Y - 0.7f)), 0.68f, 0.03f, 0.16f);
        shade += 0.10f * Paint.Spot(p, 0.0f, 0.40f, 0.045f, 0.09f);
        shade += 0.05f * Paint.Spot(side, 0.42f, 0.38f, 0.16f, 0.14f);
        shade += 0.018f * Paint.Grain(p * 45, look.Seed);
        shade += 0.016f * Paint.Grain(p * 95, look.Seed + 1);
        var blush = 0.06f * Paint.Spot(side, 0.45f, 0.5f, 0.2f, 0.2f);
        return look.Skin * shade * new Vector3(1 + blush, 1 - blush, 1 - blush);
    }

    private static Vector3 Eye(Vector3 skin, Vector2 eye, int side, HeadLook look, float pixel)
    {
        var t = (eye.X - 0.345f) / 0.155f;
        if (MathF.Abs(t) > 1.25f)
        {
            return skin;
        }

        var arch = MathF.Max(0, 1 - (t * t));
        var tilt = 0.077f - (0.008f * t);
        var upper = tilt - (0.072f * MathF.Pow(arch, 0.7f));
        var lower = tilt + (0.040f * arch);
        var open = Paint.Inside(upper - eye.Y, 1.5f * pixel) * Paint.Inside(eye.Y - lower, 1.5f * pixel) * Paint.Inside(
            MathF.Abs(t) - 1, 4 * pixel);
        var iris = new Vector2(0.345f, 0.060f);
        var r = Vector2.Distance(eye, iris);
        var ball = EyeWhite * (0.72f + (0.28f * Paint.Smooth(eye.Y, upper, upper + 0.05f)));
        ball = Vector3.Lerp(ball, look.Iris * (0.7f + r * 5), Paint.Inside(r - 0.060f, 1.5f * pixel));
        ball = Vector3.Lerp(ball, new Vector3(0.04f), Paint.Inside(r - 0.026f, 1.5f * pixel));
        var glint = new Vector2(0.345f - (side * 0.018f), 0.042f);
        ball = Vector3.Lerp(ball, Vector3.One, Paint.Inside(Vector2.Distance(eye, glint) - 0.012f, 1.5f * pixel));
        var colour = Vector3.Lerp(skin, ball, open);
        var reach = Paint.Inside(MathF.Abs(t) - 1.05f, 4 * pixel);
        colour = Vector3.Lerp(colour, Dark, reach * 0.85f * Paint.Inside(MathF.Abs(eye.Y - upper) - 0.012f, 2 * pixel));
        colour = Vector3.Lerp(colour, skin * 0.6f, reach * 0.5f * Paint.Inside(MathF.Abs(eye.Y - lower) - 0.006f, 2 * pixel));
        return Vector3.Lerp(colour, skin * 0.7f, reach * 0.6f * Paint.Inside(MathF.Abs(eye.Y - upper + 0.042f) - 0.008f, 3 * pixel));
    }

    private static Vector3 Brow(Vector3 skin, Vector2 eye, HeadLook look, float pixel)
    {
        var t = Math.Clamp((eye.X - 0.16f) / 0.46f, 0, 1);
        var middle = -0.165f - (0.065f * MathF.Sin(t * 2.3f)) + (0.055f * t * t);
        var half = 0.036f * (1 - (0.65f * t));
        var cover = Paint.Inside(MathF.Abs(eye.Y - middle) - half, 4 * pixel) * Paint.Inside(MathF.Abs(eye.X - 0.39f) - 0.235f, 6 * pixel);
        var grain = Paint.Grain(new Vector2((eye.X * 60) + (eye.Y * 60), eye.Y * 14), look.Seed + 5);
        return Vector3.Lerp(skin, look.Hair * 0.9f, cover * (0.78f + (0.2f * grain)));
    }

    private static float HairLine(Vector2 p)
    {
        var line = -0.50f + (0.62f * p.X * p.X) + (0.02f * Paint.Grain(new Vector2(p.X * 14, 0), 77));
        var sides = MathF.Abs(p.X) > 0.6f ? Paint.Smooth(MathF.Abs(p.X), 0.72f, 0.80f) * (1 - Paint.Smooth(p.Y, 0.1f, 0.4f)) : 0;
        return MathF.Max(1 - Paint.Smooth(p.Y, line - 0.03f, line + 0.03f), sides);
    }

    private static Vector3 HairColour(Vector2 p, HeadLook look)
    {
        var strand = Paint.Grain(new Vector2(MathF.Atan2(p.X, 0.9f - p.Y) * 70, p.Length() * 6), look.Seed + 7);
        var shine = 0.25f * Paint.Spot(p, -0.25f, -0.75f, 0.45f, 0.14f);
        return look.Hair * (0.85f + (0.28f * strand)) + (shine * look.Hair) + new Vector3(0.03f * shine);
    }

    private static Vector3 Ear(Vector2 p, HeadLook look) =>
        look.Skin * (0.72f - (0.15f * Paint.Spot(new Vector2(MathF.Abs(p.X), p.Y), 0.87f, 0.25f, 0.04f, 0.1f)));

    private static Vector4 Body(Vector2 p, HeadLook look, float pixel)
    {
        var neckHalf = 0.46f + (0.10f * Paint.Smooth(p.Y, 1.4f, 1.9f));
        var neck = Paint.Inside(MathF.Abs(p.X) - neckHalf, 3 * pixel) * Paint.Smooth(p.Y, 0.75f, 0.8f);
        var shade = 0.50f + (0.30f * Paint.Smooth(p.Y, 1.30f, 1.75f)) - (0.2f * p.X) + (0.015f * Paint.Grain(p * 40, look.Seed + 2));
        var result = Mix(default, look.Skin * shade, neck);
        var shoulder = 1.72f + (0.16f * p.X * p.X) - (0.10f * Paint.Spot(p, 0, 1.8f, 0.35f, 1f)) +
            (0.22f * Paint.Spot(p, 0, 1.8f, 0.28f, 1f));
        var weave = 0.8f + (0.10f * Paint.Grain(p * 30, look.Seed + 9)) - (0.12f * MathF.Abs(p.X));
        return Mix(result, look.Cloth * weave,
            Paint.Smooth(p.Y, shoulder - 0.02f, shoulder + 0.02f) * Paint.Inside(MathF.Abs(p.X) - 1.75f, 4 * pixel));
    }

    private static Vector4 Mix(Vector4 under, Vector3 over, float cover)
    {
        var alpha = under.W + ((1 - under.W) * cover);
        return new Vector4(Vector3.Lerp(new Vector3(under.X, under.Y, under.Z), over, alpha > 0 ? cover / alpha : 0), alpha);
    }
}
