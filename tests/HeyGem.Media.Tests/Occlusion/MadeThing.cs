using System.Numerics;
using HeyGem.Core.Frames;

namespace HeyGem.Media.Tests.Occlusion;

/// <summary>A thing that is drawn before a face: a shape in units of the eyes' distance about its own middle, and its colours.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Inside">Signed distance to its outline, negative inside.</param>
/// <param name="Colour">R'G'B' 0..255 at a place.</param>
internal sealed record MadeThing(string Name, Func<Vector2, float> Inside, Func<Vector2, Vector3> Colour)
{
    /// <summary>How much of what is behind it a place hides, 0..1.</summary>
    public Func<Vector2, float> Opacity { get; init; } = _ => 1;

    private static readonly Vector2[][] _hand =
    [
        [new(-.62f, .02f), new(.10f, -.10f)], [new(-.62f, .16f), new(.16f, .02f)], [new(-.62f, .30f), new(.14f, .16f)],
        [new(-.60f, .42f), new(.06f, .28f)], [new(-.9f, .2f), new(-.60f, .24f)],
    ];

    /// <summary>All of them.</summary>
    public static MadeThing[] All { get; } =
    [
        Microphone("black microphone", new(22, 22, 24), 0.10f),
        Microphone("grey grille microphone", new(92, 94, 98), 0.45f),
        Cup("red cup", new(176, 28, 30)),
        Cup("white cup", new(236, 236, 232)),
        Cup("blue cup", new(40, 70, 160)),
        Bar("green bar", new(30, 140, 60)),
        Bar("brown bar", new(92, 60, 34)),
        Bar("black bar", new(12, 12, 12)),
        Rod("thin blue rod", new(40, 60, 170)),
        Hand("light hand", new(222, 176, 150)),
        Hand("brown hand", new(134, 88, 62)),
        Hand("dark hand", new(66, 44, 34)),
        Hand("blue glove", new(70, 120, 200)),
        Text("subtitle", new(240), 0.012f),
        Text("yellow subtitle", new(240, 220, 20), 0.012f),
        Text("large subtitle", new(240), 0.012f, 1.8f),
        Text("subtitle without rim", new(250), 0),
        Boxed(Text("boxed subtitle", new(240), 0)),
    ];

