using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Render.Plan;
using HeyGem.Core.Render.Spec;

namespace HeyGem.Core.Render;

/// <summary>What is heard in the result: the voice, another file over the same stretch of time, or nothing.</summary>
internal static class FinalSound
{
    /// <summary>The sound of the result, or null for none.</summary>
    public static AudioSource? Of(ClipWork work, LaidSound? laid) => work.Spec switch
    {
        { NoAudio: true } => null,
        { FinalAudioPath: { } path } => new AudioSource(path, work.Plan.VoiceStart, work.Plan.VoiceDuration),
        _ when laid is not null => laid.Source,
        { VoicePath: var path } => OfVoice(work.Voices[path].Info, work.Plan),
    };

    /// <summary>What an editor should know of the file that is heard instead of the voice, each a sentence.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.MediaNoAudioStream"/>, or what probing throws.</exception>
    public static async Task<IReadOnlyList<string>> ProbeAsync(RenderTools tools, RenderSpec spec, CancellationToken cancellationToken)
    {
        if (spec.FinalAudioPath is not { } path)
        {
            return [];
        }

        var file = await tools.Probe.ProbeAsync(path, cancellationToken);
        return file.Audio is null
            ? throw new HeyGemException(ErrorCode.MediaNoAudioStream, $"{Path.GetFileName(path)} has no sound.")
            : file.Warnings;
    }

    private static AudioSource OfVoice(ClipInfo voice, SourcePlan plan) =>
        new(voice.Path, plan.VoiceStart, plan.VoiceDuration) { Stream = voice.Audio };
}
