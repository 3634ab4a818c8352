using HeyGem.Core.Composite;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Tests.Composite;

public sealed class CompositeWriterTests
{
    private const int Width = 67;
    private const int Height = 45;

    public static TheoryData<ChromaLayout, int, ChromaSiting> Layouts => CompositePictures.LayoutsAndSitings();

    [Theory]
    [MemberData(nameof(Layouts))]
    public void What_was_not_changed_keeps_its_bytes(ChromaLayout chroma, int depth, ChromaSiting siting)
    {
        var layout = new PixelLayout(chroma, depth);
        using var frame = CompositePictures.Noise(layout, Width, Height, 3);
        CompositePictures.Put(frame, 0, (9 * Width) + 12, layout.BytesPerSample == 1 ? 255 : 65535);
        var before = frame.Bytes.ToArray();
        var space = YuvSpace.Bt709 with { Siting = siting };
        var original = new RgbRegion();
        new RegionReader().Read(frame, space, new PixelRect(3, 5, 51, 31), original);
        var mask = new float[original.Count];
        Array.Fill(mask, 1);

        new RegionWriter().WriteDelta(original, original, mask, space, frame);

        Assert.Equal(before, frame.Bytes.ToArray());
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Nothing_outside_the_mask_is_written_even_where_the_change_is_wild(ChromaLayout chroma, int depth, ChromaSiting siting)
    {
        var layout = new PixelLayout(chroma, depth);
        foreach (var rect in (PixelRect[])[new(3, 5, 51, 31), new(0, 0, Width, Height), new(40, 22, 27, 23), new(2, 2, 5, 4)])
        {
            using var frame = CompositePictures.Noise(layout, Width, Height, 4);
            var before = frame.Bytes.ToArray();
            var space = YuvSpace.Bt709 with { Siting = siting };
            var original = new RgbRegion();
            new RegionReader().Read(frame, space, rect, original);
            var changed = CompositePictures.NoiseRegion(rect, 8);
            var random = new Random(6);
            var mask = Enumerable.Range(0, original.Count).Select(_ => random.Next(3) == 0 ? 0.001f + random.NextSingle() : 0f).ToArray();

            new RegionWriter().WriteDelta(original, changed, mask, space, frame);

            AssertOnlyMaskedSamplesDiffer(frame, before, rect, mask);
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void An_even_change_of_colour_reads_back_within_half_a_step(ChromaLayout chroma, int depth, ChromaSiting siting)
    {
        var layout = new PixelLayout(chroma, depth);
        using var frame = CompositePictures.Noise(layout, Width, Height, 7);
        for (var plane = 0; plane < 3; plane++)
        {
            for (var i = 0; i < layout.PlaneBytes(plane, Width, Height) / layout.BytesPerSample; i++)
            {
                CompositePictures.Put(frame, plane, i, 120 << (depth - 8));
            }
        }

        var space = YuvSpace.Bt601 with { Siting = siting };
        var rect = new PixelRect(0, 0, Width, Height);
        var original = new RgbRegion();
        var reader = new RegionReader();
        reader.Read(frame, space, rect, original);
        var changed = CompositePictures.Region(
            rect, (plane, x, y) => original.Plane(plane)[(y * Width) + x] + (plane == 0 ? 31.3 : plane == 1 ? -12.7 : 8.1));
        var mask = new float[original.Count];
        Array.Fill(mask, 1);

        new RegionWriter().WriteDelta(original, changed, mask, space, frame);

        var again = new RgbRegion();
        reader.Read(frame, space, rect, again);
        var step = 1.0 / (1 << (depth - 8));
        for (var plane = 0; plane < 3; plane++)
        {
            Assert.True(CompositePictures.Farthest(again.Plane(plane), changed.Plane(plane)) < 1.8 * step, $"plane {plane}");
        }
    }

    [Fact]
    public void Samples_are_clamped_and_never_wrap()
    {
        using var frame = CompositePictures.Noise(new PixelLayout(ChromaLayout.Yuv444, 8), 24, 4, 2);
        var rect = new PixelRect(0, 0, 24, 4);
        var original = new RgbRegion();
        new RegionReader().Read(frame, YuvSpace.Bt709, rect, original);
        var changed = CompositePictures.Region(rect, (_, x, _) => x < 12 ? 2000 : -2000);
        var mask = new float[original.Count];
        Array.Fill(mask, 1);

        new RegionWriter().WriteDelta(original, changed, mask, YuvSpace.Bt709, frame);

        for (var i = 0; i < original.Count; i++)
        {
            Assert.Equal(i % 24 < 12 ? 255 : 0, frame.Plane(0)[i]);
        }
    }

    [Fact]
    public void Chroma_follows_colour_moved_by_a_pixel_better_than_leaving_it()
    {
        var space = YuvSpace.Bt709;
        var rect = new PixelRect(0, 0, 64, 32);
        double Wave(int plane, int x, double shift) => 128 + (plane == 0 ? 60 : -20) * Math.Sin((x - shift) * 0.35);
        using var frame = CompositePictures.Noise(PixelLayout.Yuv420P8, 64, 32, 2);
        for (var plane = 0; plane < 3; plane++)
        {
            frame.Plane(plane).Fill(128);
        }

        var mask = new float[rect.Width * rect.Height];
        Array.Fill(mask, 1);
        var reader = new RegionReader();
        var writer = new RegionWriter();
        var flat = new RgbRegion();
        reader.Read(frame, space, rect, flat);
        var wanted = CompositePictures.Region(rect, (plane, x, _) => Wave(plane, x, 0));

        writer.WriteDelta(flat, wanted, mask, space, frame);

        var again = new RgbRegion();
        reader.Read(frame, space, rect, again);
        var best = Enumerable.Range(-10, 21).Select(k => k / 10.0).MinBy(shift =>
            Enumerable.Range(8, 48)
                .Sum(x => Math.Abs(again.R[(16 * 64) + x] - again.B[(16 * 64) + x] - Wave(0, x, shift) + Wave(2, x, shift))));
        Assert.InRange(best, -0.15, 0.15);
    }

    private static void AssertOnlyMaskedSamplesDiffer(Frame frame, byte[] before, PixelRect rect, float[] mask)
    {
        var layout = frame.Layout;
        var pool = new FramePool(layout, Width, Height);
        using var old = pool.Rent();
        before.CopyTo(old.Bytes);
        var changed = 0;
        for (var plane = 0; plane < 3; plane++)
        {
            var (sx, sy) = plane == 0 ? (0, 0) : (layout.ChromaShiftX, layout.ChromaShiftY);
            var columns = layout.PlaneWidth(plane, Width);
            for (var i = 0; i < columns * layout.PlaneHeight(plane, Height); i++)
            {
                if (CompositePictures.Sample(frame, plane, i) != CompositePictures.Sample(old, plane, i))
                {
                    changed++;
                    Assert.True(CellIsMasked(i % columns << sx, i / columns << sy, 1 << sx, 1 << sy, rect, mask),
                        $"plane {plane} sample {i}");
                }
            }
        }

        Assert.NotEqual(0, changed);
    }

    private static bool CellIsMasked(int x, int y, int width, int height, PixelRect rect, float[] mask)
    {
        for (var j = Math.Max(y, rect.Y); j < Math.Min(y + height, rect.Bottom); j++)
        {
            for (var i = Math.Max(x, rect.X); i < Math.Min(x + width, rect.Right); i++)
            {
                if (mask[((j - rect.Y) * rect.Width) + i - rect.X] > 0)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
