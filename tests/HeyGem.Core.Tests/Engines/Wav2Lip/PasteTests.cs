using System.Numerics;
using HeyGem.Core.Composite;
using HeyGem.Core.Engines.Shape;
using HeyGem.Core.Engines.Wav2Lip;
using HeyGem.Core.Faces.Detect;
using HeyGem.Core.Frames;
using HeyGem.Core.Tests.Faces;
using HeyGem.Testing;

namespace HeyGem.Core.Tests.Engines.Wav2Lip;

public sealed class PasteTests
{
    private const int Frames = 8;

    private static readonly FaceShapes _shapes = FaceShapes.Of(TrackedScene.Track(PerformerClip.Talker(), Frames), CancellationToken.None);

    [Theory]
    [InlineData(ChromaLayout.Yuv420, 8)]
    [InlineData(ChromaLayout.Yuv422, 10)]
    [InlineData(ChromaLayout.Yuv444, 12)]
    public void Whatever_is_drawn_no_sample_outside_the_outline_changes(ChromaLayout chroma, int depth)
    {
        var layout = new PixelLayout(chroma, depth);
        var face = Face(5);
        for (var i = 0; i < face.Picture.Length; i++)
        {
            face.Picture[i] = i % 7 / 6f;
        }

        using var before = Picture(layout, 5);
        using var after = Picture(layout, 5);
        new FacePaste().Paste(after, YuvSpace.Bt601, face, 1);

        var inside = Allowed(face, after.Width, after.Height);
        var changed = 0;
        for (var plane = 0; plane < 3; plane++)
        {
            var (width, bytes) = (layout.PlaneWidth(plane, after.Width), layout.BytesPerSample);
            var a = before.Plane(plane);
            var b = after.Plane(plane);
            for (var at = 0; at < a.Length; at += bytes)
            {
                if (!a.Slice(at, bytes).SequenceEqual(b.Slice(at, bytes)))
                {
                    changed++;
                    var x = at / bytes % width << (plane == 0 ? 0 : layout.ChromaShiftX);
                    var y = at / bytes / width << (plane == 0 ? 0 : layout.ChromaShiftY);
                    Assert.True(inside[(y * after.Width) + x] > 0, $"plane {plane}, {x},{y} changed");
                }
            }
        }

        Assert.True(changed > 1000, $"{changed} samples changed");
    }

    [Fact]
    public void A_face_drawn_too_light_leaves_no_step_at_its_border()
    {
        var face = Face(5);
        face.Reference.CopyTo(face.Picture);
        for (var i = 0; i < face.Picture.Length; i++)
        {
            face.Picture[i] = MathF.Min(1, face.Picture[i] + (20 / 255f));
        }

        using var before = Picture(PixelLayout.Yuv420P8, 5);
        using var after = Picture(PixelLayout.Yuv420P8, 5);
        new FacePaste().Paste(after, YuvSpace.Bt601, face, 1);

        var most = 0;
        var a = before.Plane(0);
        var b = after.Plane(0);
        var cheek = face.Region.ToFrame(new Vector2(0.25f, 0.72f));
        for (var dx = -6; dx <= 6; dx++)
        {
            var at = ((int)cheek.Y * before.Width) + (int)cheek.X + dx;
            most = Math.Max(most, Math.Abs(a[at] - b[at]));
        }

        Assert.InRange(most, 0, 5);
    }

    [Fact]
    public void The_face_is_cut_upright_whatever_the_heads_turn()
    {
        var face = Face(5);
        var pose = _shapes.Pose(5);
        var eyes = pose.ToFrame(_shapes.Template[263]) - pose.ToFrame(_shapes.Template[33]);
        Assert.Equal(MathF.Atan2(eyes.Y, eyes.X), face.Region.Angle, 0.03f);
        Assert.Equal(1.93f / 1.45f, face.Region.AxisV.Length() / face.Region.AxisU.Length(), 1e-3f);
        var mouth = pose.ToFrame((_shapes.Template[13] + _shapes.Template[14]) / 2);
        var down = Vector2.Dot(new Vector2(mouth.X, mouth.Y) - face.Region.ToFrame(Vector2.Zero),
            face.Region.AxisV) / face.Region.AxisV.LengthSquared();
        Assert.InRange(down, 0.58f, 0.78f);
    }

    private static Wav2LipFace Face(int frame)
    {
        var face = new Wav2LipFace(96);
        FaceOutline.Place(_shapes, frame, face);
        using var picture = Picture(PixelLayout.Yuv420P8, frame);
        var rgb = new float[3 * 96 * 96];
        new CropReader(YuvSpace.Bt601).Read(picture, face.Region, 96, 0, 1, rgb);
        face.SetFace(rgb);
        return face;
    }

    private static Frame Picture(PixelLayout layout, int frame)
    {
        var scene = PerformerClip.Talker();
        return scene.Render(frame, new FramePool(layout, scene.Width, scene.Height), YuvSpace.Bt601);
    }

    /// <summary>The outline and a margin of a chroma cell and a cell of the soft grid.</summary>
    internal static float[] Allowed(Wav2LipFace face, int width, int height)
    {
        var mask = new float[width * height];
        PolygonMask.Fill(face.Outline, new PixelRect(0, 0, width, height), mask);
        var wide = new float[mask.Length];
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                for (var k = 0; k < 81 && wide[(y * width) + x] == 0; k++)
                {
                    var (u, v) = (Math.Clamp(x + (k % 9) - 4, 0, width - 1), Math.Clamp(y + (k / 9) - 4, 0, height - 1));
                    wide[(y * width) + x] = mask[(v * width) + u];
                }
            }
        }

        return wide;
    }
}
