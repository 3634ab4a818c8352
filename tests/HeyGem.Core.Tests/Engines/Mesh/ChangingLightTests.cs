using System.Numerics;
using HeyGem.Core.Composite;
using HeyGem.Core.Engines;
using HeyGem.Core.Engines.Mesh;
using HeyGem.Core.Engines.Mesh.Targets;
using HeyGem.Core.Faces;
using HeyGem.Core.Frames;
using HeyGem.Core.Tests.Composite;

namespace HeyGem.Core.Tests.Engines.Mesh;

/// <summary>A frame in other light than the frames that its mouth is borrowed from: a fade, a flash, a lamp that flickers.</summary>
public sealed class ChangingLightTests
{
    private const int Size = 240;
    private const int Count = 60;
    private const int Black = 16;
    private const int White = 235;

    private static readonly FaceTrack _talking = MadeFace.Track(
        Count, i => 0.07f + (0.07f * MathF.Sin(i / 3f)), i => 0.5f + (0.02f * MathF.Sin(i / 7f)), Size);

    private static readonly FaceTrack _silent = MadeFace.Track(Count, _ => 0.008f, _ => 0.45f, Size);

    [Theory]
    [InlineData(true, 0.06)]
    [InlineData(true, 0.35)]
    [InlineData(true, 0.8)]
    [InlineData(true, 1.3)]
    [InlineData(false, 0.06)]
    [InlineData(false, 0.35)]
    [InlineData(false, 1.3)]
    public void A_mouth_is_lit_as_its_frame_is(bool talks, double light)
    {
        var track = talks ? _talking : _silent;
        var mouth = Ready(track);
        using var painter = mouth.CreatePainter();
        foreach (var i in new[] { 4, 15, 33, 52 })
        {
            using var usual = Picture(track, i, 1);
            using var lit = Picture(track, i, light);
            painter.Paint(new MouthFrame(usual, i, i));
            painter.Paint(new MouthFrame(lit, i, i));

            var worst = 0;
            for (var at = 0; at < Size * Size; at++)
            {
                var due = Lit(CompositePictures.Sample(usual, 0, at), light);
                worst = Math.Max(worst, Math.Abs(CompositePictures.Sample(lit, 0, at) - due));
            }

            Assert.True(worst <= 5, $"at {light} of its light a sample of frame {i} is off by {worst}");
        }
    }

    [Theory]
    [InlineData(true, 0.25)]
    [InlineData(true, 0.6)]
    [InlineData(true, 0.9)]
    [InlineData(false, 0.25)]
    [InlineData(false, 0.6)]
    [InlineData(false, 0.9)]
    public void A_mouth_fades_to_white_with_its_frame(bool talks, double veil)
    {
        var track = talks ? _talking : _silent;
        var mouth = Ready(track);
        using var painter = mouth.CreatePainter();
        foreach (var i in new[] { 4, 15, 33, 52 })
        {
            using var usual = Picture(track, i, 1);
            using var veiled = Picture(track, i, 1, veil);
            painter.Paint(new MouthFrame(usual, i, i));
            painter.Paint(new MouthFrame(veiled, i, i));

            var worst = 0;
            for (var at = 0; at < Size * Size; at++)
            {
                var due = Veiled(CompositePictures.Sample(usual, 0, at), veil);
                worst = Math.Max(worst, Math.Abs(CompositePictures.Sample(veiled, 0, at) - due));
            }

            Assert.True(worst <= 5, $"under {veil} of white a sample of frame {i} is off by {worst}");
        }
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(true, 30)]
    [InlineData(false, 30)]
    public void References_under_a_veil_serve_a_clear_frame(bool talks, int clear)
    {
        var track = talks ? _talking : _silent;
        using var from = Ready(track).CreatePainter();
        using var fromVeiled = Ready(track, i => i < clear ? 0 : 0.4).CreatePainter();
        foreach (var i in new[] { 4, 33 })
        {
            using var expected = Picture(track, i, 1);
            using var painted = Picture(track, i, 1);
            from.Paint(new MouthFrame(expected, i, i));
            fromVeiled.Paint(new MouthFrame(painted, i, i));

            var worst = Enumerable.Range(0, Size * Size)
                .Max(at => Math.Abs(CompositePictures.Sample(painted, 0, at) - CompositePictures.Sample(expected, 0, at)));
            Assert.True(worst <= 6, $"a sample of frame {i} is off by {worst}");
        }
    }

