using System.Numerics;
using HeyGem.Core.Faces;
using HeyGem.Core.Frames;
using HeyGem.Core.Render.Fields;
using HeyGem.Core.Tests.Engines.Mesh;

namespace HeyGem.Core.Tests.Render;

/// <summary>Fields come out of frames as pictures and go back to the bit.</summary>
public sealed class FieldSplitTests
{
    [Theory]
    [InlineData(ChromaLayout.Yuv420, 8, 48, 34, true)]
    [InlineData(ChromaLayout.Yuv420, 8, 47, 33, false)]
    [InlineData(ChromaLayout.Yuv422, 10, 48, 34, false)]
    [InlineData(ChromaLayout.Yuv444, 12, 46, 32, true)]
    public void A_fields_own_rows_are_untouched_and_the_other_field_is_not_in_its_picture(
        ChromaLayout chroma, int bits, int width, int height, bool topFirst)
    {
        var pool = new FramePool(new PixelLayout(chroma, bits), width, height);
        var split = new FieldSplit(topFirst);
        using var frame = Random(pool, 1);
        using var other = Random(pool, 2);
        using var picture = pool.Rent();
        using var same = pool.Rent();
        for (var field = 0; field < FieldSplit.Count; field++)
        {
            var first = field == 0 == topFirst ? 0 : 1;

            // Whatever the other field shows, this one's picture is the same.
            using var mixed = Copy(pool, frame);
            split.Put(other, 1 - field, mixed);
            split.Take(frame, field, picture);
            split.Take(mixed, field, same);

            Assert.Equal(picture.Bytes.ToArray(), same.Bytes.ToArray());
            for (var plane = 0; plane < 3; plane++)
            {
                var rows = pool.Layout.PlaneHeight(plane, height);
                var stride = frame.Plane(plane).Length / rows;
                for (var row = 0; row < rows; row++)
                {
                    var source = row % 2 == first ? frame : other;
                    Assert.Equal(source.Plane(plane).Slice(row * stride, stride), mixed.Plane(plane).Slice(row * stride, stride));
                    if (row % 2 == first)
                    {
                        Assert.Equal(frame.Plane(plane).Slice(row * stride, stride), picture.Plane(plane).Slice(row * stride, stride));
                    }
                }
            }

            split.Put(picture, field, frame);
            Assert.Equal(Random(pool, 1).Bytes.ToArray(), frame.Bytes.ToArray());
        }
    }

    [Fact]
    public void A_slope_stays_a_slope()
    {
        var pool = new FramePool(PixelLayout.Yuv420P8, 16, 20);
        using var frame = pool.Rent();
        using var picture = pool.Rent();
        for (var i = 0; i < frame.Plane(0).Length; i++)
        {
            frame.Plane(0)[i] = (byte)(i / 16 * 10);
        }

        new FieldSplit(IsTopFirst: true).Take(frame, 1, picture);

        Assert.Equal([10, 10, 20, 30, 40], Enumerable.Range(0, 5).Select(row => (int)picture.Plane(0)[row * 16]));
        Assert.Equal([170, 180, 190], Enumerable.Range(17, 3).Select(row => (int)picture.Plane(0)[row * 16]));
    }

    [Theory]
    [InlineData("tt", 0, true)]
    [InlineData("bb", 0, false)]
    [InlineData("bb", 90, null)]
    [InlineData("tt", 180, null)]
    [InlineData("progressive", 0, null)]
    [InlineData(null, 0, null)]
    public void Frames_are_split_where_their_rows_are_fields(string? order, int turned, bool? topFirst) =>
        Assert.Equal(topFirst, FieldSplit.Of(order, turned)?.IsTopFirst);

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void A_face_that_moves_between_frames_alone_is_filmed_in_whole_pictures(int fieldsOfAMoment, bool whole)
    {
        FacePose At(int i) => MadeFace.Pose(0, 240, 70) with
        {
            Translation = new Vector3(110 + (3 * MathF.Sin(i / fieldsOfAMoment / 3f)) + (0.1f * MathF.Cos(i * 2.1f)), 72, 0),
        };
        var track = MadeFace.Track(40, i => 0.05f, _ => 0.5f, at: At, missing: i => i == 9, cutAt: 20);

        Assert.Equal(whole, FieldMotion.IsWholePictures(track));
        var frames = track.EverySecond();
        Assert.Equal((20, 2, 12.5), (frames.FrameCount, frames.Shots.Count, frames.FrameRate.PerSecond));
    }

    private static Frame Random(FramePool pool, int seed)
    {
        var frame = pool.Rent();
        var random = new Random(seed);
        if (pool.Layout.BytesPerSample == 1)
        {
            random.NextBytes(frame.Bytes.Span);
            return frame;
        }

        for (var plane = 0; plane < 3; plane++)
        {
            foreach (ref var sample in frame.Plane16(plane))
            {
                sample = (ushort)random.Next(1 << pool.Layout.BitDepth);
            }
        }

        return frame;
    }

    private static Frame Copy(FramePool pool, Frame frame)
    {
        var copy = pool.Rent();
        frame.Bytes.CopyTo(copy.Bytes);
        return copy;
    }
}
