using System.Numerics;
using HeyGem.Core.Engines;
using HeyGem.Core.Engines.Mesh;
using HeyGem.Core.Engines.Mesh.Geometry;
using HeyGem.Core.Engines.Mesh.Targets;
using HeyGem.Core.Faces;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Tests.Engines.Mesh;

/// <summary>
/// A made face that is turned, grey before a blue wall: no blue comes in, and the wall beside the cheek keeps its samples.
/// </summary>
public sealed class TurnedFaceTests
{
    private const int Size = 240;
    private const int Count = 60;
    private const byte Grey = 128;
    private const byte Blue = 200;

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void No_colour_from_beside_a_turned_face_enters_it(int side)
    {
        var track = Turning(side, i => 30 + (8 * MathF.Sin(i / 6f)));
        var mouth = Ready(track, _ => 0.02f);
        using var painter = mouth.CreatePainter();
        var drawn = 0;
        for (var i = 0; i < Count; i += 3)
        {
            using var frame = Picture(track, i, out var outline);
            using var before = Picture(track, i, out _);

            drawn += painter.Paint(new MouthFrame(frame, i, i)) == FrameOutcome.Rendered ? 1 : 0;

            for (var y = outline.Top; y < outline.Lip; y++)
            {
                for (var x = 0; x < Size; x++)
                {
                    var at = (y * Size) + x;
                    var inside = outline.Inside(x, y);
                    Assert.True(inside < 2 || Math.Abs(frame.Plane(1)[at] - Grey) < 4, $"blue {frame.Plane(1)[at]} in the face at {x},{y}");
                    Assert.True(inside > -2 || frame.Plane(1)[at] == before.Plane(1)[at], $"the wall has changed at {x},{y}");
                }
            }
        }

        Assert.Equal(Count / 3, drawn);
    }

    [Fact]
    public void Turned_heads_are_drawn_to_45_degrees_eased_out_to_55_and_listed_beyond()
    {
        // The mesh reads 45 degrees as 37.5 and 55 as 43.75.
        var plan = Ready(Turning(1, i => i < 20 ? 37 : i < 40 ? 40.5f : 47), _ => 0.14f).Plan;

        Assert.Equal(1, plan.Strength[10], 0.01);
        Assert.InRange(plan.Strength[30], 0.2f, 0.8f);
        Assert.All(plan.Outcome[45..], o => Assert.Equal(FrameOutcome.KeptTurned, o));
        Assert.Equal(FrameOutcome.Rendered, plan.Outcome[30]);
    }

    [Theory]
    [InlineData(6, 39, true)]
    [InlineData(20, 39, false)]
    [InlineData(6, 20, false)]
    public void A_head_that_seems_to_come_back_for_a_moment_is_still_turned_away(int frames, float back, bool kept)
    {
        var plan = Ready(Turning(1, i => i < 20 || i >= 20 + frames ? 50 : back), _ => 0.14f).Plan;

        Assert.Equal(kept ? FrameOutcome.KeptTurned : FrameOutcome.Rendered, plan.Outcome[20 + (frames / 2)]);
    }

    [Fact]
    public void Turned_frames_after_the_first_allocate_nothing()
    {
        var track = Turning(1, _ => 34);
        var mouth = Ready(track, _ => 0.12f);
        using var painter = mouth.CreatePainter();
        using var frame = Picture(track, 0, out _);
        Draw();

        var before = GC.GetAllocatedBytesForCurrentThread();
        Draw();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);

        void Draw()
        {
            for (var i = 0; i < Count; i++)
            {
                painter.Paint(new MouthFrame(frame, i, i));
            }
        }
    }

    private static FaceTrack Turning(int side, Func<int, float> degrees) => MadeFace.Track(
        Count, i => 0.07f + (0.07f * MathF.Sin(i / 2f)), i => 0.5f + (0.03f * MathF.Sin(i / 3f)), Size,
        at: i => new FacePose(
            70, Quaternion.CreateFromYawPitchRoll(side * degrees(i) * MathF.PI / 180, 0, 0), new Vector3(Size / 2f, 0.3f * Size, 0)));

    private static MeshMouth Ready(FaceTrack track, Func<int, float> opening)
    {
        int[] all = [.. Enumerable.Range(0, Count)];
        var mouth = new MeshMouth(
            MeshClip.Analyse(track, CancellationToken.None),
            MouthTargets.Exact([.. all.Select(opening)], [.. all.Select(_ => 0.5f)], all), YuvSpace.Bt709);
        foreach (var i in mouth.ReferenceFrames)
        {
            using var frame = Picture(track, i, out _);
            mouth.AddReference(frame, i);
        }

        mouth.Complete(CancellationToken.None);
        return mouth;
    }

    /// <summary>Grey within the mesh's outline, blue outside; the wall's brightness varies, so that any motion changes it.</summary>
    private static Frame Picture(FaceTrack track, int index, out Outline outline)
    {
        var landmarks = new Vector3[FaceTrack.LandmarkCount];
        track.Landmarks(index, landmarks);
        outline = new Outline(landmarks);
        var frame = new FramePool(new PixelLayout(ChromaLayout.Yuv444, 8), Size, Size).Rent();
        for (var at = 0; at < Size * Size; at++)
        {
            var inside = outline.Inside(at % Size, at / Size) > 0;
            frame.Plane(0)[at] = (byte)(120 + (20 * Math.Sin(at % Size * 0.9)) + (15 * Math.Sin(at / Size * 0.7)));
            frame.Plane(1)[at] = inside ? Grey : (byte)(Blue + (20 * Math.Sin(at / Size * 0.7)));
            frame.Plane(2)[at] = Grey;
        }

        return frame;
    }

    /// <summary>A mesh's outermost points in each row.</summary>
    private sealed class Outline
    {
        private readonly float[] _left = new float[Size];
        private readonly float[] _right = new float[Size];

        public Outline(Vector3[] points)
        {
            Array.Fill(_left, float.MaxValue);
            Array.Fill(_right, float.MinValue);
            var all = FaceTriangles.All;
            for (var t = 0; t < all.Length; t++)
            {
                var (a, b) = (points[all[t]], points[all[t % 3 == 2 ? t - 2 : t + 1]]);
                for (var y = (int)MathF.Ceiling(MathF.Min(a.Y, b.Y)); y <= MathF.Max(a.Y, b.Y) && y < Size; y++)
                {
                    var x = a.X + ((b.X - a.X) * (MathF.Abs(b.Y - a.Y) < 1e-6f ? 0 : (y - a.Y) / (b.Y - a.Y)));
                    (_left[y], _right[y]) = (MathF.Min(_left[y], x), MathF.Max(_right[y], x));
                }
            }

            (Top, Lip) = ((int)points[2].Y, (int)points[17].Y);
        }

        /// <summary>The row below the nose.</summary>
        public int Top { get; }

        /// <summary>The row below the lips; from there down the chin's line moves, and what is behind it.</summary>
        public int Lip { get; }

        /// <summary>Pixels inside the outline, negative outside.</summary>
        public float Inside(int x, int y) => MathF.Min(x - _left[y], _right[y] - x);
    }
}
