using HeyGem.Core.Engines;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Segments;
using HeyGem.Core.Ffmpeg.Splice;
using HeyGem.Core.Frames;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Storage;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render;

/// <summary>
/// Pass 2 of a correction: draws the frames of a range, and copies all other pictures and samples of the finished result as they are.
/// </summary>
internal sealed class CorrectStage(RenderTools tools, ClipWork work, IMouthPlan mouth)
{
    private const double Begins = 0.37;
    private const double Ends = 0.9;

    private readonly string _result = work.Spec.Correction!.ResultPath;

    /// <summary>Draws, splices, verifies and publishes.</summary>
    /// <param name="target">The corrected result.</param>
    /// <param name="cancellationToken">Stops it; nothing is left.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.CorrectionMismatch"/>: the result is not one of this clip rendered so; or
    /// what drawing and joining throw.</exception>
    public async Task<DrawnClip> RunAsync(EncodeSpec target, CancellationToken cancellationToken)
    {
        var asked = work.Plan.Corrected!.Value;
        var pictures = await ResultParts.ReadAsync(tools.Ffmpeg, _result, cancellationToken);
        var drawn = Widened(asked, pictures);
        var outcomes = new FrameOutcome[work.Plan.Count];
        for (var i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] = mouth.At(i).Outcome;
        }

        using var folder = HiddenFolder.In(work.Spec.OutputFolder);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var sound = Task.Run(() => SpliceAsync(target, asked, folder.Path, stop.Token), stop.Token);
        try
        {
            var segment = await DrawAsync(target, drawn, outcomes, Path.Combine(folder.Path, "drawn"), stop.Token);
            work.Meter.Begin(RenderStage.Publish, 0, Ends, 1);
            var (before, after) = await ResultParts.CutAsync(
                tools.Ffmpeg, (_result, pictures), target, drawn, folder.Path, stop.Token);
            List<EncodedSegment> segments = [.. new[] { before, segment, after }.OfType<EncodedSegment>()];
            if (segments.Any(part => part.Description != segment.Description))
            {
                throw Mismatch("it was encoded by another ffmpeg, or with other settings");
            }

            var file = await SegmentJoin.RunAsync(tools.Ffmpeg, target with { Tracks = await sound }, segments, stop.Token);
            return new DrawnClip(file, outcomes, new SegmentUse(1, 0))
            {
                Corrected = new CorrectedFrames(asked.Start, asked.End, drawn.Start, drawn.End),
            };
        }
        finally
        {
            await stop.CancelAsync();
            await ((Task)sound).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The frames that must be encoded so that those asked for are new.</summary>
    private FrameRange Widened(FrameRange asked, ResultPictures pictures)
    {
        if (pictures.Count != work.Plan.Count)
        {
            throw Mismatch($"it has {Counted.Of(pictures.Count, "frame")}, not {work.Plan.Count}");
        }

        var (start, end) = ((int)asked.Start, (int)asked.End);
        while (start > 0 && !pictures.Begins(start))
        {
            start--;
        }

        while (end < pictures.Count && !pictures.Begins(end))
        {
            end++;
        }

        return new FrameRange(start, end - start);
    }

    private async Task<EncodedSegment> DrawAsync(
        EncodeSpec target, FrameRange frames, FrameOutcome[] outcomes, string path, CancellationToken cancellationToken)
    {
        work.Meter.Begin(RenderStage.Draw, frames.Count, Begins, Ends);
        using var drawing = new DrawPass(work, mouth, outcomes);
        await using var writer = SegmentWriter.Open(tools.Ffmpeg, target, path, (int)frames.Count);
        var done = 0L;
        await drawing.RunAsync(frames, WriteAsync, cancellationToken);
        return await writer.FinishAsync(cancellationToken);

        async ValueTask WriteAsync(Frame frame, CancellationToken token)
        {
            await writer.WriteAsync(frame, token);
            work.Meter.Report(++done);
        }
    }

    private async Task<IReadOnlyList<SoundTrack>> SpliceAsync(
        EncodeSpec target, FrameRange asked, string folder, CancellationToken cancellationToken) =>
        await new SoundSplice(tools.Ffmpeg, target, folder)
            .RunAsync(_result, await SoundAsync(asked, cancellationToken), cancellationToken);

    private async Task<NewSound> SoundAsync(FrameRange asked, CancellationToken cancellationToken)
    {
        var correction = work.Spec.Correction!;
        var (start, end) = (work.Plan.Rate.StartOf(asked.Start), work.Plan.Rate.StartOf(asked.End));
        if (correction.SoundPath is { } path)
        {
            var file = await tools.Probe.ProbeVoiceAsync(path, cancellationToken);
            return file.Audio is null
                ? throw new HeyGemException(ErrorCode.MediaNoAudioStream, $"{MediaName.Of(path)} has no sound.")
                : new NewSound(file, correction.VoiceIn, end - start, start, end);
        }

        return new NewSound(work.Voices[correction.Voice].Info, correction.VoiceIn, end - start, start, end);
    }

    private HeyGemException Mismatch(string why) =>
        new(ErrorCode.CorrectionMismatch, $"{MediaName.Of(_result)} cannot be corrected: {why}.");
}
