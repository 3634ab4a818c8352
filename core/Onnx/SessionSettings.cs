using System.Globalization;
using HeyGem.Core.Errors;
using Microsoft.ML.OnnxRuntime;
using ErrorCode = HeyGem.Core.Errors.ErrorCode;

namespace HeyGem.Core.Onnx;

/// <summary>What a session is opened with.</summary>
internal static class SessionSettings
{
    /// <summary>Settings for one provider. The caller disposes them.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.EngineUnavailable"/>: it is known beforehand that the provider cannot work
    /// here.</exception>
    /// <exception cref="OnnxRuntimeException">The runtime does not have the provider.</exception>
    public static SessionOptions For(OnnxProvider provider, OnnxOptions options)
    {
        if (provider is OnnxProvider.Cuda or OnnxProvider.TensorRt && GpuLibraries.Obstacle(provider) is { } obstacle)
        {
            throw new HeyGemException(ErrorCode.EngineUnavailable, obstacle);
        }

        OnnxTelemetry.Off();
        var settings = new SessionOptions
        {
            IntraOpNumThreads = options.Threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };
        try
        {
            // A spinning worker takes a whole core from ffmpeg between two frames.
            settings.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
            settings.AddSessionConfigEntry("session.set_denormal_as_zero", "1");
            Append(settings, provider, options.Card);
            return settings;
        }
        catch
        {
            settings.Dispose();
            throw;
        }
    }

    private static void Append(SessionOptions settings, OnnxProvider provider, int card)
    {
        switch (provider)
        {
            case OnnxProvider.Cuda:
                using (var cuda = new OrtCUDAProviderOptions())
                {
                    if (card > 0)
                    {
                        cuda.UpdateOptions(CardOption(card));
                    }

                    settings.AppendExecutionProvider_CUDA(cuda);
                }

                break;
            case OnnxProvider.TensorRt:
                using (var tensorRt = new OrtTensorRTProviderOptions())
                {
                    if (card > 0)
                    {
                        tensorRt.UpdateOptions(CardOption(card));
                    }

                    settings.AppendExecutionProvider_Tensorrt(tensorRt);
                }

                break;
            case OnnxProvider.DirectMl:
                settings.EnableMemoryPattern = false;
                settings.AppendExecutionProvider_DML(card);
                break;
            case OnnxProvider.CoreMl:
                settings.AppendExecutionProvider("CoreML");
                break;
            case OnnxProvider.Cpu:
            default:
                break;
        }
    }

    private static Dictionary<string, string> CardOption(int card) => new() { ["device_id"] = card.ToString(CultureInfo.InvariantCulture) };
}
