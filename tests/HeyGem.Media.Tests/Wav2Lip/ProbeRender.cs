using System.Numerics;
using HeyGem.Core.Composite;
using HeyGem.Core.Engines.Shape;
using HeyGem.Core.Engines.Wav2Lip;
using HeyGem.Core.Faces;
using HeyGem.Core.Faces.Track;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Frames;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice;
using HeyGem.Core.Voice.Features;
using HeyGem.Testing;

namespace HeyGem.Media.Tests.Wav2Lip;

/// <summary>Renders whole clips with a probe model and reads back what arrived in the pictures.</summary>
public sealed class ProbeRender(MediaFixture media) : IAsyncLifetime
{
    private RenderTools _tools = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _ = FaceModelsForTests.Shared;
        _tools = await RenderTools.LoadAsync(TimeProvider.System, Token);
    }

    public ValueTask DisposeAsync()
    {
        _tools.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Renders with a model file, almost without loss.</summary>
    public Task<RenderResult> RunAsync(string clip, string voice, string model, Func<RenderSpec, RenderSpec>? change = null)
    {
        var spec = new RenderSpec
        {
            ClipPath = clip,
            VoicePath = voice,
            OutputFolder = Path.Combine(media.Folder, "results"),
            Engine = "wav2lip",
            Wav2Lip = new Wav2LipOptions { Model = model },
            Format = OutputFormat.ProRes,
            NoAudio = true,
        };
        return new RenderPipeline(_tools).RunAsync(change?.Invoke(spec) ?? spec, null, Token);
    }

    /// <summary>What the voice's analyses say of it, made apart from the render.</summary>
    public async Task<(Wav2LipMel Mel, MouthCurve Curve)> ListenAsync(string voice)
    {
        var reader = new AudioReader(media.Tools);
        using var model = new TrainedMouthCurve();
        var sound = await media.ProbeVoiceAsync(voice);
        var length = sound.Audio!.Duration;
        return (
            await Wav2LipMel.AnalyseAsync(reader.ReadMonoBlocksAsync(sound, MediaTime.Zero, length, 16000, Token), Token),
            await model.AnalyseAsync(reader.ReadMonoBlocksAsync(sound, MediaTime.Zero, length, 16000, Token), Token));
    }

    /// <summary>
    /// The colour in the middle of the probe's patch in every frame of a result, red, green, blue 0..255; the place comes from the clip's
    /// own face.
    /// </summary>
    public async Task<List<Vector3>> ReadPatchesAsync(string clip, string result)
    {
        var shapes = await ShapesAsync(clip);
        var face = new Wav2LipFace(96);
        var info = await media.ProbeAsync(result);
        var space = SpaceOf(info);
        var pool = new FramePool(info.Video!.Layout, info.Video.Width, info.Video.Height);
        var region = new RgbRegion();
        var reader = new RegionReader();
        await using var frames = await FrameReader.OpenAsync(media.Tools, info, new FrameRange(0, info.Video.FrameCount), pool, Token);
        List<Vector3> colours = [];
        while (await frames.ReadAsync(Token) is { } frame)
        {
            using (frame)
            {
                FaceOutline.Place(shapes, colours.Count, face);
                var p = face.Region.ToFrame(new Vector2(48 / 96f, 67 / 96f));
                reader.Read(frame, space, new PixelRect((int)p.X - 1, (int)p.Y - 1, 3, 3), region);
                colours.Add(new Vector3(Mean(region.R), Mean(region.G), Mean(region.B)));
            }
        }

        return colours;
    }

    private async Task<FaceShapes> ShapesAsync(string clip)
    {
        var info = await media.ProbeAsync(clip);
        var range = new FrameRange(0, info.Video!.FrameCount);
        var pool = new FramePool(info.Video.Layout, info.Video.Width, info.Video.Height);
        using var tracker = new FaceTracker(FaceModelsForTests.Shared, range, info.Video.FrameRate, SpaceOf(info), FaceChoice.Auto);
        await using var frames = await FrameReader.OpenAsync(media.Tools, info, range, pool, Token);
        while (await frames.ReadAsync(Token) is { } frame)
        {
            using (frame)
            {
                tracker.Push(frame);
            }
        }

        return FaceShapes.Of(tracker.Finish(), Token);
    }

    private static YuvSpace SpaceOf(ClipInfo info)
    {
        var video = info.Video!;
        return YuvSpace.FromTags(video.Colour.Range, video.Colour.Matrix, video.Colour.ChromaLocation, video.Width, video.Height);
    }

    private static float Mean(ReadOnlySpan<float> values)
    {
        var sum = 0f;
        foreach (var value in values)
        {
            sum += value / values.Length;
        }

        return sum;
    }
}
