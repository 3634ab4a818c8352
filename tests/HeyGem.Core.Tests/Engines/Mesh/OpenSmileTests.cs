using System.Numerics;
using HeyGem.Core.Composite;
using HeyGem.Core.Engines;
using HeyGem.Core.Engines.Mesh;
using HeyGem.Core.Engines.Mesh.Targets;
using HeyGem.Core.Faces;
using HeyGem.Core.Frames;
using HeyGem.Core.Tests.Composite;

namespace HeyGem.Core.Tests.Engines.Mesh;

/// <summary>A person who always shows the teeth, and one who hardly opens the lips.</summary>
public sealed class OpenSmileTests
{
    private const int Size = 240;
    private const int Count = 60;
    private const int Skin = 130;
    private const int Lips = 100;
    private const int Teeth = 225;

    private static readonly FaceTrack _smiling = MadeFace.Track(
        Count, i => 0.12f + (0.025f * MathF.Sin(i / 3f)), i => 0.52f + (0.02f * MathF.Sin(i / 7f)), Size);

    private static readonly MeshClip _clip = MeshClip.Analyse(_smiling, CancellationToken.None);

    [Theory]
    [InlineData(0)]
    [InlineData(0.006)]
    public void Lips_that_are_never_closed_close_without_a_row_of_teeth(float opening)
    {
        var mouth = new MeshMouth(_clip, Same(opening), YuvSpace.Bt709);
        foreach (var i in mouth.ReferenceFrames)
        {
            using var reference = Picture(i);
            mouth.AddReference(reference, i);
        }

        mouth.Complete(CancellationToken.None);
        using var painter = mouth.CreatePainter();
        foreach (var i in new[] { 5, 20, 33, 50 })
        {
            using var frame = Picture(i);
            painter.Paint(new MouthFrame(frame, i, i));

            var (brightest, darkest) = Extremes(frame, i);
            Assert.True(brightest <= Skin + 6, $"frame {i} has a sample of {brightest} between closed lips");
            Assert.True(darkest < Lips - 10, $"frame {i} has no dark line between the lips, only {darkest}");
        }
    }

    [Fact]
    public void Lips_that_hardly_open_are_built_up_to_speech()
    {
        var clip = MeshClip.Analyse(
            MadeFace.Track(Count, i => 0.033f + (0.012f * MathF.Sin(i / 3f)), _ => 0.5f, Size), CancellationToken.None);

        Assert.False(clip.EverOpens);
        Assert.InRange(clip.Range.Loud, 0.15f, 0.2f);
        Assert.InRange(clip.Range.Loud * MathF.Pow(0.42f, clip.Range.Bend), 0.08f, 0.12f);
    }

    [Fact]
    public void Two_short_ranges_of_one_shot_open_nearly_alike()
    {
        var wide = Analyse(i => 0.13f + (0.13f * MathF.Sin(i / 3f)));
        var small = Analyse(i => 0.06f + (0.055f * MathF.Sin(i / 3f)));
        var known = Analyse(i => 0.13f + (0.13f * MathF.Sin(i / 3f)), 20 * Count);

        Assert.InRange(wide.Loud / small.Loud, 1, 1.35f);
        Assert.InRange(known.Loud, 1.05f * wide.Loud, 0.22f);
    }

    private static HeyGem.Core.Engines.Mesh.Clip.MouthRange Analyse(Func<int, float> opening, int frames = Count) =>
        MeshClip.Analyse(MadeFace.Track(frames, i => MathF.Max(0, opening(i)), _ => 0.5f, Size), CancellationToken.None).Range;

    private static MouthTargets Same(float opening) => MouthTargets.Exact(
        [.. Enumerable.Repeat(opening, Count)], [.. Enumerable.Repeat(0.52f, Count)], [.. Enumerable.Range(0, Count)]);

    /// <summary>Skin, lips, and teeth that reach a little beyond where the mesh sees the lips' inner edge.</summary>
    private static Frame Picture(int index)
    {
        var (whole, lips, teeth) = (new PixelRect(0, 0, Size, Size), new float[Size * Size], new float[Size * Size]);
        var face = new Vector3[FaceTrack.LandmarkCount];
        _smiling.Landmarks(index, face);
        PolygonMask.Fill([.. FaceIndices.OuterLip.ToArray().Select(v => new Vector2(face[v].X, face[v].Y))], whole, lips);
        var beyond = 0.008f * Vector3.Distance(face[FaceIndices.LeftEye], face[FaceIndices.RightEye]);
        var middle = (face[13] + face[14]) / 2;
        PolygonMask.Fill(
            [.. FaceIndices.InnerLip.ToArray().Select(v => new Vector2(face[v].X, face[v].Y + (face[v].Y < middle.Y ? -beyond : beyond)))],
            whole, teeth);
        var frame = new FramePool(PixelLayout.Yuv420P8, Size, Size).Rent();
        for (var i = 0; i < Size * Size; i++)
        {
            CompositePictures.Put(frame, 0, i, (int)float.Lerp(float.Lerp(Skin, Lips, lips[i]), Teeth, teeth[i]));
        }

        for (var i = 0; i < Size * Size / 4; i++)
        {
            CompositePictures.Put(frame, 1, i, 128);
            CompositePictures.Put(frame, 2, i, 128);
        }

        return frame;
    }

    /// <summary>Brightest and darkest luma about the mouth's middle line, between its corners.</summary>
    private static (int Brightest, int Darkest) Extremes(Frame frame, int index)
    {
        var face = new Vector3[FaceTrack.LandmarkCount];
        _smiling.Landmarks(index, face);
        var (left, right, top, bottom) = (face[78], face[308], face[0], face[17]);
        var (brightest, darkest) = (0, 255);
        for (var y = (int)top.Y; y <= (int)bottom.Y; y++)
        {
            for (var x = (int)float.Lerp(left.X, right.X, 0.1f); x <= (int)float.Lerp(left.X, right.X, 0.9f); x++)
            {
                var luma = CompositePictures.Sample(frame, 0, (y * Size) + x);
                (brightest, darkest) = (Math.Max(brightest, luma), Math.Min(darkest, luma));
            }
        }

        return (brightest, darkest);
    }
}
