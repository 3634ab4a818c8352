using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using HeyGem.Core.Errors;
using Microsoft.ML.OnnxRuntime;
using ErrorCode = HeyGem.Core.Errors.ErrorCode;

namespace HeyGem.Core.Onnx;

/// <summary>
/// The input and output buffers of one caller of an <see cref="OnnxModel"/>, bound once. Fill the inputs, call <see cref="Run"/>,
/// read the outputs; a run allocates nothing on the managed heap. For one thread at a time. The owner disposes it.
/// </summary>
public sealed class OnnxRun : IDisposable
{
    private static readonly string[] OutOfMemoryWords = ["out of memory", "Failed to allocate memory", "OutOfMemory", "8007000E"];

    private readonly InferenceSession _session;
    private readonly string _file;
    private readonly RunOptions _options = new();
    private readonly OrtIoBinding _binding;
    private readonly List<OrtValue> _values = [];
    private readonly Dictionary<string, Array> _buffers = [];

    internal OnnxRun(InferenceSession session, string file, IReadOnlyList<OnnxTensor> inputs, IReadOnlyList<OnnxTensor> outputs)
    {
        _session = session;
        _file = file;
        _binding = session.CreateIoBinding();
        foreach (var tensor in inputs)
        {
            _binding.BindInput(tensor.Name, Allocate(tensor));
        }

        foreach (var tensor in outputs)
        {
            _binding.BindOutput(tensor.Name, Allocate(tensor));
        }
    }

    /// <summary>The elements of one bound input or output, row-major. The same buffer for the life of this object.</summary>
    /// <exception cref="KeyNotFoundException">The tensor is not bound.</exception>
    /// <exception cref="InvalidCastException">The tensor holds other elements.</exception>
    public Memory<T> Buffer<T>(OnnxTensor tensor)
        where T : unmanaged
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return (T[])_buffers[tensor.Name];
    }

    /// <summary>Whether a tensor holds half-precision numbers.</summary>
    public static bool IsHalf(OnnxTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        return tensor.ElementType == typeof(Float16);
    }

    /// <summary>Writes numbers into a tensor of single or half precision from an element on.</summary>
    public void Write(OnnxTensor tensor, int at, ReadOnlySpan<float> values)
    {
        if (IsHalf(tensor))
        {
            TensorPrimitives.ConvertToHalf(values, Halves(tensor)[at..]);
        }
        else
        {
            values.CopyTo(Buffer<float>(tensor).Span[at..]);
        }
    }

    /// <summary>Reads numbers of a tensor of single or half precision from an element on.</summary>
    public void Read(OnnxTensor tensor, int at, Span<float> values)
    {
        if (IsHalf(tensor))
        {
            TensorPrimitives.ConvertToSingle(Halves(tensor).Slice(at, values.Length), values);
        }
        else
        {
            Buffer<float>(tensor).Span.Slice(at, values.Length).CopyTo(values);
        }
    }

    /// <summary>Computes the outputs from the inputs.</summary>
    /// <exception cref="HeyGemException">
    /// <see cref="ErrorCode.GpuOutOfMemory"/>; <see cref="ErrorCode.WeightsUnsupported"/>: the graph failed, most often because a shape
    /// does not fit.
    /// </exception>
    public void Run()
    {
        try
        {
            _session.RunWithBinding(_options, _binding);
        }
        catch (OnnxRuntimeException e) when (IsOutOfMemory(e.Message))
        {
            throw new HeyGemException(ErrorCode.GpuOutOfMemory, $"There was not enough memory to run {_file}.", e);
        }
        catch (OnnxRuntimeException e)
        {
            throw new HeyGemException(ErrorCode.WeightsUnsupported, $"{_file} could not be run: {e.Message}", e);
        }
    }

    /// <summary>
    /// Whether a runtime's message tells of memory that could not be had: its arena's words, CUDA's, and DirectML's code.
    /// </summary>
    internal static bool IsOutOfMemory(string message) =>
        OutOfMemoryWords.Any(words => message.Contains(words, StringComparison.OrdinalIgnoreCase));

    private Span<Half> Halves(OnnxTensor tensor) => MemoryMarshal.Cast<Float16, Half>(((Float16[])_buffers[tensor.Name]).AsSpan());

    /// <inheritdoc/>
    public void Dispose()
    {
        _binding.Dispose();
        _options.Dispose();
        foreach (var value in _values)
        {
            value.Dispose();
        }
    }

    private OrtValue Allocate(OnnxTensor tensor)
    {
        if (tensor.Count < 0)
        {
            throw new HeyGemException(
                ErrorCode.WeightsUnsupported, $"{_file} leaves an axis of {tensor} open; bind it with a fixed shape.");
        }

        if (tensor.ElementType == typeof(float))
        {
            return Allocate<float>(tensor);
        }

        if (tensor.ElementType == typeof(long))
        {
            return Allocate<long>(tensor);
        }

        if (tensor.ElementType == typeof(int))
        {
            return Allocate<int>(tensor);
        }

        if (tensor.ElementType == typeof(byte))
        {
            return Allocate<byte>(tensor);
        }

        if (tensor.ElementType == typeof(Float16))
        {
            return Allocate<Float16>(tensor);
        }

        throw new HeyGemException(ErrorCode.WeightsUnsupported,
            $"{_file} wants {tensor.ElementType.Name} for {tensor}; float, half, long, int and byte are driven.");
    }

    private OrtValue Allocate<T>(OnnxTensor tensor)
        where T : unmanaged
    {
        // Pinned from birth: the runtime keeps the address for as long as the binding lives.
        var buffer = GC.AllocateArray<T>(checked((int)tensor.Count), pinned: true);
        var value = OrtValue.CreateTensorValueFromMemory(buffer, [.. tensor.Shape]);
        _values.Add(value);
        _buffers[tensor.Name] = buffer;
        return value;
    }
}
