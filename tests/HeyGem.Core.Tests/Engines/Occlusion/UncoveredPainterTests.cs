using System.Numerics;
using HeyGem.Core.Engines;
using HeyGem.Core.Engines.Occlusion;
using HeyGem.Core.Faces;
using HeyGem.Core.Frames;
using HeyGem.Core.Tests.Engines.Mesh;
using HeyGem.Testing;

namespace HeyGem.Core.Tests.Engines.Occlusion;

/// <summary>A ball before a plain face, painted over by an engine that paints everything in a square.</summary>
public sealed class UncoveredPainterTests
{
    private const int Size = 240;
    private const float Radius = 24;

    private static readonly Vector2 _ball = new(118, 132);
    private static readonly PixelRect _square = new(60, 90, 120, 80);

    [Theory]
    [InlineData(8, ChromaLayout.Yuv420)]
    [InlineData(10, ChromaLayout.Yuv422)]
    [InlineData(8, ChromaLayout.Yuv444)]
    public void What_stands_before_the_mouth_stays_to_the_bit_and_its_edge_is_found(int depth, ChromaLayout chroma)
    {
        var layout = new PixelLayout(chroma, depth);
        using var before = Picture(layout);
        using var after = Picture(layout);
        using var painter = new UncoveredPainter(new PaintsASquare(), Cover(), YuvSpace.Bt709);

        var outcome = painter.Paint(new MouthFrame(after, 0, 0));

        Assert.Equal(FrameOutcome.Rendered, outcome);
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                var from = Vector2.Distance(new Vector2(x, y), _ball) - Radius;
                var inside = x >= _square.X && x < _square.Right && y >= _square.Y && y < _square.Bottom;
                var (own, drawn) = (Sample(before, x, y), Sample(after, x, y));
                if (!inside || from < -1)
                {
                    Assert.True(own == drawn, $"{x},{y}: {own} became {drawn}, {from:0.0} px from the edge");
                }
                else if (from > 3)
                {
                    Assert.True(drawn - own >= 20 << (depth - 8), $"{x},{y}: {own} became {drawn}, {from:0.0} px from the edge");
                }
            }
        }
    }

    [Fact]
    public void Letters_stay_to_the_bit_with_their_rims_and_the_skin_between_them_is_drawn()
    {
        static bool Rim(int x) => (x - 68) % 20 < 8;
        static bool Letter(int x) => (x - 68) % 20 is >= 2 and < 6;
        var track = MadeFace.Track(40, _ => 0.05f, _ => 0.5f, letters: i => MaskOf(i, p =>
            p.Y is > 125 and < 140 && p.X is > 70 and < 170 && Rim((int)MathF.Round(p.X))));
        using var before = Picture(PixelLayout.Yuv420P8);
        for (var y = 0; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                var lit = y is > 125 and < 140 && x is > 70 and < 170 && Rim(x);
                Put(before, 0, (y * Size) + x, lit ? Letter(x) ? 235 : 20 : 155);
            }
        }

        using var after = new FramePool(PixelLayout.Yuv420P8, Size, Size).Rent();
        before.Bytes.CopyTo(after.Bytes);
        using var painter = new UncoveredPainter(
            new PaintsASquare(), MouthCover.Of(track, TestContext.Current.CancellationToken), YuvSpace.Bt709);

        painter.Paint(new MouthFrame(after, 0, 0));

        for (var y = 127; y < 139; y++)
        {
            for (var x = 92; x < 168; x++)
            {
                var (own, drawn) = (Sample(before, x, y), Sample(after, x, y));
                Assert.True(Rim(x) ? own == drawn : (x - 68) % 20 is < 11 or > 16 || drawn - own >= 20, $"{x},{y}: {own} became {drawn}");
            }
        }
    }

    [Fact]
    public void The_engine_is_shown_skin_where_the_thing_was()
    {
        using var frame = Picture(PixelLayout.Yuv420P8);
        var engine = new PaintsASquare();
        using var painter = new UncoveredPainter(engine, Cover(), YuvSpace.Bt709);

        painter.Paint(new MouthFrame(frame, 0, 0));

        Assert.InRange(engine.Seen, 150, 160);
    }

    [Fact]
    public void A_frame_without_a_thing_goes_to_the_engine_as_it_is()
    {
        using var frame = Picture(PixelLayout.Yuv420P8);
        var engine = new PaintsASquare();
        using var painter = new UncoveredPainter(engine, Cover(), YuvSpace.Bt709);

        painter.Paint(new MouthFrame(frame, 30, 30));

        Assert.InRange(engine.Seen, 30, 50);
    }

    [Fact]
    public void A_second_frame_allocates_nothing()
    {
        using var frame = Picture(PixelLayout.Yuv420P8);
        using var painter = new UncoveredPainter(new PaintsASquare(), Cover(), YuvSpace.Bt709);
        painter.Paint(new MouthFrame(frame, 0, 0));
        painter.Paint(new MouthFrame(frame, 1, 1));

        Assert.Equal(0, Allocated.Least(() => painter.Paint(new MouthFrame(frame, 0, 0))));
    }

    /// <summary>The ball as pass 1 would mark it, up to two cells too small and off.</summary>
    private static MouthCover Cover()
    {
        var track = MadeFace.Track(40, _ => 0.05f, _ => 0.5f, cover: i => i < 20 ? new FrameCover(MaskOf(i), IsGrey: false) : null);
        return MouthCover.Of(track, TestContext.Current.CancellationToken);
    }

    private static byte[] MaskOf(int frame)
    {
        var landmarks = MadeFace.Shape(0.05f, 0.5f).Select(MadeFace.Pose(frame, Size, 70).ToFrame).ToArray();
        var grid = CoverGrid.Of(landmarks);
        return MouthCoverTests.Disc(grid.ToCells(_ball) + new Vector2(1, -1), (Radius / grid.CellPixels) - 1);
    }

    private static byte[] MaskOf(int frame, Func<Vector2, bool> isSet)
    {
        var landmarks = MadeFace.Shape(0.05f, 0.5f).Select(MadeFace.Pose(frame, Size, 70).ToFrame).ToArray();
        var grid = CoverGrid.Of(landmarks);
        var mask = new byte[CoverGrid.Bytes];
        for (var cell = 0; cell < CoverGrid.Side * CoverGrid.Side; cell++)
        {
            var set = isSet(grid.Centre(cell % CoverGrid.Side, cell / CoverGrid.Side));
            mask[cell >> 3] |= (byte)(set ? 1 << (cell & 7) : 0);
        }

        return mask;
    }

    /// <summary>Skin of luma 155 and a dark blue ball.</summary>
    private static Frame Picture(PixelLayout layout)
    {
        var frame = new FramePool(layout, Size, Size).Rent();
        for (var plane = 0; plane < 3; plane++)
        {
            var (shiftX, shiftY) = plane == 0 ? (0, 0) : (layout.ChromaShiftX, layout.ChromaShiftY);
            var width = layout.PlaneWidth(plane, Size);
            for (var k = 0; k < width * layout.PlaneHeight(plane, Size); k++)
            {
                var place = new Vector2((k % width) << shiftX, (k / width) << shiftY);
                var ball = Vector2.Distance(place, _ball) < Radius;
                int[] colour = ball ? [40, 150, 120] : [155, 112, 148];
                var value = colour[plane];
                Put(frame, plane, k, value << (layout.BitDepth - 8));
            }
        }

        return frame;
    }

    private static int Sample(Frame frame, int x, int y) =>
        frame.Layout.BytesPerSample == 1 ? frame.Plane(0)[(y * Size) + x] : frame.Plane16(0)[(y * Size) + x];

    private static void Put(Frame frame, int plane, int at, int value)
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

    private sealed class PaintsASquare : IFramePainter
    {
        public int Seen { get; private set; }

        public FrameOutcome Paint(MouthFrame mouth)
        {
            var frame = mouth.Frame;
            Seen = Sample(frame, (int)_ball.X, (int)_ball.Y);
            for (var y = _square.Y; y < _square.Bottom; y++)
            {
                for (var x = _square.X; x < _square.Right; x++)
                {
                    Put(frame, 0, (y * Size) + x, Sample(frame, x, y) + (24 << (frame.Layout.BitDepth - 8)));
                }
            }

            return FrameOutcome.Rendered;
        }

        public void Dispose()
        {
        }
    }
}
