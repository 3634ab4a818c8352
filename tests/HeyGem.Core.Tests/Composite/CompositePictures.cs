using HeyGem.Core.Composite;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Tests.Composite;

/// <summary>Pictures with known content for the composite tests; the same seed makes the same picture.</summary>
internal static class CompositePictures
{
    /// <summary>Every layout that a frame may have.</summary>
    public static IEnumerable<PixelLayout> Layouts =>
        from chroma in Enum.GetValues<ChromaLayout>()
        from depth in new[] { 8, 10, 12 }
        select new PixelLayout(chroma, depth);

    public static TheoryData<ChromaLayout, int, ChromaSiting> LayoutsAndSitings()
    {
        var data = new TheoryData<ChromaLayout, int, ChromaSiting>();
        foreach (var layout in Layouts)
        {
            foreach (var siting in Enum.GetValues<ChromaSiting>())
            {
                data.Add(layout.Chroma, layout.BitDepth, siting);
            }
        }

        return data;
    }

    /// <summary>Noise over the whole legal sample range.</summary>
    public static Frame Noise(PixelLayout layout, int width, int height, int seed)
    {
        var random = new Random(seed);
        var frame = new FramePool(layout, width, height).Rent();
        for (var plane = 0; plane < 3; plane++)
        {
            for (var i = 0; i < layout.PlaneBytes(plane, width, height) / layout.BytesPerSample; i++)
            {
                Put(frame, plane, i, random.Next(16 << (layout.BitDepth - 8), (235 << (layout.BitDepth - 8)) + 1));
            }
        }

        return frame;
    }

    public static int Sample(Frame frame, int plane, int at) =>
        frame.Layout.BytesPerSample == 1 ? frame.Plane(plane)[at] : frame.Plane16(plane)[at];

    public static void Put(Frame frame, int plane, int at, int value)
    {
        if (frame.Layout.BytesPerSample == 1)
        {
            frame.Plane(plane)[at] = (byte)value;
        }
        else
        {
            frame.Plane16(plane)[at] = (ushort)value;
        }
    }

    public static RgbRegion Region(PixelRect rect, Func<int, int, int, double> value)
    {
        var region = new RgbRegion();
        region.Resize(rect);
        for (var plane = 0; plane < 3; plane++)
        {
            for (var i = 0; i < region.Count; i++)
            {
                region.Plane(plane)[i] = (float)value(plane, rect.X + (i % rect.Width), rect.Y + (i / rect.Width));
            }
        }

        return region;
    }

    public static RgbRegion NoiseRegion(PixelRect rect, int seed)
    {
        var random = new Random(seed);
        return Region(rect, (_, _, _) => random.NextDouble() * 255);
    }

    public static float[] NoisePlane(int count, int seed)
    {
        var random = new Random(seed);
        return Enumerable.Range(0, count).Select(_ => (float)random.NextDouble() * 255).ToArray();
    }

    /// <summary>The largest difference of two lists of the same length.</summary>
    public static double Farthest(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        Assert.Equal(a.Length, b.Length);
        double most = 0;
        for (var i = 0; i < a.Length; i++)
        {
            most = Math.Max(most, Math.Abs((double)a[i] - b[i]));
        }

        return most;
    }
}