    [Fact]
    public void A_mouth_takes_the_colour_of_its_frames_light()
    {
        var mouth = Ready(_talking);
        using var painter = mouth.CreatePainter();
        using var frame = Picture(_talking, 15, 0.5);
        for (var i = 0; i < Size * Size / 4; i++)
        {
            CompositePictures.Put(frame, 2, i, 150);
        }

        painter.Paint(new MouthFrame(frame, 15, 15));

        var middle = Middle(_talking, 15);
        var red = CompositePictures.Sample(frame, 2, ((int)middle.Y / 2 * (Size / 2)) + ((int)middle.X / 2));
        Assert.InRange(red, 138, 175);
    }

    private static MeshMouth Ready(FaceTrack track, Func<int, double>? veil = null)
    {
        var targets = MouthTargets.Exact(
            [.. Enumerable.Repeat(0.13f, Count)], [.. Enumerable.Repeat(0.5f, Count)], [.. Enumerable.Range(0, Count)]);
        var mouth = new MeshMouth(MeshClip.Analyse(track, CancellationToken.None), targets, YuvSpace.Bt709);
        foreach (var i in mouth.ReferenceFrames)
        {
            using var reference = Picture(track, i, 1, veil?.Invoke(i) ?? 0);
            mouth.AddReference(reference, i);
        }

        mouth.Complete(CancellationToken.None);
        return mouth;
    }

    private static Vector3 Middle(FaceTrack track, int index)
    {
        var face = new Vector3[FaceTrack.LandmarkCount];
        track.Landmarks(index, face);
        return (face[13] + face[14]) / 2;
    }

    private static int Veiled(int luma, double veil) => (int)Math.Round(luma + (veil * (White - luma)));

    private static int Lit(int luma, double light) => (int)Math.Round(Black + ((luma - Black) * light));

    /// <summary>
    /// Grey skin, darker lips and bright teeth over a dark edge, brighter to one side, in a share of the usual light, under a share of
    /// white.
    /// </summary>
    private static Frame Picture(FaceTrack track, int index, double light, double veil = 0)
    {
        var (whole, lips, teeth) = (new PixelRect(0, 0, Size, Size), new float[Size * Size], new float[Size * Size]);
        var face = new Vector3[FaceTrack.LandmarkCount];
        track.Landmarks(index, face);
        PolygonMask.Fill([.. FaceIndices.OuterLip.ToArray().Select(v => new Vector2(face[v].X, face[v].Y))], whole, lips);
        PolygonMask.Fill([.. FaceIndices.InnerLip.ToArray().Select(v => new Vector2(face[v].X, face[v].Y))], whole, teeth);
        var frame = new FramePool(PixelLayout.Yuv420P8, Size, Size).Rent();
        for (var i = 0; i < Size * Size; i++)
        {
            var shade = 0.1f * ((i % Size) - face[13].X);
            var own = i >= Size * (Size - 12) ? 30 : float.Lerp(float.Lerp(120, 80, lips[i]), 170, teeth[i]) + shade;
            var luma = Lit((int)own, light);
            CompositePictures.Put(frame, 0, i, Veiled(luma, veil));
        }

        for (var i = 0; i < Size * Size / 4; i++)
        {
            CompositePictures.Put(frame, 1, i, 128);
            CompositePictures.Put(frame, 2, i, 128);
        }

        return frame;
    }
}
