using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Timelines;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render.Placement;

/// <summary>Looks into the media whose clocks a timeline file counts in and does not tell.</summary>
public static class TimelineClocks
{
    /// <summary>
    /// Tells a file the clocks of its media. Media that cannot be read stay without one, and their clips are named with that reason.
    /// </summary>
    /// <param name="file">The timeline.</param>
    /// <param name="probe">Reads what a media file is.</param>
    /// <param name="cancellationToken">Ends the looking.</param>
    /// <returns>What was told.</returns>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FfmpegMissing"/>.</exception>
    public static async Task<IReadOnlyDictionary<string, MediaClock>> TellAsync(
        TimelineFile file, Func<string, CancellationToken, Task<ClipInfo>> probe, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(probe);
        var told = new Dictionary<string, MediaClock>();
        foreach (var path in file.Unclocked)
        {
            try
            {
                told[path] = Of(await probe(path, cancellationToken).ConfigureAwait(false), file.Timeline.Rate);
            }
            catch (HeyGemException e) when (e.Code != ErrorCode.FfmpegMissing)
            {
            }
        }

        Tell(file, told);
        return told;
    }

    /// <summary>
    /// The same choice, and of a voice file how long its sound is, so that clips which it does not reach over are known before they are
    /// rendered. One that cannot be read stays as it is: its clips fail, and say why.
    /// </summary>
    /// <param name="choice">What is asked for.</param>
    /// <param name="probe">Reads what a media file is.</param>
    /// <param name="cancellationToken">Ends the looking.</param>
    public static async Task<TimelineChoice> MeasuredAsync(
        TimelineChoice choice, Func<string, CancellationToken, Task<ClipInfo>> probe, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(choice);
        ArgumentNullException.ThrowIfNull(probe);
        if (choice.Voice is not VoiceChoice.OneFile file)
        {
            return choice;
        }

        try
        {
            var audio = (await probe(file.Path, cancellationToken).ConfigureAwait(false)).Audio;
            return audio is null ? choice
                : choice with { Voice = file with { Length = (audio.StartTime + audio.Duration).Ticks } };
        }
        catch (HeyGemException)
        {
            return choice;
        }
    }

    /// <summary>Tells a file clocks that were looked up before.</summary>
    public static void Tell(TimelineFile file, IReadOnlyDictionary<string, MediaClock> clocks)
    {
        ArgumentNullException.ThrowIfNull(file);
        ArgumentNullException.ThrowIfNull(clocks);
        foreach (var (path, clock) in clocks)
        {
            file.Clock(path, clock);
        }
    }

    private static MediaClock Of(ClipInfo clip, FrameRate otherwise) => clip.Video is not { } video
        ? new MediaClock(otherwise, null, otherwise.FramesIn(clip.Duration))
        : new MediaClock(
            video.FrameRate, video.StartTimecode is { } text && Timecode.TryParse(text, out var start) ? start : null, video.FrameCount);
}
