using System.Runtime.InteropServices;

namespace HeyGem.ModelConvert;

/// <summary>
/// Collects nodes and weights and writes them as an ONNX model. Field numbers follow onnx.proto of ONNX 1.8 (IR version 7).
/// </summary>
internal sealed class OnnxGraphBuilder
{
    private const int OpsetVersion = 13;
    private const int IrVersion = 7;
    private const int Float32 = 1;
    private const int Int64 = 7;

    private readonly ProtoWriter _graph = new();
    private int _nodes;

    /// <summary>Adds a node with one output. Attributes are whole numbers, lists of them, or words.</summary>
    public void Node(string type, IEnumerable<string> inputs, string output, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var node = new ProtoWriter();
        foreach (var input in inputs)
        {
            node.Text(1, input);
        }

        node.Text(2, output).Text(3, $"{type}_{_nodes++}").Text(4, type);
        foreach (var (name, value) in attributes)
        {
            node.Message(5, Attribute(name, value));
        }

        _graph.Message(1, node);
    }

    public string Constant(string name, ReadOnlySpan<float> values, params ReadOnlySpan<long> shape) =>
        Constant(name, Float32, MemoryMarshal.AsBytes(values), shape);

    public string Constant(string name, ReadOnlySpan<long> values) =>
        Constant(name, Int64, MemoryMarshal.AsBytes(values), [values.Length]);

    public void Input(string name, params ReadOnlySpan<long> shape) => _graph.Message(11, Value(name, shape));

    public void Output(string name, params ReadOnlySpan<long> shape) => _graph.Message(12, Value(name, shape));

    public byte[] Build(string name)
    {
        _graph.Text(2, name);
        return new ProtoWriter()
            .Int(1, IrVersion)
            .Text(2, "heygem-convert")
            .Message(7, _graph)
            .Message(8, new ProtoWriter().Text(1, string.Empty).Int(2, OpsetVersion))
            .ToArray();
    }

    private static ProtoWriter Attribute(string name, object value)
    {
        var attribute = new ProtoWriter().Text(1, name);
        if (value is int number)
        {
            return attribute.Int(3, number).Int(20, 2);
        }

        if (value is string word)
        {
            return attribute.Text(4, word).Int(20, 3);
        }

        foreach (var item in (int[])value)
        {
            attribute.Int(8, item);
        }

        return attribute.Int(20, 7);
    }

    private static ProtoWriter Value(string name, ReadOnlySpan<long> shape)
    {
        var axes = new ProtoWriter();
        foreach (var length in shape)
        {
            axes.Message(1, new ProtoWriter().Int(1, length));
        }

        var tensor = new ProtoWriter().Int(1, Float32).Message(2, axes);
        return new ProtoWriter().Text(1, name).Message(2, new ProtoWriter().Message(1, tensor));
    }

    private string Constant(string name, int type, ReadOnlySpan<byte> bytes, ReadOnlySpan<long> shape)
    {
        var tensor = new ProtoWriter();
        foreach (var length in shape)
        {
            tensor.Int(1, length);
        }

        _graph.Message(5, tensor.Int(2, type).Text(8, name).Bytes(9, bytes));
        return name;
    }
}
