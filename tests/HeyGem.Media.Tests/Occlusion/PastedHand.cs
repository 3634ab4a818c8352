using System.Numerics;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;

namespace HeyGem.Media.Tests.Occlusion;

/// <summary>Real hands, cut from the seated talker's lap, where skin lies before a dark coat, to be laid before faces.</summary>
internal static class PastedHand
{
    private const int Side = 420;
    private const int Left = 380;
    private const int Top = 1240;
    private const float LeastLuma = 58;
    private const float LeastRed = 133;

    /// <summary>Cuts the hands of one frame.</summary>
    /// <param name="media">Reads the clip.</param>
    /// <param name="folder">The shared media.</param>
    /// <param name="number">The frame.</param>
    /// <param name="turn">Quarter turns, clockwise.</param>
    /// <param name="tint">Factors on R'G'B', for hands of other people.</param>
    /// <param name="width">Their width, outer-eye distances.</param>
    public static async Task<MadeThing> CutAsync(
        MediaFixture media, string folder, int number, int turn, Vector3 tint, float width)
    {
        var clip = await media.ProbeAsync(Path.Combine(folder, "talk-seated-1080x1920-25.mp4"));
        var video = clip.Video!;
        var bytes = (await media.ReadAllAsync(clip, new FrameRange(number, 1)))[0];
        using var frame = new FramePool(video.Layout, video.Width, video.Height).Rent();
        bytes.CopyTo(frame.Bytes);
        var colours = new Vector3[Side * Side];
        var skin = new bool[Side * Side];
        for (var k = 0; k < skin.Length; k++)
        {
            var (x, y) = (Left + (k % Side), Top + (k / Side));
            var chroma = ((y / 2) * frame.Layout.PlaneWidth(1, frame.Width)) + (x / 2);
            float luma = frame.Plane(0)[(y * frame.Width) + x];
            var (u, v) = (frame.Plane(1)[chroma] - 128f, frame.Plane(2)[chroma] - 128f);
            skin[k] = luma > LeastLuma && v + 128 > LeastRed;
            var own = (luma - 16) * 255 / 219;
            (u, v) = (u * 255 / 224, v * 255 / 224);
            colours[k] = tint * new Vector3(own + (1.5748f * v), own - (0.1873f * u) - (0.4681f * v), own + (1.8556f * u));
        }

        var distance = Distance(Whole(skin), out var low, out var high);
        var middle = (low + high) / 2;
        var perUnit = (high.X - low.X) / width;
        Vector2 Picture(Vector2 p) => middle + (perUnit * (turn switch
        {
            1 => new Vector2(p.Y, -p.X),
            2 => -p,
            3 => new Vector2(-p.Y, p.X),
            _ => p,
        }));
        return new MadeThing(
            $"hand {number} turn {turn} {tint.X:0.0}",
            p => Sample(distance, Picture(p), (a, b, t) => a + (t * (b - a))) / perUnit,
            p => Sample(colours, Picture(p), Vector3.Lerp));
    }

    private static T Sample<T>(T[] values, Vector2 p, Func<T, T, float, T> mix)
    {
        p = Vector2.Clamp(p, Vector2.Zero, new Vector2(Side - 1.01f));
        var (x, y) = ((int)p.X, (int)p.Y);
        var at = (y * Side) + x;
        return mix(mix(values[at], values[at + 1], p.X - x), mix(values[at + Side], values[at + Side + 1], p.X - x), p.Y - y);
    }

    /// <summary>The largest part with small gaps and holes closed, so that shadow and rings between fingers belong to the hand.</summary>
    private static bool[] Whole(bool[] skin)
    {
        const int gap = 5;
        bool[] grown = [.. Chamfer(Largest(skin)).Select(d => d <= gap)];
        bool[] outside = Largest([.. grown.Select(g => !g)]);
        return [.. Chamfer(outside).Select(d => d > gap)];
    }

    private static bool[] Largest(bool[] skin)
    {
        var label = new int[skin.Length];
        var (best, most, next) = (0, 0, 0);
        var queue = new Queue<int>();
        for (var k = 0; k < skin.Length; k++)
        {
            if (!skin[k] || label[k] > 0)
            {
                continue;
            }

            label[k] = ++next;
            queue.Enqueue(k);
            var count = 0;
            while (queue.TryDequeue(out var at))
            {
                count++;
                foreach (var step in (ReadOnlySpan<int>)[-1, 1, -Side, Side])
                {
                    var to = at + step;
                    if (to >= 0 && to < skin.Length && skin[to] && label[to] == 0)
                    {
                        label[to] = next;
                        queue.Enqueue(to);
                    }
                }
            }

            (best, most) = count > most ? (next, count) : (best, most);
        }

        return [.. label.Select(l => l == best)];
    }

    /// <summary>Signed distance to the mask's edge in steps to the sides and across; small holes count as hand.</summary>
    private static float[] Distance(bool[] mask, out Vector2 low, out Vector2 high)
    {
        (low, high) = (new Vector2(Side), Vector2.Zero);
        for (var k = 0; k < mask.Length; k++)
        {
            if (mask[k])
            {
                var p = new Vector2(k % Side, k / Side);
                (low, high) = (Vector2.Min(low, p), Vector2.Max(high, p));
            }
        }

        var (to, from) = (Chamfer(mask), Chamfer([.. mask.Select(m => !m)]));
        return [.. to.Select((d, k) => d - from[k])];
    }

    private static float[] Chamfer(bool[] mask)
    {
        var distance = mask.Select(m => m ? 0f : 1e4f).ToArray();
        for (var pass = 0; pass < 2; pass++)
        {
            for (var n = 0; n < distance.Length; n++)
            {
                var k = pass == 0 ? n : distance.Length - 1 - n;
                var sign = pass == 0 ? -1 : 1;
                foreach (var (step, cost) in (ReadOnlySpan<(int, float)>)[(1, 1f), (Side, 1f), (Side + 1, 1.414f), (Side - 1, 1.414f)])
                {
                    var other = k + (sign * step);
                    if (other >= 0 && other < distance.Length)
                    {
                        distance[k] = MathF.Min(distance[k], distance[other] + cost);
                    }
                }
            }
        }

        return distance;
    }
}
