using System.Runtime.InteropServices;

namespace HeyGem.ModelConvert;

/// <summary>A tensor of a TFLite graph; <see cref="Data"/> is empty unless it is a constant.</summary>
internal sealed record TfliteTensor(int Index, string Name, int[] Shape, int Type, ReadOnlyMemory<byte> Data)
{
    private const int Float32 = 0;
    private const int Float16 = 1;

    public bool IsConstant => Data.Length > 0;

    /// <summary>A constant's elements, half floats widened.</summary>
    public float[] Floats() => Type switch
    {
        Float32 => MemoryMarshal.Cast<byte, float>(Data.Span).ToArray(),
        Float16 => [.. MemoryMarshal.Cast<byte, Half>(Data.Span).ToArray().Select(h => (float)h)],
        _ => throw new InvalidDataException($"Tensor {Name} has type {Type}; only 32-bit and 16-bit floats are weights."),
    };

    public int[] Ints() => MemoryMarshal.Cast<byte, int>(Data.Span).ToArray();
}

/// <summary>An operator of a TFLite graph. Indices point into <see cref="TfliteGraph.Tensors"/>.</summary>
internal sealed record TfliteOperator(TfliteOperatorKind Kind, string CustomName, int[] Inputs, int[] Outputs, FlatTable? Options);

/// <summary>
/// The first graph of a TFLite file. Field numbers follow TensorFlow's schema.fbs, version 3.
/// </summary>
internal sealed class TfliteGraph
{
    private readonly Dictionary<int, TfliteOperator> _producers = [];

    public TfliteGraph(ReadOnlyMemory<byte> file)
    {
        var model = FlatTable.Root(file);
        var kinds = model.Tables(1).Select(code => (Kind: (TfliteOperatorKind)Math.Max(code.Byte(0), code.Int(3)), Name: code.Text(1)))
            .ToArray();
        var buffers = model.Tables(4);
        var graph = model.Tables(2)[0];
        Tensors = [.. graph.Tables(0).Select((t, i) => new TfliteTensor(i, t.Text(3), t.Ints(0), t.Byte(1), buffers[t.Int(2)].Bytes(0)))];
        Inputs = graph.Ints(1);
        Outputs = graph.Ints(2);
        Operators = [.. graph.Tables(3)
            .Select(o => new TfliteOperator(kinds[o.Int(0)].Kind, kinds[o.Int(0)].Name, o.Ints(1), o.Ints(2), o.Table(4)))];
        foreach (var op in Operators)
        {
            foreach (var output in op.Outputs)
            {
                _producers[output] = op;
            }
        }
    }

    public IReadOnlyList<TfliteTensor> Tensors { get; }

    public IReadOnlyList<int> Inputs { get; }

    public IReadOnlyList<int> Outputs { get; }

    /// <summary>In an order in which they can run.</summary>
    public IReadOnlyList<TfliteOperator> Operators { get; }

    /// <summary>What computes a tensor; null for inputs and constants.</summary>
    public TfliteOperator? ProducerOf(int tensor) => _producers.GetValueOrDefault(tensor);

    /// <summary>The only tensor of a name.</summary>
    public TfliteTensor Named(string name) => Tensors.Single(t => t.Name == name);
}
