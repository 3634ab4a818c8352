using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Queue.Runner;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Segments;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Render.Turns;
using HeyGem.Core.Speech;
using HeyGem.Core.Storage;
using HeyGem.Core.Weights;

namespace HeyGem.Bridge.Backend;

/// <summary>What the bridge needs from the engine: how to render, how to look, how to make a picture, what is media.</summary>
/// <param name="Render">Renders one clip.</param>
/// <param name="CheckAsync">Says what a render needs and whether it is there; waits for what is being got ready only where asked
/// to.</param>
/// <param name="MakeThumbnailAsync">Writes a small JPEG of a clip's first usable picture to a path: media file, JPEG path.</param>
/// <param name="ProbeAsync">Returns when a file is media with a picture by its content, else throws an <c>input.*</c> or <c>media.*</c>
/// code.</param>
internal sealed record RenderBackend(
    RenderItem Render,
    Func<bool, CancellationToken, Task<IReadOnlyList<HealthCheck>>> CheckAsync,
    Func<string, string, CancellationToken, Task> MakeThumbnailAsync,
    Func<string, CancellationToken, Task> ProbeAsync)
{
    /// <summary>Writes a small JPEG of what a media file shows at a moment: media file, moment, JPEG path.</summary>
    public Func<string, PictureMoment, string, CancellationToken, Task> PictureAsync
    {
        get => field ?? ((source, _, jpeg, cancellationToken) => MakeThumbnailAsync(source, jpeg, cancellationToken));
        init;
    }

    /// <summary>Reads what a media file is, with or without a picture.</summary>
    public Func<string, CancellationToken, Task<ClipInfo>> InspectAsync { get; init; } = InspectHereAsync;

    /// <summary>Says who draws the segments of long clips from here on.</summary>
    public Action<ISegmentExecutor> DrawWith { get; init; } = static _ => { };

    /// <summary>Finds who speaks when in a clip: what of it is rendered, and whom to tell how far it is.</summary>
    public Func<RenderSpec, IProgress<RenderProgress>, CancellationToken, Task<SpeakerProposal>> FindSpeakersAsync { get; init; } =
        static (_, _, _) => throw new HeyGemException(ErrorCode.WeightsMissing, "Nothing here follows faces.");

    /// <summary>Finds who can speak on this machine; whoever asks disposes it.</summary>
    public Func<SpeechVoices> Voices { get; init; } = () => InstalledSpeech.In(DataFolder.Current());

    /// <summary>Reads what a media file is by the ffmpeg of this machine.</summary>
    public static async Task<ClipInfo> InspectHereAsync(string path, CancellationToken cancellationToken)
    {
        var data = DataFolder.Current();
        var ffmpeg = await FfmpegLocator.LocateAsync(data.Root, new AnalysisCache(data.Cache), cancellationToken);
        return await new MediaProbe(ffmpeg).ProbeAsync(path, cancellationToken);
    }
}
