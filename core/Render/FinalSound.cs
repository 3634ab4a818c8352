using HeyGem.Core.Errors;
using HeyGem.Core.Render.Spec;

namespace HeyGem.Core.Render;

/// <summary>Checks the file whose sound the result shall have instead of the voice's.</summary>
internal static class FinalSound
{
    /// <summary>What an editor should know of it, each a sentence; nothing where there is no such file.</summary>
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
}
