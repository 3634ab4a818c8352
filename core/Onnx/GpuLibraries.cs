using System.Runtime.InteropServices;

namespace HeyGem.Core.Onnx;

/// <summary>
/// Looks whether NVIDIA's providers can work before ONNX Runtime is asked for one, because the runtime prints an error line of its own
/// for each library that it cannot load. The providers come with the program; the driver, CUDA, cuDNN and TensorRT come from NVIDIA.
/// </summary>
public static class GpuLibraries
{
    private static readonly string[] _tensorRt = OperatingSystem.IsWindows()
        ? ["nvinfer_10.dll", "nvonnxparser_10.dll"]
        : ["libnvinfer.so.10", "libnvonnxparser.so.10"];

    /// <summary>What the CUDA provider needs, CUDA 13 and cuDNN 9, by the names that the system's loader knows.</summary>
    public static IReadOnlyList<string> Needed { get; } = OperatingSystem.IsWindows()
        ? ["nvcuda.dll", "cudart64_13.dll", "cublas64_13.dll", "cublasLt64_13.dll", "cufft64_12.dll", "curand64_10.dll", "cudnn64_9.dll"]
        : ["libcuda.so.1", "libcudart.so.13", "libcublas.so.13", "libcublasLt.so.13", "libcufft.so.12", "libcurand.so.10", "libcudnn.so.9"];

    // What CUDA and DirectML say of a card that there is not, or that is the processor in disguise.
    private static readonly string[] _noCard = ["invalid device", "887A0002", "C0262002"];

    /// <summary>How many cards CUDA shows this process; null where it cannot be asked.</summary>
    public static int? Cards()
    {
        var name = Needed.First(n => n.Contains("cudart", StringComparison.Ordinal));
        if (!NativeLibrary.TryLoad(name, out var library))
        {
            return null;
        }

        // It stays loaded: the provider uses it.
        return NativeLibrary.TryGetExport(library, "cudaGetDeviceCount", out var export)
            && Marshal.GetDelegateForFunctionPointer<CountCards>(export)(out var count) == 0
            ? count : null;
    }

    /// <summary>Whether a provider's message tells that there is no card of the number it was asked for.</summary>
    internal static bool IsNoCard(string message) => _noCard.Any(words => message.Contains(words, StringComparison.OrdinalIgnoreCase));

    /// <summary>Names of <see cref="Needed"/> that the system's loader does not find.</summary>
    public static IReadOnlyList<string> Missing() => Missing(Needed);

    /// <summary>Why one of NVIDIA's providers cannot work here, a sentence; null where nothing is known to be missing.</summary>
    /// <param name="provider">
    /// <see cref="OnnxProvider.Cuda"/> or <see cref="OnnxProvider.TensorRt"/>, which needs all that CUDA needs and more.
    /// </param>
    public static string? Obstacle(OnnxProvider provider = OnnxProvider.Cuda)
    {
        if (OperatingSystem.IsMacOS() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            return "NVIDIA's provider exists for Windows and Linux on x64 only.";
        }

        var missing = Missing(provider == OnnxProvider.TensorRt ? [.. Needed, .. _tensorRt] : Needed);
        var what = provider == OnnxProvider.TensorRt ? "driver, CUDA 13, cuDNN 9 and TensorRT 10" : "driver, CUDA 13 and cuDNN 9";
        return missing.Length == 0 ? null : $"NVIDIA's libraries are missing: {string.Join(", ", missing)} ({what}).";
    }

    [UnmanagedFunctionPointer(CallingConvention.Cdecl)]
    private delegate int CountCards(out int count);

    private static string[] Missing(IReadOnlyList<string> names) => [.. names.Where(name => !CanLoad(name))];

    private static bool CanLoad(string name)
    {
        if (!NativeLibrary.TryLoad(name, out var handle))
        {
            return false;
        }

        NativeLibrary.Free(handle);
        return true;
    }
}
