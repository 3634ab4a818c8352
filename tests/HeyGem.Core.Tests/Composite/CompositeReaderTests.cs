using HeyGem.Core.Composite;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Tests.Composite;

public sealed class CompositeReaderTests
{
    public static TheoryData<ChromaLayout, int, ChromaSiting> Layouts => CompositePictures.LayoutsAndSitings();

    [Theory]
    [MemberData(nameof(Layouts))]
    public void The_fast_reader_equals_the_plain_one_on_any_rectangle(ChromaLayout chroma, int depth, ChromaSiting siting)
    {
        var reader = new RegionReader();
        var region = new RgbRegion();
        foreach (var (width, height) in ((int, int)[])[(67, 45), (64, 48)])
        {
            using var frame = CompositePictures.Noise(new PixelLayout(chroma, depth), width, height, 5);
            foreach (var space in Spaces(siting))
            {
                foreach (var rect in (PixelRect[])[new(0, 0, width, height), new(3, 5, 41, 17), new(2, 1, 20, 9),
                    new(width - 7, height - 3, 7, 3), new(9, 9, 1, 1)])
                {
                    reader.Read(frame, space, rect, region);

                    var plain = Plain(frame, space, rect);
                    for (var plane = 0; plane < 3; plane++)
                    {
                        Assert.True(CompositePictures.Farthest(region.Plane(plane), plain.Plane(plane)) < 2e-3,
                            $"{space} {rect} plane {plane}");
                    }
                }
            }
        }
    }

    [Fact]
    public void White_black_and_the_primaries_of_709_read_as_such()
    {
        using var frame = new FramePool(PixelLayout.Yuv420P8, 4, 2).Rent();
        frame.Plane(0).Fill(63);
        frame.Plane(1).Fill(102);
        frame.Plane(2).Fill(240);
        var region = new RgbRegion();

        new RegionReader().Read(frame, YuvSpace.Bt709, new PixelRect(0, 0, 4, 2), region);

        Assert.InRange(region.R[0], 254, 256);
        Assert.InRange(region.G[0], -1, 1);
        Assert.InRange(region.B[0], -1, 1);
    }

    [Fact]
    public void A_rectangle_that_leaves_the_frame_is_refused()
    {
        using var frame = CompositePictures.Noise(PixelLayout.Yuv420P8, 16, 16, 1);

        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new RegionReader().Read(frame, YuvSpace.Bt709, new PixelRect(8, 8, 9, 4), new RgbRegion()));
    }

    [Theory]
    [InlineData(null, null, 1920, 1080, 0.2126f, false)]
    [InlineData(null, "unknown", 720, 576, 0.299f, false)]
    [InlineData("pc", "smpte170m", 1920, 1080, 0.299f, true)]
    [InlineData("tv", "bt2020nc", 640, 360, 0.2627f, false)]
    public void Tags_and_their_absence_are_read_as_players_do(string? range, string? matrix, int width, int height, float kr, bool full)
    {
        var space = YuvSpace.FromTags(range, matrix, null, width, height);

        Assert.Equal((kr, full, ChromaSiting.Left), (space.Kr, space.FullRange, space.Siting));
    }

    private static YuvSpace[] Spaces(ChromaSiting siting) =>
        [YuvSpace.Bt709 with { Siting = siting }, YuvSpace.Bt601 with { Siting = siting, FullRange = true }];

    /// <summary>The textbook formula in double precision, one pixel at a time.</summary>
    private static RgbRegion Plain(Frame frame, YuvSpace space, PixelRect rect)
    {
        var depth = frame.Layout.BitDepth;
        return CompositePictures.Region(rect, (plane, x, y) =>
        {
            var luma = (CompositePictures.Sample(frame, 0, (y * frame.Width) + x) - space.LumaZero(depth)) * 255.0 / space.LumaSpan(depth);
            var cb = Chroma(frame, space, 1, x, y) * 255.0 / space.ChromaSpan(depth);
            var cr = Chroma(frame, space, 2, x, y) * 255.0 / space.ChromaSpan(depth);
            var r = luma + (2 * (1 - space.Kr) * cr);
            var b = luma + (2 * (1 - space.Kb) * cb);
            return plane switch { 0 => r, 2 => b, _ => (luma - (space.Kr * r) - (space.Kb * b)) / space.Kg };
        });
    }

    private static double Chroma(Frame frame, YuvSpace space, int plane, int x, int y)
    {
        var layout = frame.Layout;
        var width = layout.PlaneWidth(plane, frame.Width);
        var height = layout.PlaneHeight(plane, frame.Height);
        var cx = layout.ChromaShiftX == 0 ? x : (x - (space.Siting == ChromaSiting.Centre ? 0.5 : 0)) / 2;
        var cy = layout.ChromaShiftY == 0 ? y : (y - (space.Siting == ChromaSiting.TopLeft ? 0 : 0.5)) / 2;
        double sum = 0;
        for (var j = 0; j < 2; j++)
        {
            for (var i = 0; i < 2; i++)
            {
                var column = (int)Math.Floor(cx) + i;
                var row = (int)Math.Floor(cy) + j;
                var weight = (1 - Math.Abs(cx - column)) * (1 - Math.Abs(cy - row));
                sum += weight * CompositePictures.Sample(
                    frame, plane, (Math.Clamp(row, 0, height - 1) * width) + Math.Clamp(column, 0, width - 1));
            }
        }

        return sum - YuvSpace.ChromaZero(layout.BitDepth);
    }
}
