using HeyGem.Core.Engines;
using HeyGem.Core.Engines.Mesh;
using HeyGem.Core.Engines.Mesh.Targets;
using HeyGem.Core.Faces;
using HeyGem.Core.Frames;
using HeyGem.Core.Tests.Composite;
using HeyGem.Testing;

namespace HeyGem.Core.Tests.Engines.Mesh;

public sealed class MouthDrawTests
{
    private const int Size = 240;
    private const int Count = 80;

    private static readonly FaceTrack _talker = MouthShapeTests.Talker(Size);
    private static readonly FaceTrack _still = MadeFace.Track(Count, _ => 0.008f, _ => 0.45f, Size);
    private static readonly MeshClip _clip = MeshClip.Analyse(_talker, CancellationToken.None);
    private static readonly MeshClip _silent = MeshClip.Analyse(_still, CancellationToken.None);

    [Theory]
    [InlineData(ChromaLayout.Yuv420, 8)]
    [InlineData(ChromaLayout.Yuv422, 10)]
    [InlineData(ChromaLayout.Yuv444, 12)]
    public void Nothing_changes_outside_the_lower_face(ChromaLayout chroma, int depth)
    {
        var mouth = Ready(_clip, new PixelLayout(chroma, depth), 0.14f, 0.52f);
        using var painter = mouth.CreatePainter();
        using var frame = Picture(new PixelLayout(chroma, depth), 20);
        using var before = Picture(new PixelLayout(chroma, depth), 20);

        var outcome = painter.Paint(new MouthFrame(frame, 20, 20));

        var changed = Changed(before, frame);
        Assert.Equal(FrameOutcome.Rendered, outcome);
        Assert.NotEmpty(changed);
        var shape = MadeFace.Pose(20, Size, 70);
        Assert.All(changed, p => Assert.InRange(p.Y, shape.Translation.Y + (0.25f * 70), shape.Translation.Y + (1.75f * 70)));
        Assert.All(changed, p => Assert.InRange(p.X, shape.Translation.X - (0.75f * 70), shape.Translation.X + (0.75f * 70)));
    }

    [Fact]
    public void The_clips_own_curve_changes_not_one_byte()
    {
        int[] plain = [.. Enumerable.Range(0, Count)];
        var mouth = new MeshMouth(_clip, MouthTargets.Own(_clip.Shapes, plain), YuvSpace.Bt709);
        AddReferences(mouth, PixelLayout.Yuv420P8);
        using var painter = mouth.CreatePainter();

        foreach (var i in new[] { 0, 17, 40, 79 })
        {
            using var frame = Picture(PixelLayout.Yuv420P8, i);
            using var before = Picture(PixelLayout.Yuv420P8, i);

            Assert.Equal(FrameOutcome.AlreadyRight, painter.Paint(new MouthFrame(frame, i, i)));
            Assert.True(before.Bytes.Span.SequenceEqual(frame.Bytes.Span));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Frames_after_the_first_allocate_nothing(bool talks)
    {
        var clip = talks ? _clip : _silent;
        var mouth = Ready(clip, PixelLayout.Yuv420P8, 0.12f, 0.5f);
        using var painter = mouth.CreatePainter();
        using var frame = Picture(PixelLayout.Yuv420P8, 0);
        PaintAll();

        Assert.Equal(0, Allocated.Least(PaintAll));

        void PaintAll()
        {
            for (var i = 0; i < Count; i++)
            {
                painter.Paint(new MouthFrame(frame, i, i));
            }
        }
    }

    [Fact]
    public async Task Several_threads_draw_what_one_draws()
    {
        var mouth = Ready(_clip, PixelLayout.Yuv420P8, 0.12f, 0.53f);
        var alone = Enumerable.Range(0, 24).Select(i => Drawn(mouth, i)).ToArray();

        var together = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(() => Drawn(mouth, i))));

        Assert.All(Enumerable.Range(0, 24), i => Assert.Equal(alone[i], together[i]));
    }

    [Fact]
    public void Saved_references_draw_the_same_and_foreign_ones_are_refused()
    {
        var saved = Ready(_clip, PixelLayout.Yuv420P8, 0.12f, 0.53f);
        using var file = new MemoryStream();
        saved.SaveReferences(file);
        var loaded = new MeshMouth(_clip, Same(0.12f, 0.53f), YuvSpace.Bt709);
        var foreign = new MeshMouth(_silent, Same(0.12f, 0.53f), YuvSpace.Bt709);

        file.Position = 0;
        Assert.True(loaded.TryLoadReferences(file));
        loaded.Complete(CancellationToken.None);
        file.Position = 0;
        Assert.False(foreign.TryLoadReferences(file));
        Assert.False(loaded.TryLoadReferences(new MemoryStream(file.ToArray()[..1000])));

        Assert.All(Enumerable.Range(0, 24), i => Assert.Equal(Drawn(saved, i), Drawn(loaded, i)));
    }

    [Theory]
    [InlineData(ChromaLayout.Yuv420, 8, true)]
    [InlineData(ChromaLayout.Yuv422, 10, false)]
    [InlineData(ChromaLayout.Yuv444, 12, true)]
    public void Faces_kept_from_the_first_pass_draw_what_whole_frames_draw(ChromaLayout chroma, int depth, bool talks)
    {
        var layout = new PixelLayout(chroma, depth);
        var clip = talks ? _clip : _silent;
        var whole = Ready(clip, layout, 0.12f, 0.53f);
        var kept = new MeshMouth(clip, Same(0.12f, 0.53f), YuvSpace.Bt709);
        var crops = new MouthCrops();
        var landmarks = new System.Numerics.Vector3[FaceTrack.LandmarkCount];
        for (var i = 0; i < Count; i++)
        {
            using var frame = Picture(layout, i);
            (talks ? _talker : _still).Landmarks(i, landmarks);
            crops.Keep(frame, i, landmarks);
        }

        Assert.All(kept.ReferenceFrames, i => Assert.True(kept.TryAddReference(Assert.Single(crops.At(i)), i)));
        kept.Complete(CancellationToken.None);

        Assert.Equal(Saved(whole), Saved(kept));
        Assert.Equal(Drawn(whole, 20, layout), Drawn(kept, 20, layout));
    }

