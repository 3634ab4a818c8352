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

    private OnnxModel(InferenceSession session, string file, IReadOnlyList<ProviderAttempt> attempts)
    {
        _session = session;
        File = file;
        Attempts = attempts;
        Inputs = Describe(session.InputMetadata);
        Outputs = Describe(session.OutputMetadata);
    }

    /// <summary>Where the graph came from: its path, or the name given with its bytes.</summary>
    public string File { get; }

    /// <summary>The execution provider that holds the graph, in ONNX Runtime's words, such as <c>CPUExecutionProvider</c>.</summary>
    public string Provider => Attempts[^1].Name;

    /// <summary>The providers that were tried, in order; the last one holds the graph, the others say why they do not.</summary>
    public IReadOnlyList<ProviderAttempt> Attempts { get; }

    /// <summary>The graph's inputs in file order.</summary>
    public IReadOnlyList<OnnxTensor> Inputs { get; }

    /// <summary>The graph's outputs in file order.</summary>
    public IReadOnlyList<OnnxTensor> Outputs { get; }

    /// <summary>Loads a graph from a file.</summary>
    /// <exception cref="HeyGemException">
    /// <see cref="ErrorCode.WeightsMissing"/>, <see cref="ErrorCode.WeightsUnreadable"/>, <see cref="ErrorCode.WeightsExternalData"/>,
    /// <see cref="ErrorCode.WeightsUnsupported"/>.
    /// </exception>
    public static OnnxModel Load(string path, OnnxOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            if (!options.ExternalWeights && ExternalData.Has(path))
            {
                throw new HeyGemException(ErrorCode.WeightsExternalData, $"The model {path} keeps its weights in other files.");
            }
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new HeyGemException(ErrorCode.WeightsMissing, $"The model {path} is not installed.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HeyGemException(ErrorCode.WeightsUnreadable, $"The model {path} cannot be read: {e.Message}", e);
        }

        // By path, so that the weights are never in memory twice.
        return Open(path, options, settings => new InferenceSession(path, settings));
    }

    /// <summary>Loads a graph from its bytes; <paramref name="name"/> stands for it in messages and reports.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.WeightsUnsupported"/>: the bytes are not a graph that this runtime can
    /// run.</exception>
    public static OnnxModel Load(byte[] graph, string name, OnnxOptions options)
    {
        ArgumentNullException.ThrowIfNull(graph);
        ArgumentNullException.ThrowIfNull(options);
        return Open(name, options, settings => new InferenceSession(graph, settings));
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
    /// <exception cref="HeyGemException"><see cref="ErrorCode.WeightsUnsupported"/>: an axis is open or an element type is not one we
    /// drive.</exception>
    public OnnxRun Bind(IReadOnlyList<OnnxTensor> inputs, IReadOnlyList<OnnxTensor> outputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(outputs);
        return new OnnxRun(_session, File, inputs, outputs);
    }

    /// <summary>Runs the graph once for an output whose length only the run tells.</summary>
    /// <param name="longs">Inputs of whole numbers, each by its name, with its shape.</param>
    /// <param name="floats">Inputs of single precision.</param>
    /// <returns>The elements of the graph's first output, row-major.</returns>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.WeightsUnsupported"/>: the graph failed, or gives no single-precision
    /// numbers.</exception>
    public float[] Run(
        IReadOnlyDictionary<string, (long[] Values, long[] Shape)> longs,
        IReadOnlyDictionary<string, (float[] Values, long[] Shape)> floats)
    {
        ArgumentNullException.ThrowIfNull(longs);
        ArgumentNullException.ThrowIfNull(floats);
        var values = longs.ToDictionary(t => t.Key, t => OrtValue.CreateTensorValueFromMemory(t.Value.Values, t.Value.Shape));
        try
        {
            foreach (var (name, (numbers, shape)) in floats)
            {
                values[name] = OrtValue.CreateTensorValueFromMemory(numbers, shape);
            }

            using var options = new RunOptions();
            using var results = _session.Run(options, values, [Outputs[0].Name]);
            return Outputs[0].ElementType == typeof(float)
                ? results[0].GetTensorDataAsSpan<float>().ToArray()
                : throw new HeyGemException(ErrorCode.WeightsUnsupported, $"{File} gives {Outputs[0]}, not single-precision numbers.");
        }
        catch (OnnxRuntimeException e)
        {
            throw new HeyGemException(ErrorCode.WeightsUnsupported, $"{File} could not be run: {e.Message}", e);
        }
        finally
        {
            foreach (var value in values.Values)
            {
                value.Dispose();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private static OnnxModel Open(string name, OnnxOptions options, Func<SessionOptions, InferenceSession> open)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(options.Threads, 1);
        try
        {
            var (session, attempts) = ProviderSearch.First(options.Providers, provider =>
            {
                using var settings = SessionSettings.For(provider, options);
                return open(settings);
            });
            return new OnnxModel(session, name, attempts);
        }
        catch (OnnxRuntimeException e)
        {
            throw new HeyGemException(ErrorCode.WeightsUnsupported, $"{name} cannot be loaded as an ONNX model: {e.Message}", e);
        }
    }

    private static OnnxTensor[] Describe(IReadOnlyDictionary<string, NodeMetadata> tensors) =>
        [.. tensors.Where(t => t.Value.IsTensor)
            .Select(t => new OnnxTensor(t.Key, t.Value.ElementType, [.. t.Value.Dimensions.Select(d => (long)d)]))];

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
