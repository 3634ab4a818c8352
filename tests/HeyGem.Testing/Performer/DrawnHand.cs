using System.Numerics;

namespace HeyGem.Testing.Performer;

/// <summary>A hand held before the mouth: a palm and four fingers.</summary>
internal static class DrawnHand
{
    /// <summary>Paints the hand over what is there at a head point.</summary>
    public static Vector4 Over(Vector4 under, Vector2 p, HeadLook look, float pixel)
    {
        // Turned a little, as if coming up from the right.
        var q = new Vector2((0.9f * (p.X - 0.05f)) + (0.44f * (p.Y - 0.95f)), (0.9f * (p.Y - 0.95f)) - (0.44f * (p.X - 0.05f)));
        var cover = Paint.Inside(Paint.Ellipse(q, 0.30f, 0.12f, 0.36f, 0.34f), 3 * pixel);
        var shade = 0.86f;
        for (var finger = 0; finger < 4; finger++)
        {
            var y = -0.15f + (0.13f * finger);
            var on = Paint.Inside(Paint.Ellipse(q, -0.12f, y, 0.42f, 0.066f), 3 * pixel);
            if (on > 0)
            {
                shade = 0.95f - (7 * MathF.Abs(q.Y - y) * MathF.Abs(q.Y - y) / 0.066f);
            }

            cover = MathF.Max(cover, on);
        }

        shade += 0.02f * Paint.Grain(p * 50, look.Seed + 21);
        var colour = Vector3.Lerp(new Vector3(under.X, under.Y, under.Z), look.Skin * shade, cover);
        return new Vector4(colour, MathF.Max(under.W, cover));
    }
}
