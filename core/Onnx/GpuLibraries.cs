using System.Runtime.InteropServices;
using HeyGem.Core.Weights;
using Microsoft.ML.OnnxRuntime;

namespace HeyGem.Core.Onnx;

/// <summary>
/// NVIDIA's provider as the user installed it, and the libraries of NVIDIA's own that it needs. The runtime looks for a provider beside its own
/// file, so an installed provider lies in a folder with a copy of the runtime, and that copy is the one that is loaded.
/// </summary>
public static class GpuLibraries
{
    private static readonly Lock _gate = new();
    private static bool _prepared;

    /// <summary>What NVIDIA must provide, CUDA 13 and cuDNN 9, by the names that the system's loader knows.</summary>
    public static IReadOnlyList<string> Needed { get; } = OperatingSystem.IsWindows()
        ? ["nvcuda.dll", "cudart64_13.dll", "cublas64_13.dll", "cublasLt64_13.dll", "cufft64_12.dll", "curand64_10.dll", "cudnn64_9.dll"]
        : ["libcuda.so.1", "libcudart.so.13", "libcublas.so.13", "libcublasLt.so.13", "libcufft.so.12", "libcurand.so.10", "libcudnn.so.9"];

    /// <summary>File name of the provider.</summary>
    public static string ProviderFile => OperatingSystem.IsWindows() ? "onnxruntime_providers_cuda.dll" : "libonnxruntime_providers_cuda.so";

    /// <summary>File name of the runtime.</summary>
    public static string RuntimeFile => OperatingSystem.IsWindows() ? "onnxruntime.dll" : "libonnxruntime.so";

    /// <summary>The runtime and what it shares with its providers, as they came with the program; null where they are not found.</summary>
    public static string? RuntimeFolder =>
        new[] { Path.Combine(AppContext.BaseDirectory, "runtimes", OperatingSystem.IsWindows() ? "win-x64" : "linux-x64", "native"), AppContext.BaseDirectory }
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, RuntimeFile)));

    /// <summary>Where a data folder keeps an installed provider.</summary>
    public static string FolderIn(DataFolder data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return Path.Combine(data.Models, "cuda");
    }

    /// <summary>Whether NVIDIA's provider is installed, in the data folder or beside the program.</summary>
    public static bool IsProviderInstalled() =>
        File.Exists(Path.Combine(FolderIn(DataFolder.Current()), ProviderFile)) || (RuntimeFolder is { } own && File.Exists(Path.Combine(own, ProviderFile)));

    /// <summary>Names of <see cref="Needed"/> that the system's loader does not find.</summary>
    public static IReadOnlyList<string> Missing() => [.. Needed.Where(name => !CanLoad(name))];

    /// <summary>Why NVIDIA's provider cannot work here, a sentence; null where nothing is known to be missing.</summary>
    public static string? Obstacle()
    {
        if (OperatingSystem.IsMacOS() || RuntimeInformation.ProcessArchitecture != Architecture.X64)
        {
            return "NVIDIA's provider exists for Windows and Linux on x64 only.";
        }

        if (!IsProviderInstalled())
        {
            return "NVIDIA's provider is not installed; `heygem models install cuda` brings it.";
        }

        var missing = Missing();
        return missing.Count == 0 ? null : $"NVIDIA's libraries are missing: {string.Join(", ", missing)} (driver, CUDA 13 and cuDNN 9).";
    }

    /// <summary>Lets the runtime be loaded from the folder of an installed provider. Before the first session; later calls do nothing.</summary>
    internal static void Prepare()
    {
        lock (_gate)
        {
            if (_prepared)
            {
                return;
            }

            _prepared = true;
            var runtime = Path.Combine(FolderIn(DataFolder.Current()), RuntimeFile);
            if (!File.Exists(runtime))
            {
                return;
            }

            OrtEnv.DisableDllImportResolver = true;
            NativeLibrary.SetDllImportResolver(typeof(OrtEnv).Assembly, (name, assembly, path) =>
                name.StartsWith("onnxruntime", StringComparison.OrdinalIgnoreCase) && NativeLibrary.TryLoad(runtime, out var handle)
                    ? handle
                    : RuntimeFolder is { } own && NativeLibrary.TryLoad(Path.Combine(own, RuntimeFile), out handle) ? handle : nint.Zero);
        }
    }

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