    /// <summary>Draws it into a frame.</summary>
    /// <param name="frame">The frame, 8 bits.</param>
    /// <param name="middle">Where its middle lies, frame pixels.</param>
    /// <param name="unit">Pixels of a unit.</param>
    /// <param name="truth">Receives the share of it in each pixel.</param>
    public void Draw(Frame frame, Vector2 middle, float unit, float[] truth)
    {
        var (width, height) = (frame.Width, frame.Height);
        Array.Clear(truth);
        var luma = frame.Plane(0);
        var cb = frame.Plane(1);
        var cr = frame.Plane(2);
        var chromaWidth = frame.Layout.PlaneWidth(1, width);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var p = (new Vector2(x, y) - middle) / unit;
                if (p.LengthSquared() > 4)
                {
                    continue;
                }

                var share = Math.Clamp(0.5f - (Inside(p) * unit / 1.4f), 0, 1);
                truth[(y * width) + x] = share;
                if (share > 0)
                {
                    var c = Colour(p);
                    share *= Opacity(p);
                    var own = (0.2126f * c.X) + (0.7152f * c.Y) + (0.0722f * c.Z);
                    Mix(ref luma[(y * width) + x], 16 + (own * 219 / 255), share);
                    var at = ((y >> frame.Layout.ChromaShiftY) * chromaWidth) + (x >> frame.Layout.ChromaShiftX);
                    var part = share / (1 << (frame.Layout.ChromaShiftX + frame.Layout.ChromaShiftY));
                    if (share == 1 || ((x | y) & 1) == 0)
                    {
                        part = share;
                    }

                    Mix(ref cb[at], 128 + ((c.Z - own) / 1.8556f * 224 / 255), part);
                    Mix(ref cr[at], 128 + ((c.X - own) / 1.5748f * 224 / 255), part);
                }
            }
        }
    }

    private static void Mix(ref byte sample, float value, float share) =>
        sample = (byte)Math.Clamp(MathF.Round(sample + (share * (value - sample))), 0, 255);

    private static MadeThing Microphone(string name, Vector3 colour, float grille) => new(
        name,
        p => MathF.Min(p.Length() - 0.27f, Box(p - new Vector2(0.02f, 0.75f), new(0.10f, 0.62f))),
        p => colour * (Shade(p, 0.27f) - (p.Length() < 0.27f ? grille * Checks(p, 0.018f) : 0)));

    private static MadeThing Cup(string name, Vector3 colour) => new(
        name, p => Box(p - new Vector2(0, 0.22f), new(0.30f - (0.05f * p.Y), 0.36f)),
        p => colour * (0.92f - (0.35f * MathF.Abs(p.X + 0.1f))));

    private static MadeThing Bar(string name, Vector3 colour) => new(
        name, p => Box(p, new(1.2f, 0.14f)), p => colour * (1 + (0.05f * Noise(p))));

    private static MadeThing Rod(string name, Vector3 colour) => new(
        name, p => Capsule(p, new(-0.9f, 0.35f), new(0.35f, -0.05f)) - 0.05f, _ => colour);

    private static MadeThing Hand(string name, Vector3 colour) => new(
        name, p => _hand.Min(f => Capsule(p, f[0], f[1]) - (f == _hand[^1] ? 0.27f : 0.075f)),
        p => colour * (0.82f + (0.22f * MathF.Max(0, -_hand.Min(f => Capsule(p, f[0], f[1]) - 0.075f) / 0.075f)) + (0.03f * Noise(p))));

    /// <summary>Letters on a half transparent black box.</summary>
    private static MadeThing Boxed(MadeThing letters) => new(
        letters.Name, p => Box(p, new(1.2f, 0.11f)), p => letters.Inside(p) < 0 ? letters.Colour(p) : default)
    {
        Opacity = p => letters.Inside(p) < 0 ? 1 : 0.5f,
    };

    /// <summary>Letters as a subtitle has them, with a black rim.</summary>
    private static MadeThing Text(string name, Vector3 colour, float rim, float size = 1)
    {
        static float Letter(Vector2 p)
        {
            var column = MathF.Floor(p.X / 0.13f);
            var q = new Vector2(p.X - ((column + 0.5f) * 0.13f), p.Y);
            var stem = Box(q - new Vector2(-0.035f, 0), new(0.012f, 0.07f));
            return MathF.Abs(p.X) > 0.8f ? 1 : ((int)column & 3) switch
            {
                0 => MathF.Min(stem, Box(q - new Vector2(0.005f, -0.058f), new(0.045f, 0.012f))),
                1 => MathF.Abs(q.Length() - 0.05f) - 0.012f,
                2 => MathF.Min(stem, Box(q - new Vector2(0.035f, 0), new(0.012f, 0.07f))),
                _ => MathF.Min(stem, Box(q - new Vector2(0.005f, 0.058f), new(0.045f, 0.012f))),
            };
        }

        return new MadeThing(name, p => size * (Letter(p / size) - rim), p => Letter(p / size) < 0 ? colour : new Vector3(8));
    }

    private static float Box(Vector2 p, Vector2 half)
    {
        var d = Vector2.Abs(p) - half;
        return Vector2.Max(d, default).Length() + MathF.Min(MathF.Max(d.X, d.Y), 0);
    }

    private static float Capsule(Vector2 p, Vector2 a, Vector2 b)
    {
        var t = Math.Clamp(Vector2.Dot(p - a, b - a) / (b - a).LengthSquared(), 0, 1);
        return Vector2.Distance(p, a + (t * (b - a)));
    }

    private static float Shade(Vector2 p, float radius) => 1.1f - (0.5f * (p + new Vector2(0.1f, 0.1f)).Length() / radius);

    private static float Checks(Vector2 p, float size) => ((int)MathF.Floor(p.X / size) + (int)MathF.Floor(p.Y / size)) & 1;

    private static float Noise(Vector2 p) =>
        MathF.Sin((p.X * 91) + (7 * MathF.Sin(p.Y * 67))) * MathF.Sin((p.Y * 113) + (5 * MathF.Sin(p.X * 53)));
}
