using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace HeyGem.Core.Onnx;

/// <summary>
/// Keeps ONNX Runtime from telling its maker about this machine. Its official libraries do so from 1.29 on unless they are asked not to: on
/// Linux and macOS they send what is loaded and how fast it runs, under a number for the machine that they keep in the user's cache.
/// </summary>
internal static partial class OnnxTelemetry
{
    private static readonly Lazy<bool> _off = new(TurnOff);

    /// <summary>Turns it off for this process; before anything else is asked of the library, which looks once.</summary>
    public static void Off() => _ = _off.Value;

    private static bool TurnOff()
    {
        if (!OperatingSystem.IsWindows())
        {
            // .NET keeps its own environment on these systems; the library reads the process's.
            _ = setenv("ORT_DISABLE_TELEMETRY", "1", 1);
        }

        OrtEnv.Instance().DisableTelemetryEvents();
        return true;
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);
}
