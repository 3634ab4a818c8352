using HeyGem.Core.Composite;

namespace HeyGem.Core.Engines.Mesh.Teeth;

/// <summary>Noise like a camera's, so that what is drawn does not look cleaner than the picture around it.</summary>
internal static class MouthGrain
{
    /// <summary>Adds the same noise to all three planes: bell-shaped, a little smooth across neighbours, weaker in the dark.</summary>
    /// <param name="layer">Changed in place.</param>
    /// <param name="deviation">Standard deviation on skin, grey levels; 0 adds nothing.</param>
    /// <param name="frame">Another number, other noise.</param>
    public static void Add(RgbRegion layer, float deviation, int frame)
    {
        if (deviation <= ColourTuning.LeastGrain)
        {
            return;
        }

        var rect = layer.Rect;
        Span<float> r = layer.R, g = layer.G, b = layer.B;
        for (var y = 0; y < rect.Height; y++)
        {
            var before = Noise(rect.X - 1, rect.Y + y, frame);
            var here = Noise(rect.X, rect.Y + y, frame);
            for (var x = 0; x < rect.Width; x++)
            {
                var next = Noise(rect.X + x + 1, rect.Y + y, frame);
                var at = (y * rect.Width) + x;
                var light = Math.Clamp(g[at] / ColourTuning.GrainWholeFrom, 0, 1);
                var value = deviation * ((ColourTuning.GrainHere * here) + (ColourTuning.GrainBeside * (before + next)))
                    * (ColourTuning.GrainInDark + (ColourTuning.GrainInLight * light));
                r[at] += value;
                g[at] += value;
                b[at] += value;
                before = here;
                here = next;
            }
        }
    }

    /// <summary>Variance 1: four uniform bytes of a hash, summed.</summary>
    private static float Noise(int x, int y, int frame)
    {
        var h = (uint)((x * 374_761_393) + (y * 668_265_263) + (frame * 1_274_126_177));
        h = (h ^ (h >> 15)) * 2_246_822_519u;
        h = (h ^ (h >> 13)) * 3_266_489_917u;
        h ^= h >> 16;
        var sum = (int)(h & 255) + (int)((h >> 8) & 255) + (int)((h >> 16) & 255) + (int)(h >> 24);
        return (sum - 510) * (1 / 147.8f);
    }
}
