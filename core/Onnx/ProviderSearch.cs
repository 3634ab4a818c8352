using HeyGem.Core.Errors;
using Microsoft.ML.OnnxRuntime;

namespace HeyGem.Core.Onnx;

/// <summary>Tries providers in order and keeps why each of them was not used.</summary>
public static class ProviderSearch
{
    /// <summary>The providers worth trying on this system, best first; the last is always the processor.</summary>
    public static IReadOnlyList<OnnxProvider> Automatic { get; } =
        OperatingSystem.IsWindows() ? [OnnxProvider.Cuda, OnnxProvider.TensorRt, OnnxProvider.DirectMl, OnnxProvider.Cpu]
        : OperatingSystem.IsMacOS() ? [OnnxProvider.CoreMl, OnnxProvider.Cpu]
        : [OnnxProvider.Cuda, OnnxProvider.TensorRt, OnnxProvider.Cpu];

    /// <summary>The name of a provider in ONNX Runtime's words.</summary>
    public static string NameOf(OnnxProvider provider) => provider switch
    {
        OnnxProvider.Cuda => "CUDAExecutionProvider",
        OnnxProvider.TensorRt => "TensorrtExecutionProvider",
        OnnxProvider.DirectMl => "DmlExecutionProvider",
        OnnxProvider.CoreMl => "CoreMLExecutionProvider",
        _ => "CPUExecutionProvider",
    };

    /// <summary>Opens something with the first provider that can.</summary>
    /// <param name="order">Providers to try, best first, at least one.</param>
    /// <param name="open">Opens it, or throws what the runtime throws.</param>
    /// <returns>What was opened, and every attempt up to the one that succeeded.</returns>
    /// <exception cref="OnnxRuntimeException">The last provider could not open it either.</exception>
    public static (T Opened, IReadOnlyList<ProviderAttempt> Attempts) First<T>(
        IReadOnlyList<OnnxProvider> order, Func<OnnxProvider, T> open)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(open);
        var attempts = new List<ProviderAttempt>();
        for (var i = 0; i < order.Count; i++)
        {
            try
            {
                var opened = open(order[i]);
                attempts.Add(new ProviderAttempt(order[i], null));
                return (opened, attempts);
            }
            catch (Exception e) when (i + 1 < order.Count
                && e is OnnxRuntimeException or EntryPointNotFoundException or DllNotFoundException
                    or HeyGemException or NotSupportedException)
            {
                attempts.Add(new ProviderAttempt(order[i], OneSentence(e.Message)));
            }
        }

        throw new ArgumentException("There is no provider to try.", nameof(order));
    }

    /// <summary>The first line of a message, as a runtime's may run over a page.</summary>
    internal static string OneSentence(string message)
    {
        var line = message.AsSpan().Trim();
        var end = line.IndexOfAny('\r', '\n');
        line = end < 0 ? line : line[..end];
        return line.Length > 400 ? string.Concat(line[..400], "...") : line.ToString();
    }
}
