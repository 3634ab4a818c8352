using HeyGem.Core.Decode;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg;

namespace HeyGem.Core.Encode;

/// <summary>Reads a finished file back, because an encoder's exit code does not prove that everything is in it.</summary>
internal static class ResultCheck
{
    /// <summary>Counts the pictures and checks that the sound is there where it should be.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.OutputFailed"/>.</exception>
    public static async Task<long> CountFramesAsync(FfmpegTools tools, string path, EncodeSpec spec, CancellationToken cancellationToken)
    {
        var json = new System.Text.StringBuilder();
        var (exit, tail) = await FfmpegOutput.ReadLinesAsync(
            tools.FfprobePath, ProbeArguments.Count(path), line => json.Append(line), cancellationToken).ConfigureAwait(false);
        var report = StreamReport.Parse(json.ToString());
        var frames = StreamReport.Long(report?.Video, "nb_read_packets");
        if (exit != 0 || frames != spec.FrameCount)
        {
            throw new HeyGemException(
                ErrorCode.OutputFailed,
                $"The result for {MediaName.Of(spec.OutputPath)} holds {frames} of {spec.FrameCount} frames. {string.Join(" | ", tail.TakeLast(2))}");
        }

        return spec.Audio is not null && StreamReport.Long(report?.Audio, "nb_read_packets") == 0
            ? throw new HeyGemException(ErrorCode.OutputFailed, $"The result for {MediaName.Of(spec.OutputPath)} has no sound.")
            : frames;
    }
}
