using HeyGem.Core.Engines.Shape;
using HeyGem.Core.Faces;
using HeyGem.Core.Faces.Detect;
using HeyGem.Core.Faces.Track;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;

namespace HeyGem.Testing;

/// <summary>What our own mesh sees of the lips in a file, and how two such curves agree.</summary>
/// <param name="Opening">Gap of the inner lips per frame, units of the clip's outer-eye distance.</param>
/// <param name="Width">Distance of the inner corners per frame.</param>
/// <param name="Rate">The file's frame rate.</param>
public sealed record MeasuredLips(float[] Opening, float[] Width, FrameRate Rate)
{
    /// <summary>Tracks the largest face of a file.</summary>
    /// <param name="tools">ffmpeg.</param>
    /// <param name="models">The face models.</param>
    /// <param name="path">The file.</param>
    /// <param name="mostFrames">Frames to look at, from the start.</param>
    /// <param name="cancellationToken">Stops between frames.</param>
    public static async Task<MeasuredLips> OfAsync(
        FfmpegTools tools, FaceModels models, string path, int mostFrames, CancellationToken cancellationToken)
    {
        var track = await TrackAsync(tools, models, path, mostFrames, cancellationToken);
        var shapes = FaceShapes.Of(track, cancellationToken);
        return new MeasuredLips(shapes.Opening, shapes.Width, track.FrameRate);
    }

    /// <summary>The face track that <see cref="OfAsync"/> reads the lips of.</summary>
    public static async Task<FaceTrack> TrackAsync(
        FfmpegTools tools, FaceModels models, string path, int mostFrames, CancellationToken cancellationToken)
    {
        var clip = await new MediaProbe(tools).ProbeAsync(path, cancellationToken);
        var video = clip.Video ?? throw new InvalidOperationException($"{path} has no picture.");
        var range = new FrameRange(0, Math.Min(mostFrames, video.ReadableFrameCount > 0 ? video.ReadableFrameCount : video.FrameCount));
        var space = YuvSpace.FromTags(video.Colour.Range, video.Colour.Matrix, video.Colour.ChromaLocation, video.Width, video.Height);
        var pool = new FramePool(video.Layout, video.Width, video.Height);
        using var tracker = new FaceTracker(models, range, video.FrameRate, space, FaceChoice.Auto);
        await using var reader = await FrameReader.OpenAsync(tools, clip, range, pool, cancellationToken);
        for (long i = 0; i < range.Count; i++)
        {
            using var frame = await reader.ReadAsync(cancellationToken)
                ?? throw new InvalidOperationException($"{path} ended at frame {i}.");
            tracker.Push(frame);
        }

        return tracker.Finish();
    }

    /// <summary>A curve read at another rate, linear between its values; the last one holds.</summary>
    public static float[] AtRate(float[] values, double rate, double wanted, int length)
    {
        var result = new float[length];
        for (var n = 0; n < length; n++)
        {
            var place = Math.Clamp(n * rate / wanted, 0, values.Length - 1);
            var k = Math.Min((int)place, values.Length - 2);
            result[n] = float.Lerp(values[k], values[k + 1], (float)(place - k));
        }

        return result;
    }

    /// <summary>Pearson's r over the frames that both have.</summary>
    public static double Correlation(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var (ab, aa, bb) = Products(a, b);
        return ab / Math.Sqrt(aa * bb);
    }

    /// <summary>How far <paramref name="seen"/> swings for a swing of 1 in <paramref name="wanted"/>: ratio of their deviations.</summary>
    public static double Gain(ReadOnlySpan<float> wanted, ReadOnlySpan<float> seen)
    {
        var (_, aa, bb) = Products(wanted, seen);
        return Math.Sqrt(bb / aa);
    }

    private static (double AB, double AA, double BB) Products(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var count = Math.Min(a.Length, b.Length);
        double meanA = 0, meanB = 0, ab = 0, aa = 0, bb = 0;
        for (var n = 0; n < count; n++)
        {
            meanA += a[n] / (double)count;
            meanB += b[n] / (double)count;
        }

        for (var n = 0; n < count; n++)
        {
            ab += (a[n] - meanA) * (b[n] - meanB);
            aa += (a[n] - meanA) * (a[n] - meanA);
            bb += (b[n] - meanB) * (b[n] - meanB);
        }

        return (ab, aa, bb);
    }
}
