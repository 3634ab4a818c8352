using System.Numerics;
using HeyGem.Core.Faces;
using HeyGem.Core.Faces.Covers;
using HeyGem.Core.Faces.Track;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Tests.Faces;

public sealed class HandCoverTests
{
    private static readonly CoverGrid _grid = new(new Vector2(200, 92), new Vector2(128, 0));

    /// <summary>An open hand, fingers up, 63 wide at the knuckles and 92 from wrist to middle knuckle, about the grid's middle.</summary>
    private static readonly Vector2[] _hand =
    [
        new(200, 280), new(165, 262), new(145, 240), new(130, 222), new(120, 205),
        new(169, 195), new(166, 160), new(165, 140), new(164, 122),
        new(190, 188), new(190, 150), new(190, 128), new(190, 110),
        new(211, 190), new(214, 155), new(215, 133), new(216, 115),
        new(232, 200), new(240, 172), new(244, 155), new(248, 140),
    ];

    [Fact]
    public void The_palm_and_every_finger_are_filled_and_the_face_beside_them_is_not()
    {
        var mask = new CellMask();

        HandOutline.Fill(_hand, _grid, mask);

        Assert.All(_hand.Append(new Vector2(195, 230)), p => Assert.True(IsSet(mask, p), $"{p}"));
        Assert.All((Vector2[])[new(285, 200), new(115, 160), new(178, 118), new(285, 150)], p => Assert.False(IsSet(mask, p), $"{p}"));
    }

    [Fact]
    public void A_finger_keeps_its_width_on_a_hand_seen_from_its_edge()
    {
        var mask = new CellMask();

        HandOutline.Fill([.. _hand.Select(p => new Vector2(190 + ((p.X - 190) * 0.1f), p.Y))], _grid, mask);

        // The middle finger's tip alone reaches as high; it is 1.7 to 2 centimetres wide, 5 cells each.
        Assert.InRange(Width(mask, new Vector2(190, 110)), 8, 11);
    }

    [Fact]
    public void Palms_are_searched_in_the_first_frame_and_then_now_and_then()
    {
        var hands = new FollowedHands();
        var due = new List<int>();
        for (var i = 0; i < 26; i++)
        {
            hands.Next();
            if (hands.IsLookDue())
            {
                due.Add(i);
            }
        }

        Assert.Equal([0, 12, 24], due);
    }

    [Theory]
    [InlineData(ChromaLayout.Yuv420, 8)]
    [InlineData(ChromaLayout.Yuv422, 10)]
    public void What_was_kept_is_the_frame_at_its_place(ChromaLayout chroma, int bits)
    {
        var pool = new FramePool(new PixelLayout(chroma, bits), 90, 70);
        using var frame = pool.Rent();
        var recent = new RecentCrops();
        for (var i = 0; i < 13; i++)
        {
            Fill(frame, i);
            recent.Keep(frame, new Vector2(62 - i, 30), 40);
        }

        Assert.Null(recent.Back(CoverTuning.PalmEvery));
        for (var back = 1; back < CoverTuning.PalmEvery; back++)
        {
            var (crop, corner) = recent.Back(back)!.Value;
            Fill(frame, 13 - back);
            for (var plane = 0; plane < 3; plane++)
            {
                Assert.Equal(At(frame, plane, corner), At(crop, plane, Vector2.Zero));
            }
        }
    }

    private static bool IsSet(CellMask mask, Vector2 place)
    {
        var p = _grid.ToCells(place);
        return mask[((int)MathF.Round(p.Y) * CoverGrid.Side) + (int)MathF.Round(p.X)];
    }

    private static int Width(CellMask mask, Vector2 place)
    {
        var row = (int)MathF.Round(_grid.ToCells(place).Y);
        return Enumerable.Range(0, CoverGrid.Side).Count(c => mask[(row * CoverGrid.Side) + c]);
    }

    private static void Fill(Frame frame, int number)
    {
        for (var plane = 0; plane < 3; plane++)
        {
            var samples = frame.Plane(plane);
            for (var k = 0; k < samples.Length; k++)
            {
                samples[k] = (byte)((k * 7) + (plane * 31) + (number * 13));
            }
        }
    }

    /// <summary>The first samples of the fifth row from a corner.</summary>
    private static byte[] At(Frame frame, int plane, Vector2 corner)
    {
        var layout = frame.Layout;
        var (shiftX, shiftY) = plane == 0 ? (0, 0) : (layout.ChromaShiftX, layout.ChromaShiftY);
        var row = ((int)corner.Y >> shiftY) + 5;
        var start = (row * layout.PlaneWidth(plane, frame.Width)) + ((int)corner.X >> shiftX);
        return frame.Plane(plane).Slice(start * layout.BytesPerSample, 16).ToArray();
    }
}
