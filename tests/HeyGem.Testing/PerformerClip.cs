using System.Numerics;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;
using HeyGem.Testing.Performer;

namespace HeyGem.Testing;

/// <summary>Makes clips of the drawn performer as files, through the product's own encoder.</summary>
public static class PerformerClip
{
    /// <summary>A person who talks and nods a little: openings 0..0.14, closed every half second, 25 frames a second.</summary>
    public static Scene Talker(int width = 360, int height = 360, int look = 0) => new(width, height,
    [
        new Actor(
            HeadLook.Number(look),
            frame => new HeadPose(new Vector2((width * 0.5f) + (3 * MathF.Sin(frame * 0.11f)), height * 0.42f), height * 0.24f,
                0.03f * MathF.Sin(frame * 0.07f)),
            frame => new Lips(0.14f * MathF.Pow(MathF.Sin(frame * MathF.PI / 12), 2), 0.50f + (0.03f * MathF.Sin(frame * 0.4f)))),
    ]);

    /// <summary>A person whose mouth stays closed.</summary>
    public static Scene Listener(int width = 360, int height = 360, int look = 1) => Talker(width, height, look) with
    {
        Actors = [Talker(width, height, look).Actors[0] with { Lips = _ => new Lips() }],
    };

    /// <summary>A wall with nobody before it.</summary>
    public static Scene Nobody(int width = 360, int height = 360) => new(width, height, []);

    /// <summary>Writes frames 0 .. <paramref name="frames"/> - 1 of a scene without sound; the name's ending decides the format.</summary>
    public static Task<string> WriteAsync(FfmpegTools ffmpeg, Scene scene, int frames, string path, CancellationToken cancellationToken) =>
        WriteAsync(ffmpeg, scene, frames, FrameRate.Of(25, 1), path, cancellationToken);

    /// <summary>The same at another frame rate.</summary>
    public static async Task<string> WriteAsync(
        FfmpegTools ffmpeg, Scene scene, int frames, FrameRate rate, string path, CancellationToken cancellationToken)
    {
        var pool = new FramePool(PixelLayout.Yuv420P8, scene.Width, scene.Height);
        var spec = new EncodeSpec
        {
            OutputPath = path,
            Format = Path.GetExtension(path) == ".mov" ? OutputFormat.ProRes : OutputFormat.H264,
            Source = new VideoStreamInfo
            {
                Width = scene.Width,
                Height = scene.Height,
                Layout = pool.Layout,
                FrameRate = rate,
                FrameCount = frames,
                Codec = "h264",
                PixelFormat = pool.Layout.FfmpegName,
                Colour = new ColourTags("tv", "smpte170m", "smpte170m", "smpte170m", "left"),
            },
            FrameRate = rate,
            Width = scene.Width,
            Height = scene.Height,
            Layout = pool.Layout,
            FrameCount = frames,
        };
        await using var writer = await FrameWriter.OpenAsync(ffmpeg, spec, cancellationToken);
        for (var i = 0; i < frames; i++)
        {
            using var frame = scene.Render(i, pool, YuvSpace.Bt601);
            await writer.WriteAsync(frame, cancellationToken);
        }

        return (await writer.FinishAsync(cancellationToken)).Path;
    }
}
