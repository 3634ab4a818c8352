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

    /// <summary>Computes the outputs from the inputs.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.WeightsUnsupported"/>: the graph failed, most often because a shape does not fit.</exception>
    public void Run()
    {
        try
        {
            _session.RunWithBinding(_options, _binding);
        }
        catch (OnnxRuntimeException e)
        {
            throw new HeyGemException(ErrorCode.WeightsUnsupported, $"{_file} could not be run: {e.Message}", e);
        }
    }

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
            throw new HeyGemException(ErrorCode.WeightsUnsupported, $"{_file} leaves an axis of {tensor} open; bind it with a fixed shape.");
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

        throw new HeyGemException(ErrorCode.WeightsUnsupported, $"{_file} wants {tensor.ElementType.Name} for {tensor}; float, long, int and byte are driven.");
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
