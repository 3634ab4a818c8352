using System.Numerics;
using HeyGem.Core.Errors;
using HeyGem.Core.Faces;
using HeyGem.Core.Faces.Detect;
using HeyGem.Core.Faces.Identity;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render.People;

/// <summary>A picture, or the first frame of a clip, that shows who is meant.</summary>
internal static class PersonPicture
{
    // The mesh settles on a face that the detector found.
    private const int Looks = 3;
    private const float LeastConfidence = 0.5f;

    /// <summary>Describes the largest face of the picture.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FaceNotFound"/>, <see cref="ErrorCode.MediaNoVideoStream"/>, or what probing
    /// and decoding throw.</exception>
    public static async Task<FaceDescriptor> ReadAsync(
        FfmpegTools ffmpeg, FaceModels models, string path, CancellationToken cancellationToken)
    {
        var clip = await new MediaProbe(ffmpeg).ProbeAsync(path, cancellationToken);
        var video = clip.Video
            ?? throw new HeyGemException(ErrorCode.MediaNoVideoStream, $"{MediaName.Of(path)} has no picture.");
        var space = YuvSpace.FromTags(
            video.Colour.Range, video.Colour.Matrix, video.Colour.ChromaLocation, video.Width, video.Height);
        var pool = new FramePool(video.Layout, video.Width, video.Height);
        await using var reader = await FrameReader.OpenAsync(ffmpeg, clip, new FrameRange(0, 1), pool, cancellationToken);
        using var frame = await reader.ReadAsync(cancellationToken);
        return frame is not null && await Task.Run(() => Describe(frame, models, space), cancellationToken) is { } found
            ? found : throw new HeyGemException(ErrorCode.FaceNotFound, $"No face was found in the picture {MediaName.Of(path)}.");
    }

    private static FaceDescriptor? Describe(Frame frame, FaceModels models, YuvSpace space)
    {
        using var detector = new FaceDetector(models, space);
        using var mesher = new FaceMesher(models, space);
        using var recognizer = new FaceRecognizer(models, space);
        var found = detector.Search(frame);
        if (found.Count == 0)
        {
            return null;
        }

        var (region, confidence) = (found.MaxBy(f => f.Size).Region, 0f);
        var landmarks = new Vector3[FaceTrack.LandmarkCount];
        for (var k = 0; k < Looks; k++)
        {
            confidence = mesher.Look(frame, region, landmarks);
            region = FaceRegion.Around(landmarks);
        }

        return confidence < LeastConfidence ? null : recognizer.Look(frame, landmarks);
    }
}
