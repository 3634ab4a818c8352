using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Render.Plan;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render;

/// <summary>What is heard in the result: the voice, another file over the same stretch of time, or nothing.</summary>
internal static class FinalSound
{
    /// <summary>The sound of the result, or null for none.</summary>
    /// <param name="work">The render.</param>
    /// <param name="laid">The voice where it is in pieces.</param>
    /// <param name="file">The file that is heard instead, or null.</param>
    public static AudioSource? Of(ClipWork work, LaidSound? laid, ClipInfo? file) => work.Spec switch
    {
        { NoAudio: true } or { Correction: not null } => null,
        _ when work.Plan.Heard.Duration == MediaTime.Zero => null,
        _ when file is not null => OfFile(file, work.Plan) with { KeepsTracks = true },
        _ when laid is not null => laid.Source,
        { VoicePath: var path } => OfFile(work.Voices[path].Info, work.Plan),
    };

    /// <summary>Looks at the file that is heard instead of the voice, where there is one.</summary>
    /// <returns>The file, and what an editor should know of it, each a sentence.</returns>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.MediaNoAudioStream"/>, or what probing throws.</exception>
    public static async Task<(ClipInfo? File, IReadOnlyList<string> Warnings)> ProbeAsync(
        RenderTools tools, ClipWork work, CancellationToken cancellationToken)
    {
        if (work.Spec is not { FinalAudioPath: { } path, Correction: null })
        {
            return (null, []);
        }

        var file = await tools.Probe.ProbeVoiceAsync(path, cancellationToken);
        if (file.Audio is not { } audio)
        {
            throw new HeyGemException(ErrorCode.MediaNoAudioStream, $"{Path.GetFileName(path)} has no sound.");
        }

        var wanted = work.Plan.VoiceDuration;
        var there = audio.StartTime + audio.Duration - work.Plan.VoiceStart;
        return there + work.Plan.Rate.StartOf(1) >= wanted
            ? (file, file.Warnings)
            : (file, [.. file.Warnings, FormattableString.Invariant(
                $"The final sound lasts {Math.Max(0, there.Seconds):0.00} s of {wanted.Seconds:0.00} s; after it the result is silent.")]);
    }

    private static AudioSource OfFile(ClipInfo file, SourcePlan plan) =>
        new(file.Path, plan.Heard.Start, plan.Heard.Duration) { Stream = file.Audio };
}
