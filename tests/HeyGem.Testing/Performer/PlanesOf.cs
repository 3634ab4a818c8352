using HeyGem.Core.Frames;

namespace HeyGem.Testing.Performer;

/// <summary>Turns RGB pictures into planar frames of any layout, chroma averaged over its block.</summary>
public static class PlanesOf
{
    /// <summary>Fills a frame.</summary>
    /// <param name="picture">RGB, row-major, 3 floats a pixel, 0..1.</param>
    /// <param name="frame">Of the picture's size.</param>
    /// <param name="space">What the samples mean.</param>
    public static void Rgb(ReadOnlySpan<float> picture, Frame frame, YuvSpace space)
    {
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(space);
        var layout = frame.Layout;
        var (width, height) = (frame.Width, frame.Height);
        var (blockX, blockY) = (1 << layout.ChromaShiftX, 1 << layout.ChromaShiftY);
        var (chromaWidth, chromaHeight) = (layout.PlaneWidth(1, width), layout.PlaneHeight(1, height));
        for (var cy = 0; cy < chromaHeight; cy++)
        {
            for (var cx = 0; cx < chromaWidth; cx++)
            {
                float u = 0, v = 0;
                var count = 0;
                for (var y = cy * blockY; y < Math.Min(height, (cy + 1) * blockY); y++)
                {
                    for (var x = cx * blockX; x < Math.Min(width, (cx + 1) * blockX); x++)
                    {
                        var rgb = picture.Slice(3 * ((y * width) + x), 3);
                        var (r, g, b) = (Math.Clamp(rgb[0], 0, 1), Math.Clamp(rgb[1], 0, 1), Math.Clamp(rgb[2], 0, 1));
                        var luma = (space.Kr * r) + (space.Kg * g) + (space.Kb * b);
                        Put(frame, 0, (y * width) + x, space.LumaZero(layout.BitDepth) + (luma * space.LumaSpan(layout.BitDepth)));
                        u += (b - luma) / (2 * (1 - space.Kb));
                        v += (r - luma) / (2 * (1 - space.Kr));
                        count++;
                    }
                }

                Put(frame, 1, (cy * chromaWidth) + cx, YuvSpace.ChromaZero(layout.BitDepth) +
                    (u / count * space.ChromaSpan(layout.BitDepth)));
                Put(frame, 2, (cy * chromaWidth) + cx, YuvSpace.ChromaZero(layout.BitDepth) +
                    (v / count * space.ChromaSpan(layout.BitDepth)));
            }
        }
    }

    private static void Put(Frame frame, int plane, int at, float sample)
    {
        var value = (int)Math.Clamp(MathF.Round(sample), 0, (1 << frame.Layout.BitDepth) - 1);
        if (frame.Layout.BytesPerSample == 1)
        {
            frame.Plane(plane)[at] = (byte)value;
        }
        else
        {
            frame.Plane16(plane)[at] = (ushort)value;
        }
    }
}
