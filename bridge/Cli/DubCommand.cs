using System.CommandLine;
using HeyGem.Bridge.Backend;
using HeyGem.Bridge.Cli.Views;
using HeyGem.Core.Dubbing;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Queue;
using HeyGem.Core.Queue.Runner;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Storage;
using HeyGem.Core.Weights;

namespace HeyGem.Bridge.Cli;

/// <summary><c>heygem dub</c>: captions become speech, and clips speak it, once for each language on one look at the face.</summary>
internal static class DubCommand
{
    public static Command Create()
    {
        var command = new Command("dub", "Speaks captions in each of their languages and renders clips that say them.");
        var options = new DubOptions();
        options.AddTo(command);
        command.SetAction((parsed, cancellationToken) => RunAsync(parsed, options, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, DubOptions options, CancellationToken cancellationToken)
    {
        using var view = RenderView.For(parsed.GetValue(options.Json), parsed.CommandResult.Command);
        List<DubTrack> tracks = [];
        try
        {
            var order = options.Read(parsed);
            var dry = parsed.GetValue(options.DryRun);
            using var voices = InstalledSpeech.In(DataFolder.Current());
            var scripts = await order.ScriptsAsync(voices, cancellationToken);
            if (!dry)
            {
                OutputFolder.EnsureWritable(order.OutputFolder);
                await EnsureSomeClipAsync(order, cancellationToken);
            }

            foreach (var script in scripts)
            {
                tracks.Add(await SpeakAsync(script, dry ? null : order.OutputFolder, view, cancellationToken));
            }

            return dry ? ExitCode.Done : await RenderCommand.WithToolsAsync(
                render => RenderAllAsync(render, order, tracks, view, cancellationToken), view, cancellationToken);
        }
        catch (HeyGemException e)
        {
            view.Failed(null, e);
            return e.Code == ErrorCode.ArgumentInvalid ? ExitCode.BadArguments : ExitCode.SomeFailed;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            view.Interrupted();
            return ExitCode.Interrupted;
        }
        finally
        {
            tracks.ForEach(track => track.Dispose());
        }
    }

    /// <summary>
    /// A wrong name, or a clip without the sound that is to be kept, is told before an hour of captions is spoken for it; where other
    /// clips are there, after them.
    /// </summary>
    private static async Task EnsureSomeClipAsync(DubOrder order, CancellationToken cancellationToken)
    {
        string[] clips = [.. order.Clips.Where(Path.Exists)];
        if (clips.Length == 0)
        {
            throw new HeyGemException(ErrorCode.InputNotFound, $"'{Path.GetFileName(order.Clips[0])}' does not exist.");
        }

        if (clips.Length == 1)
        {
            var data = DataFolder.Current();
            var ffmpeg = await FfmpegLocator.LocateAsync(data.Root, new AnalysisCache(data.Cache), cancellationToken);
            await DubSound.EnsureBackgroundAsync(ffmpeg, order.Target(clips[0]), cancellationToken);
        }
    }

    private static async Task<DubTrack> SpeakAsync(
        DubScript script, string? folder, RenderView view, CancellationToken cancellationToken)
    {
        var track = await DubTrack.SpeakAsync(script, folder, new Spoken(view, script), cancellationToken);
        view.Spoken(track);
        return track;
    }

    /// <summary>Renders each clip in all languages, so that what was seen of it is at hand, then the next clip.</summary>
    internal static async Task<int> RenderAllAsync(
        RenderItem render, DubOrder order, IReadOnlyList<DubTrack> tracks, RenderView view, CancellationToken cancellationToken)
    {
        var data = DataFolder.Current();
        var ffmpeg = await FfmpegLocator.LocateAsync(data.Root, new AnalysisCache(data.Cache), cancellationToken);
        var dubs = order.Clips.SelectMany(clip => tracks.Select(track => (Clip: clip, Track: track))).ToList();
        var work = dubs.Select(dub => order.Spec(dub.Clip, dub.Track.Script)).ToList();
        return await RenderCommand.RenderAllAsync(
            (spec, progress, token) => RenderAsync(render, spec, (ffmpeg, order, TrackOf(dubs, work, spec)), view, progress, token),
            work, view, cancellationToken);
    }

    private static DubTrack TrackOf(List<(string Clip, DubTrack Track)> dubs, List<RenderSpec> work, RenderSpec spec) =>
        dubs[work.FindIndex(w => ReferenceEquals(w, spec))].Track;

    private static async Task<RenderResult> RenderAsync(
        RenderItem render, RenderSpec spec, (FfmpegTools Ffmpeg, DubOrder Order, DubTrack Track) dub, RenderView view,
        IProgress<RenderProgress> progress, CancellationToken cancellationToken)
    {
        using var sound = await DubSound.WriteAsync(dub.Ffmpeg, dub.Track, dub.Order.Target(spec.ClipPath), cancellationToken);
        var voiced = spec with { VoicePath = sound.VoicePath, VoiceTimesPath = sound.TimesPath, FinalAudioPath = sound.MixPath };
        var result = await render(voiced, progress, cancellationToken);
        var files = sound.Publish();
        new RenderOrigins(DataFolder.Current().Origins)
            .Note(result, voiced with { VoicePath = files.Voice, VoiceTimesPath = null, FinalAudioPath = files.Mix });
        view.Dubbed(spec.ClipPath, dub.Track.Script.Language, files, [.. sound.Cues.Except(dub.Track.Cues)]);
        return result;
    }

    private sealed class Spoken(RenderView view, DubScript script) : IProgress<int>
    {
        public void Report(int value) => view.Speaking(script.Language, value, script.Captions.Cues.Count);
    }
}
