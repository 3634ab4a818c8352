using System.Numerics;

namespace HeyGem.Testing.Performer;

/// <summary>The few brushes that the drawn head is made with. Distances are head units; edges are as soft as one pixel.</summary>
internal static class Paint
{
    /// <summary>0 before <paramref name="from"/>, 1 from <paramref name="to"/> on, smooth between.</summary>
    public static float Smooth(float x, float from, float to)
    {
        var t = Math.Clamp((x - from) / (to - from), 0, 1);
        return t * t * (3 - (2 * t));
    }

    /// <summary>How much of a pixel lies inside an edge: 1 well below zero distance, 0 well above.</summary>
    public static float Inside(float distance, float pixel) => Math.Clamp(0.5f - (distance / pixel), 0, 1);

    /// <summary>A soft spot: 1 at the centre, e^-1 at the radii.</summary>
    public static float Spot(Vector2 p, float x, float y, float radiusX, float radiusY)
    {
        var (dx, dy) = ((p.X - x) / radiusX, (p.Y - y) / radiusY);
        return MathF.Exp(-((dx * dx) + (dy * dy)));
    }

    /// <summary>About the distance from an ellipse's edge, negative inside.</summary>
    public static float Ellipse(Vector2 p, float x, float y, float radiusX, float radiusY)
    {
        var (dx, dy) = ((p.X - x) / radiusX, (p.Y - y) / radiusY);
        return (MathF.Sqrt((dx * dx) + (dy * dy)) - 1) * MathF.Min(radiusX, radiusY);
    }

    /// <summary>Grain -1..1 that is the same for the same place and seed, smooth over one unit of p.</summary>
    public static float Grain(Vector2 p, int seed)
    {
        var (x, y) = ((int)MathF.Floor(p.X), (int)MathF.Floor(p.Y));
        var (fx, fy) = (Smooth(p.X - x, 0, 1), Smooth(p.Y - y, 0, 1));
        var upper = float.Lerp(Hash(x, y, seed), Hash(x + 1, y, seed), fx);
        var lower = float.Lerp(Hash(x, y + 1, seed), Hash(x + 1, y + 1, seed), fx);
        return float.Lerp(upper, lower, fy);
    }

    private static float Hash(int x, int y, int seed)
    {
        var h = (uint)x * 0x9E3779B1u ^ (uint)y * 0x85EBCA77u ^ (uint)seed * 0xC2B2AE3Du;
        h = (h ^ (h >> 15)) * 0x2C1B3C6Du;
        h = (h ^ (h >> 12)) * 0x297A2D39u;
        return ((h ^ (h >> 15)) / (float)uint.MaxValue * 2) - 1;
    }
}