    [Fact]
    public void A_part_that_misses_the_mouth_is_refused_and_a_full_store_keeps_no_more()
    {
        var mouth = new MeshMouth(_clip, Same(0.12f, 0.53f), YuvSpace.Bt709);
        var index = mouth.ReferenceFrames[0];
        using var frame = Picture(PixelLayout.Yuv420P8, index);
        var corner = FrameCrop.Of(frame, new PixelRect(0, 0, 40, 40));
        var crops = new MouthCrops(room: 1);
        var landmarks = new System.Numerics.Vector3[FaceTrack.LandmarkCount];
        _talker.Landmarks(index, landmarks);

        crops.Keep(frame, index, landmarks);
        crops.Keep(frame, index + 1, landmarks);

        Assert.False(mouth.TryAddReference(corner!, index));
        Assert.Single(crops.At(index));
        Assert.Empty(crops.At(index + 1));
    }

    [Theory]
    [InlineData(MouthCrops.MaxFrames, 1)]
    [InlineData(MouthCrops.MaxFrames + 1, 0)]
    public void Of_a_long_clip_no_face_is_kept(long frames, int kept)
    {
        var mouth = new MeshMouth(_clip, Same(0.12f, 0.53f), YuvSpace.Bt709);
        var index = mouth.ReferenceFrames[0];
        using var frame = Picture(PixelLayout.Yuv420P8, index);
        var crops = new MouthCrops();
        var landmarks = new System.Numerics.Vector3[FaceTrack.LandmarkCount];
        _talker.Landmarks(index, landmarks);

        crops.Expect(frames);
        crops.Keep(frame, index, landmarks);

        Assert.Equal(kept, crops.At(index).Count);
    }

    [Fact]
    public void A_silent_clip_gets_a_dark_inside_when_it_opens()
    {
        var mouth = Ready(_silent, PixelLayout.Yuv420P8, 0.15f, 0.45f);

        var drawn = Drawn(mouth, 40);

        // The picture's own luma is 68 or more everywhere.
        var pose = MadeFace.Pose(40, Size, 70);
        var darkest = Enumerable.Range(0, 40).Min(k =>
        {
            var p = pose.ToFrame(new System.Numerics.Vector3(0, 0.78f + (0.005f * k), 0));
            return drawn[((int)p.Y * Size) + (int)p.X];
        });
        Assert.True(darkest < 60, $"darkest luma {darkest} in an open mouth");
    }

    private static byte[] Saved(MeshMouth mouth)
    {
        using var file = new MemoryStream();
        mouth.SaveReferences(file);
        return file.ToArray();
    }

    private static byte[] Drawn(MeshMouth mouth, int i) => Drawn(mouth, i, PixelLayout.Yuv420P8);

    private static byte[] Drawn(MeshMouth mouth, int i, PixelLayout layout)
    {
        using var painter = mouth.CreatePainter();
        using var frame = Picture(layout, i);
        painter.Paint(new MouthFrame(frame, i, i));
        return frame.Bytes.ToArray();
    }

    private static MouthTargets Same(float opening, float width) => MouthTargets.Exact(
        [.. Enumerable.Repeat(opening, Count)], [.. Enumerable.Repeat(width, Count)], [.. Enumerable.Range(0, Count)]);

    private static MeshMouth Ready(MeshClip clip, PixelLayout layout, float opening, float width)
    {
        var mouth = new MeshMouth(clip, Same(opening, width), YuvSpace.Bt709);
        AddReferences(mouth, layout);
        return mouth;
    }

    private static void AddReferences(MeshMouth mouth, PixelLayout layout)
    {
        foreach (var i in mouth.ReferenceFrames)
        {
            using var frame = Picture(layout, i);
            mouth.AddReference(frame, i);
        }

        mouth.Complete(CancellationToken.None);
    }

    /// <summary>Smooth stripes over the whole frame, so that any motion changes samples.</summary>
    private static Frame Picture(PixelLayout layout, int index)
    {
        var frame = new FramePool(layout, Size, Size).Rent();
        for (var plane = 0; plane < 3; plane++)
        {
            var width = layout.PlaneWidth(plane, Size);
            for (var i = 0; i < layout.PlaneBytes(plane, Size, Size) / layout.BytesPerSample; i++)
            {
                var wave = Math.Sin(((i % width) + index) * 0.35) + Math.Sin(i / width * 0.5);
                CompositePictures.Put(frame, plane, i, (int)((128 + (plane == 0 ? 30 : 8) * wave) * (1 << (layout.BitDepth - 8))));
            }
        }

        return frame;
    }

    private static List<(int X, int Y)> Changed(Frame a, Frame b)
    {
        var list = new List<(int, int)>();
        for (var plane = 0; plane < 3; plane++)
        {
            var width = a.Layout.PlaneWidth(plane, Size);
            var (sx, sy) = plane == 0 ? (0, 0) : (a.Layout.ChromaShiftX, a.Layout.ChromaShiftY);
            for (var i = 0; i < width * a.Layout.PlaneHeight(plane, Size); i++)
            {
                if (CompositePictures.Sample(a, plane, i) != CompositePictures.Sample(b, plane, i))
                {
                    list.Add(((i % width) << sx, (i / width) << sy));
                }
            }
        }

        return list;
    }
}
