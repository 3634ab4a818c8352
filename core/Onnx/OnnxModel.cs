using HeyGem.Core.Errors;
using Microsoft.ML.OnnxRuntime;
using ErrorCode = HeyGem.Core.Errors.ErrorCode;

namespace HeyGem.Core.Onnx;

/// <summary>
/// A loaded ONNX graph. Holds the weights; a <see cref="OnnxRun"/> made by <see cref="Bind()"/> holds the buffers of one caller.
/// Safe to use from many threads, each with a run of its own. The owner disposes it after its runs.
/// </summary>
public sealed class OnnxModel : IDisposable
{
    private readonly InferenceSession _session;

    private OnnxModel(InferenceSession session, string file, string provider)
    {
        _session = session;
        File = file;
        Provider = provider;
        Inputs = Describe(session.InputMetadata);
        Outputs = Describe(session.OutputMetadata);
    }

    /// <summary>Where the graph came from: its path, or the name given with its bytes.</summary>
    public string File { get; }

    /// <summary>The execution provider that holds the graph, in ONNX Runtime's words: <c>CPUExecutionProvider</c> or <c>CUDAExecutionProvider</c>.</summary>
    public string Provider { get; }

    /// <summary>The graph's inputs in file order.</summary>
    public IReadOnlyList<OnnxTensor> Inputs { get; }

    /// <summary>The graph's outputs in file order.</summary>
    public IReadOnlyList<OnnxTensor> Outputs { get; }

    /// <summary>Loads a graph from a file.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.WeightsMissing"/>, <see cref="ErrorCode.WeightsUnsupported"/>.</exception>
    public static OnnxModel Load(string path, OnnxOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        byte[] graph;
        try
        {
            graph = System.IO.File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new HeyGemException(ErrorCode.WeightsMissing, $"The model {path} is not installed.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HeyGemException(ErrorCode.WeightsMissing, $"The model {path} cannot be read: {e.Message}", e);
        }

        return Load(graph, path, options);
    }

    /// <summary>Loads a graph from its bytes; <paramref name="name"/> stands for it in messages and reports.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.WeightsUnsupported"/>: the bytes are not a graph that this runtime can run.</exception>
    public static OnnxModel Load(byte[] graph, string name, OnnxOptions options)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        try
        {
            return (options.Cuda ? OnCuda(graph, name, options) : null) ?? OnCpu(graph, name, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new HeyGemException(ErrorCode.WeightsUnsupported, $"{name} cannot be loaded as an ONNX model: {e.Message}", e);
        }
    }

    /// <summary>The only input that can have this shape (-1 for any length of an axis).</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.WeightsUnsupported"/>: none or several can.</exception>
    public OnnxTensor Input(params ReadOnlySpan<long> shape) => Only(Inputs, "input", shape);

    /// <summary>The only output that can have this shape (-1 for any length of an axis).</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.WeightsUnsupported"/>: none or several can.</exception>
    public OnnxTensor Output(params ReadOnlySpan<long> shape) => Only(Outputs, "output", shape);

    /// <summary>Buffers for the graph with every axis fixed by the file.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.WeightsUnsupported"/>: the file leaves an axis open.</exception>
    public OnnxRun Bind() => Bind(Inputs, Outputs);

    /// <summary>Buffers for the given inputs and outputs, every axis fixed; an output that is left out is not computed.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.WeightsUnsupported"/>: an axis is open or an element type is not one we drive.</exception>
    public OnnxRun Bind(IReadOnlyList<OnnxTensor> inputs, IReadOnlyList<OnnxTensor> outputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(outputs);
        return new OnnxRun(_session, File, inputs, outputs);
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private static SessionOptions Settings(OnnxOptions options)
    {
        var settings = new SessionOptions
        {
            IntraOpNumThreads = options.Threads,
            InterOpNumThreads = 1,
            ExecutionMode = ExecutionMode.ORT_SEQUENTIAL,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
            LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
        };

        // A spinning worker takes a whole core from ffmpeg between two frames.
        settings.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
        return settings;
    }

    private static OnnxModel OnCpu(byte[] graph, string name, OnnxOptions options)
    {
        using var settings = Settings(options);
        return new OnnxModel(new InferenceSession(graph, settings), name, "CPUExecutionProvider");
    }

    private static OnnxModel? OnCuda(byte[] graph, string name, OnnxOptions options)
    {
        using var settings = Settings(options);
        try
        {
            settings.AppendExecutionProvider_CUDA(0);
            return new OnnxModel(new InferenceSession(graph, settings), name, "CUDAExecutionProvider");
        }
        catch (Exception e) when (e is OnnxRuntimeException or EntryPointNotFoundException)
        {
            return null;
        }
    }

    private static OnnxTensor[] Describe(IReadOnlyDictionary<string, NodeMetadata> tensors) =>
        [.. tensors.Where(t => t.Value.IsTensor).Select(t => new OnnxTensor(t.Key, t.Value.ElementType, [.. t.Value.Dimensions.Select(d => (long)d)]))];

    private OnnxTensor Only(IReadOnlyList<OnnxTensor> tensors, string kind, ReadOnlySpan<long> shape)
    {
        OnnxTensor? found = null;
        foreach (var tensor in tensors)
        {
            if (tensor.Accepts(shape))
            {
                found = found is null ? tensor : throw Mismatch(tensors, kind, shape, "more than one");
            }
        }

        return found ?? throw Mismatch(tensors, kind, shape, "no");
    }

    private HeyGemException Mismatch(IReadOnlyList<OnnxTensor> tensors, string kind, ReadOnlySpan<long> shape, string number) => new(
        ErrorCode.WeightsUnsupported,
        $"{File} has {number} {kind} of shape [{string.Join(", ", shape.ToArray())}]; it has {string.Join("; ", tensors)}.");
}
