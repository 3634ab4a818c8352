using HeyGem.Bridge.Errors;
using HeyGem.Core.Errors;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Weights;

namespace HeyGem.Bridge.Cli.Checks;

/// <summary>Doctor's proof: the ten frames of a drawn talker that come with the program, rendered the way every clip is.</summary>
internal static class RenderCheck
{
    private const int Frames = 10;

    /// <summary>The clip beside the program; its sound is the voice.</summary>
    private static string Clip => Path.Combine(ShippedModel.Folder, "check.mp4");

    /// <summary>Renders; the sentence says how long it took.</summary>
    /// <exception cref="HeyGemException">What kept the render, with its code; <see cref="ErrorCode.FfmpegUnsupported"/> where the clip,
    /// which is known to be whole, is blamed.</exception>
    public static async Task<string> RunAsync(RenderTools tools, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("heygem-doctor-");
        try
        {
            var spec = new RenderSpec { ClipPath = Clip, VoicePath = Clip, OutputFolder = folder.FullName, Engine = "mesh" };
            var result = await new RenderPipeline(tools).RunAsync(spec, null, cancellationToken);
            return result.Report.Frames == Frames && result.Report.FramesRendered == Frames
                ? FormattableString.Invariant($"{Frames} frames of a made clip were rendered in {result.Report.Seconds.Total:0.0} s")
                : throw new HeyGemException(
                    ErrorCode.Internal, $"Of {Frames} frames of a made clip {result.Report.FramesRendered} were rendered.");
        }
        catch (HeyGemException e) when (e.Code.WireName().StartsWith("media.", StringComparison.Ordinal))
        {
            throw new HeyGemException(ErrorCode.FfmpegUnsupported, $"ffmpeg cannot read a clip that is whole: {e.Message}", e);
        }
        catch (Exception e) when (e is not (HeyGemException or OperationCanceledException))
        {
            throw UnexpectedFault.Of("A made clip cannot be rendered", e);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
