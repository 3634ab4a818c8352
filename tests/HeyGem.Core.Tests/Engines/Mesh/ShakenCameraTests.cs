using System.Numerics;
using HeyGem.Core.Engines.Mesh;
using HeyGem.Core.Engines.Mesh.Geometry;
using HeyGem.Core.Engines.Mesh.Targets;
using HeyGem.Core.Engines.Shape;
using HeyGem.Core.Faces;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Tests.Engines.Mesh;

/// <summary>A made head before a camera that shakes, seen through landmarks as noisy as real ones.</summary>
public sealed class ShakenCameraTests
{
    private const int Frames = 60;
    private const int Size = 480;
    private const float Scale = 100;
    private const float PointNoise = 0.5f;

    [Theory]
    [InlineData(4, 0.9)]
    [InlineData(4, 1.9)]
    [InlineData(4, 2.6)]
    [InlineData(8, 0.9)]
    [InlineData(8, 1.9)]
    [InlineData(8, 2.6)]
    [InlineData(14, 0.9)]
    [InlineData(14, 1.9)]
    [InlineData(14, 2.6)]
    public void A_drawn_mouth_is_as_still_on_its_head_as_before_a_still_camera(float pixels, float radiansAFrame)
    {
        var still = DrawnJitter(_ => Vector3.Zero);

        var shaken = DrawnJitter(i => pixels * new Vector3(MathF.Sin(i * radiansAFrame), MathF.Cos(i * (radiansAFrame + 0.7f)), 0));

        Assert.True(still is > 0 and < 0.02, $"the still camera's own jitter is {still:F4}");
        Assert.True(shaken <= 1.2 * still, $"{shaken:F4} shaken, {still:F4} still");
    }

    [Fact]
    public void A_head_that_jerks_is_followed_in_every_degree_of_freedom()
    {
        FacePose Pose(int i) => i < 30
            ? new FacePose(100, Quaternion.Identity, new Vector3(240, 150, 0))
            : new FacePose(108, Quaternion.CreateFromYawPitchRoll(0.2f, -0.15f, 0.1f), new Vector3(260, 140, 0));
        var shapes = FaceShapes.Of(Track(Pose, noise: 0), CancellationToken.None);

        foreach (var i in new[] { 28, 29, 30, 31 })
        {
            var mouth = shapes.Template[13];
            var off = shapes.Pose(i).ToFrame(mouth) - TruePose(shapes, Pose(i)).ToFrame(mouth);
            Assert.True(new Vector2(off.X, off.Y).Length() < 0.006f * Scale, $"frame {i} is off by {off}");
        }
    }

    [Fact]
    public void The_noise_of_a_still_head_is_smoothed_away()
    {
        var track = Track(i => MadeFace.Pose(i, Size, Scale), PointNoise);
        var shapes = FaceShapes.Of(track, CancellationToken.None);
        var mouth = shapes.Template[13];
        var raw = Enumerable.Range(0, Frames).Select(i => Fitted(track, shapes, i).ToFrame(mouth)).ToArray();
        var smooth = Enumerable.Range(0, Frames).Select(i => shapes.Pose(i).ToFrame(mouth)).ToArray();

        Assert.True(Jitter(smooth) < 0.5 * Jitter(raw), $"{Jitter(smooth):F3} of {Jitter(raw):F3} pixels");
    }

    /// <summary>Second differences of the drawn lips as the head that is really there sees them, outer-eye distances.</summary>
    private static double DrawnJitter(Func<int, Vector3> shift)
    {
        FacePose Pose(int i) => MadeFace.Pose(i, Size, Scale) is var p ? p with { Translation = p.Translation + shift(i) } : default;
        var clip = MeshClip.Analyse(Track(Pose, PointNoise), CancellationToken.None);
        var geometry = new FaceGeometry();
        var drawn = new Vector3[Frames][];
        for (var i = 0; i < Frames; i++)
        {
            var opening = 0.08f + (0.06f * MathF.Sin(i / 1.6f));
            geometry.Place(clip.Shapes, clip.Target, i, new WantedMouth(opening, 0.5f), 1);
            var (pose, place) = (Pose(i), geometry.To);
            drawn[i] = [.. FaceIndices.OuterLip.ToArray().Select(v => Unturned(pose, place[v]))];
        }

        return Math.Sqrt(Enumerable.Range(0, drawn[0].Length).Average(v => Math.Pow(Jitter([.. drawn.Select(d => d[v])]), 2)));
    }

    /// <summary>A point of the picture without the head's place, tilt and size.</summary>
    private static Vector3 Unturned(FacePose pose, Vector2 point)
    {
        var tilt = 2 * MathF.Atan2(pose.Rotation.Z, pose.Rotation.W);
        var d = point - new Vector2(pose.Translation.X, pose.Translation.Y);
        return new Vector3(Vector2.Transform(d, Matrix3x2.CreateRotation(-tilt)) / pose.Scale, 0);
    }

    private static double Jitter(Vector3[] points) => Math.Sqrt(
        Enumerable.Range(1, points.Length - 2).Average(i =>
        {
            var d = points[i - 1] - (2 * points[i]) + points[i + 1];
            return (double)((d.X * d.X) + (d.Y * d.Y));
        }));

    private static FacePose Fitted(FaceTrack track, FaceShapes shapes, int frame)
    {
        var points = new Vector3[FaceTrack.LandmarkCount];
        track.Landmarks(frame, points);
        return SimilarityFit.Fit(shapes.Template, points, FaceIndices.Rigid);
    }

    /// <summary>The pose of the clip's template that lies where a made head does.</summary>
    private static FacePose TruePose(FaceShapes shapes, FacePose made)
    {
        var points = MadeFace.Shape(0.1f, MadeFace.RestWidth).Select(made.ToFrame).ToArray();
        return SimilarityFit.Fit(shapes.Template, points, FaceIndices.Rigid);
    }

    private static FaceTrack Track(Func<int, FacePose> pose, float noise)
    {
        var random = new Random(11);
        Vector3 Noise(float share) => share * noise * new Vector3(Bell(random), Bell(random), Bell(random));
        var frames = new FaceFrame[Frames];
        for (var i = 0; i < Frames; i++)
        {
            // Landmarks err together more than one by one.
            var together = Noise(0.3f);
            var shape = MadeFace.Shape(noise > 0 ? 0.08f + (0.05f * MathF.Sin(i / 6f)) : 0.1f, MadeFace.RestWidth);
            var points = shape.Select(p => pose(i).ToFrame(p) + together + Noise(1)).ToArray();
            frames[i] = FaceFrame.Of(points, 1, 10);
        }

        return new FaceTrack(
            new FrameRange(0, Frames), new FrameRate(25, 1), Size, Size, FaceFrames.Of(frames), [new FrameRange(0, Frames)]);
    }

    private static float Bell(Random random) => random.NextSingle() + random.NextSingle() + random.NextSingle() - 1.5f;
}
