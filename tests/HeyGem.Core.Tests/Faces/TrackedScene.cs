using System.Numerics;
using HeyGem.Core.Faces;
using HeyGem.Core.Faces.Track;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;
using HeyGem.Testing;
using HeyGem.Testing.Performer;

namespace HeyGem.Core.Tests.Faces;

/// <summary>Tracks drawn scenes and measures mouths the way the renderer does.</summary>
internal static class TrackedScene
{
    public static FaceTrack Track(Scene scene, int frames, FaceChoice? choice = null, PixelLayout? layout = null, YuvSpace? space = null)
    {
        space ??= YuvSpace.Bt601;
        var pool = new FramePool(layout ?? PixelLayout.Yuv420P8, scene.Width, scene.Height);
        using var tracker = new FaceTracker(
            FaceModelsForTests.Shared, new FrameRange(0, frames), FrameRate.Default, space, choice ?? FaceChoice.Auto);
        for (var i = 0; i < frames; i++)
        {
            using var frame = scene.Render(i, pool, space);
            tracker.Push(frame);
        }

        return tracker.Finish();
    }

    /// <summary>Tracks pictures as <see cref="Scene.Draw"/> gives them.</summary>
    public static FaceTrack Track(int width, int height, int frames, Func<int, float[]> picture)
    {
        var pool = new FramePool(PixelLayout.Yuv420P8, width, height);
        using var tracker = new FaceTracker(
            FaceModelsForTests.Shared, new FrameRange(0, frames), FrameRate.Default, YuvSpace.Bt601, FaceChoice.Auto);
        for (var i = 0; i < frames; i++)
        {
            using var frame = pool.Rent();
            PlanesOf.Rgb(picture(i), frame, YuvSpace.Bt601);
            tracker.Push(frame);
        }

        return tracker.Finish();
    }

    public static Vector3[] Landmarks(FaceTrack track, int frame)
    {
        var landmarks = new Vector3[FaceTrack.LandmarkCount];
        track.Landmarks(frame, landmarks);
        return landmarks;
    }

    public static float Unit(Vector3[] face) => Vector3.Distance(face[33], face[263]);

    public static float Opening(Vector3[] face) =>
        ((2 * Vector3.Distance(face[13], face[14])) + Vector3.Distance(face[82], face[87]) +
            Vector3.Distance(face[312], face[317])) / 4 / Unit(face);

    public static float Width(Vector3[] face) => Vector3.Distance(face[78], face[308]) / Unit(face);

    public static double Correlation(IReadOnlyList<float> a, IReadOnlyList<float> b)
    {
        var (meanA, meanB) = (a.Average(), b.Average());
        double ab = 0, aa = 0, bb = 0;
        for (var i = 0; i < a.Count; i++)
        {
            ab += (a[i] - meanA) * (b[i] - meanB);
            aa += (a[i] - meanA) * (a[i] - meanA);
            bb += (b[i] - meanB) * (b[i] - meanB);
        }

        return ab / Math.Sqrt(aa * bb);
    }
}
