using HeyGem.Core.Captions;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Speech;
using HeyGem.Core.Storage;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice;

namespace HeyGem.Core.Dubbing;

/// <summary>
/// The speech of a script as a clip hears it: a file as long as the clip, and where a background is kept a second one with both. They lie
/// hidden in the folder of the results until <see cref="Publish"/>; disposing removes what was not published.
/// </summary>
public sealed class DubSound : IDisposable
{
    private readonly PartFile _voice;
    private readonly PartFile _times;
    private readonly PartFile _captions;
    private readonly PartFile? _mix;

    private DubSound(IReadOnlyList<PartFile> files, IReadOnlyList<DubCue> cues)
    {
        (_voice, _times, _captions, _mix) = (files[0], files[1], files[2], files.ElementAtOrDefault(3));
        Cues = cues;
    }

    /// <summary>The speech, for the render.</summary>
    public string VoicePath => _voice.Path;

    /// <summary>When the lips touch in it, for the render.</summary>
    public string TimesPath => _times.Path;

    /// <summary>The result's sound where it is not the speech alone; else null.</summary>
    public string? MixPath => _mix?.Path;

    /// <summary>How the cues lie in this clip.</summary>
    public IReadOnlyList<DubCue> Cues { get; }

    /// <summary>Tells of a clip or a background without sound before an hour of captions is spoken to lie over it.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.MediaNoAudioStream"/>, or what probing throws.</exception>
    public static async Task EnsureBackgroundAsync(FfmpegTools ffmpeg, DubTarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ffmpeg);
        ArgumentNullException.ThrowIfNull(target);
        if (target.KeepBackground || target.BackgroundPath is not null)
        {
            var clip = await new MediaProbe(ffmpeg).ProbeAsync(target.ClipPath, cancellationToken).ConfigureAwait(false);
            await BackgroundAsync(ffmpeg, clip, target, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Makes the files.</summary>
    /// <param name="ffmpeg">Reads the clip and the background.</param>
    /// <param name="track">The speech.</param>
    /// <param name="target">The clip.</param>
    /// <param name="cancellationToken">Stops, and leaves nothing.</param>
    /// <exception cref="HeyGemException">What probing or decoding throws, <see cref="ErrorCode.MediaNoVideoStream"/>,
    /// <see cref="ErrorCode.MediaNoAudioStream"/>, <see cref="ErrorCode.MediaTooLarge"/>, <see cref="ErrorCode.DiskFull"/>,
    /// <see cref="ErrorCode.OutputNotWritable"/>.</exception>
    public static async Task<DubSound> WriteAsync(
        FfmpegTools ffmpeg, DubTrack track, DubTarget target, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ffmpeg);
        ArgumentNullException.ThrowIfNull(track);
        ArgumentNullException.ThrowIfNull(target);
        var clip = await new MediaProbe(ffmpeg).ProbeAsync(target.ClipPath, cancellationToken).ConfigureAwait(false);
        var background = await BackgroundAsync(ffmpeg, clip, target, cancellationToken).ConfigureAwait(false);
        var frames = Frames(clip, track);
        var cues = InClip(track.Cues, (double)frames / DubTrack.RateHz);
        List<PartFile> made = [];
        try
        {
            string[] tails = ["_voice.wav", "_voice.times", ".srt", .. background is null ? (string[])[] : ["_mix.wav"]];
            foreach (var tail in tails)
            {
                made.Add(PartFile.Create(OutputNaming.Beside(target.OutputFolder, target.ClipPath, track.Script.Language, tail)));
            }

            var mixer = new DubMixer(track.Path, frames);
            mixer.WriteVoice(made[0].Path, cancellationToken);
            if (background is not null)
            {
                await mixer.WriteMixAsync(
                    made[3].Path, ffmpeg, background, target.KeepBackground ? cues : [], cancellationToken).ConfigureAwait(false);
            }

            WriteTimes(made[1].Path, cues);
            WriteCaptions(made[2].Path, cues);
            return new DubSound(made, cues);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            made.ForEach(file => file.Dispose());
            throw DubDisk.Fault(e, target.OutputFolder);
        }
        catch
        {
            made.ForEach(file => file.Dispose());
            throw;
        }
    }

    /// <summary>Gives the files their names, or the first free numbered ones.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.OutputFailed"/>, <see cref="ErrorCode.DiskFull"/>.</exception>
    public DubFiles Publish() => new(_voice.Publish(), _mix?.Publish(), _captions.Publish());

    /// <inheritdoc/>
    public void Dispose()
    {
        _voice.Dispose();
        _times.Dispose();
        _mix?.Dispose();
        _captions.Dispose();
    }

    private static async Task<ClipInfo?> BackgroundAsync(
        FfmpegTools ffmpeg, ClipInfo clip, DubTarget target, CancellationToken cancellationToken)
    {
        var file = target.BackgroundPath is { } path
            ? await new MediaProbe(ffmpeg).ProbeVoiceAsync(path, cancellationToken).ConfigureAwait(false)
            : target.KeepBackground ? clip : null;
        return file is null || file.Audio is not null ? file : throw Silent(MediaName.Of(file.Path), target.BackgroundPath is null);
    }

    private static HeyGemException Silent(string name, bool isClip) => isClip
        ? new HeyGemException(ErrorCode.MediaNoAudioStream, $"{name} has no sound of its own that could be kept under the speech.")
        {
            Hint = "Dub it without keeping its sound, or give another sound as the background.",
        }
        : new HeyGemException(ErrorCode.MediaNoAudioStream, $"{name} has no sound, and the speech is to be laid over it.")
        {
            Hint = "Give a background with sound, or none.",
        };

    private static long Frames(ClipInfo clip, DubTrack track)
    {
        if (clip.Video is not { } video)
        {
            throw new HeyGemException(ErrorCode.MediaNoVideoStream, $"{MediaName.Of(clip.Path)} has no picture.");
        }

        // A picture lasts as long as is spoken, and half a second.
        return clip.IsStill
            ? (long)((track.Cues.Max(c => c.End) + 0.5) * DubTrack.RateHz)
            : video.FrameRate.StartOf(video.FrameCount).ToSamples(DubTrack.RateHz);
    }

    /// <summary>What of the cues is heard in a clip of a length in seconds.</summary>
    private static List<DubCue> InClip(IReadOnlyList<DubCue> cues, double seconds) =>
    [
        .. cues.Select(cue => cue switch
        {
            _ when cue.Start >= seconds => cue with
            {
                Outcome = CueOutcome.AfterClip,
                End = cue.Start,
                Phones = [],
                Advice = FormattableString.Invariant($"The clip ends at {seconds:0.00} s; move the cue or leave it out."),
            },
            _ when cue.End > seconds => cue with
            {
                Outcome = CueOutcome.Cut,
                End = seconds,
                Phones = [.. cue.Phones.Where(p => p.Start < seconds)],
                Advice = FormattableString.Invariant($"The clip ends at {seconds:0.00} s, {cue.End - seconds:0.00} s before the speech."),
            },
            _ => cue,
        }),
    ];

    private static void WriteTimes(string path, List<DubCue> cues)
    {
        // The lips part when the sound bursts, a little before the phone ends.
        const double Burst = 0.15;
        IReadOnlyList<(double Start, double End)> Spans(LipContact contact, double open) =>
        [
            .. cues.SelectMany(c => c.Phones).Where(p => p.Contact == contact).Select(p => (p.Start, p.End - (open * (p.End - p.Start)))),
        ];

        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write);
        new VoiceTimes(
            [.. cues.Where(c => c.Phones.Count > 0).Select(c => (c.Start, c.End))],
            Spans(LipContact.Lips, Burst),
            Spans(LipContact.Teeth, 0)).Write(stream);
    }

    private static void WriteCaptions(string path, List<DubCue> cues)
    {
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write);
        SrtWriter.Write(
            cues.Where(c => c.End > c.Start).Select(c => c.Cue with
            {
                Start = MediaTime.FromSeconds(c.Start),
                End = MediaTime.FromSeconds(Math.Max(c.End, c.PlaceEnd)),
            }),
            stream);
    }
}
