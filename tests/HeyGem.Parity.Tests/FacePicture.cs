using System.Numerics;
using HeyGem.Core.Faces;
using HeyGem.Core.Faces.Detect;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;
using HeyGem.Testing;
using HeyGem.Testing.Performer;

namespace HeyGem.Parity.Tests;

/// <summary>A picture with one face, given alike to the reference and to us.</summary>
/// <param name="Name">For messages.</param>
/// <param name="Frame">8-bit 4:4:4, full range, BT.601.</param>
internal sealed record FacePicture(string Name, Frame Frame)
{
    /// <summary>What the frame's samples mean.</summary>
    public static YuvSpace Space { get; } = YuvSpace.Bt601 with { FullRange = true };

    /// <summary>Eight drawn faces: five people, different poses and mouths.</summary>
    public static IEnumerable<FacePicture> Drawn()
    {
        for (var i = 0; i < 8; i++)
        {
            var pose = new HeadPose(new Vector2(205 + (4 * i), 170 + (3 * i)), 86 + (4 * i), 0.06f * (i - 4));
            var lips = new Lips(0.03f * (i % 6), 0.46f + (0.02f * (i % 5)));
            var scene = new Scene(448, 420, [new Actor(HeadLook.Number(i), _ => pose, _ => lips)]);
            yield return Of($"drawn {i}", scene.Draw(0), 448, 420);
        }
    }

    /// <summary>
    /// Two faces of each real clip, cut out so that the face fills a good part of the picture; none where the clips are absent.
    /// </summary>
    public static async Task<List<FacePicture>> FromClipsAsync(CancellationToken cancellationToken)
    {
        var pictures = new List<FacePicture>();
        if (TestFolders.SharedMedia is not { } folder)
        {
            return pictures;
        }

        var tools = await FfmpegLocator.LocateAsync(cancellationToken);
        foreach (var path in Directory.GetFiles(folder, "*.mp4").Order(StringComparer.Ordinal))
        {
            var clip = await new MediaProbe(tools).ProbeAsync(path, cancellationToken);
            var video = clip.Video!;
            foreach (var at in new[] { 15L, video.FrameCount / 2 })
            {
                var pool = new FramePool(video.Layout, video.Width, video.Height);
                await using var reader = await FrameReader.OpenAsync(tools, clip, new FrameRange(at, 1), pool, cancellationToken);
                using var frame = await reader.ReadAsync(cancellationToken);
                var space = YuvSpace.FromTags(
                    video.Colour.Range, video.Colour.Matrix, video.Colour.ChromaLocation, video.Width, video.Height);
                pictures.Add(CutOut($"{Path.GetFileNameWithoutExtension(path)} {at}", frame!, space));
            }
        }

        return pictures;
    }

    /// <summary>The picture as RGBA bytes, the form a canvas takes.</summary>
    public byte[] Rgba()
    {
        var bytes = new byte[4 * Frame.Width * Frame.Height];
        var (kr, kb, kg) = (Space.Kr, Space.Kb, Space.Kg);
        for (var i = 0; i < Frame.Width * Frame.Height; i++)
        {
            var (y, u, v) = (Frame.Plane(0)[i], Frame.Plane(1)[i] - 128, Frame.Plane(2)[i] - 128);
            bytes[4 * i] = Byte(y + (2 * (1 - kr) * v));
            bytes[(4 * i) + 1] = Byte(y - (2 * (1 - kb) * kb / kg * u) - (2 * (1 - kr) * kr / kg * v));
            bytes[(4 * i) + 2] = Byte(y + (2 * (1 - kb) * u));
            bytes[(4 * i) + 3] = 255;
        }

        return bytes;
    }

    private static FacePicture CutOut(string name, Frame frame, YuvSpace space)
    {
        using var detector = new FaceDetector(FaceModelsForTests.Shared, space);
        var face = detector.Search(frame)[0];
        var side = (int)Math.Min(Math.Min(frame.Width, frame.Height), 2.4f * face.Size) & ~1;
        var rect = new CropReader(space);
        var region = new FaceRegion(Vector2.Clamp(
            face.Centre, new Vector2(side / 2f), new Vector2(frame.Width - (side / 2f), frame.Height - (side / 2f))), side, 0);
        var planes = new float[3 * side * side];
        rect.Read(frame, region, side, 0, 1, planes);
        var picture = new float[3 * side * side];
        for (var i = 0; i < side * side; i++)
        {
            for (var c = 0; c < 3; c++)
            {
                picture[(3 * i) + c] = planes[(c * side * side) + i];
            }
        }

        return Of(name, picture, side, side);
    }

    private static FacePicture Of(string name, float[] picture, int width, int height)
    {
        var frame = new FramePool(new PixelLayout(ChromaLayout.Yuv444, 8), width, height).Rent();
        PlanesOf.Rgb(picture, frame, Space);
        return new FacePicture(name, frame);
    }

    private static byte Byte(float value) => (byte)Math.Clamp(MathF.Round(value), 0, 255);
}
