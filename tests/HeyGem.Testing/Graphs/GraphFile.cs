using System.Runtime.InteropServices;
using HeyGem.ModelConvert;

namespace HeyGem.Testing.Graphs;

/// <summary>
/// Collects nodes and weights of a test model and writes them as an ONNX file, field by field after onnx.proto (IR 7, operators 13).
/// </summary>
public sealed class GraphFile
{
    private readonly List<byte[]> _parts = [];
    private int _names;

    /// <summary>What an element is: onnx.proto's numbers.</summary>
    public enum Element
    {
        /// <summary>32-bit floating point.</summary>
        F32 = 1,

        /// <summary>64-bit whole number.</summary>
        I64 = 7,

        /// <summary>16-bit floating point.</summary>
        F16 = 10,
    }

    /// <summary>Numbers in all weights so far.</summary>
    public long WeightCount { get; private set; }

    /// <summary>Adds a node with one output and returns that output's name.</summary>
    /// <param name="type">The operator.</param>
    /// <param name="inputs">Names of values, in order.</param>
    /// <param name="attributes">Each an int, a long[] or a float.</param>
    public string Node(string type, IReadOnlyList<string> inputs, params IReadOnlyList<(string Name, object Value)> attributes)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(attributes);
        var output = $"{type}_{_names++}";
        var node = new ProtoWriter();
        foreach (var input in inputs)
        {
            node.Text(1, input);
        }

        node.Text(2, output).Text(3, output).Text(4, type);
        foreach (var (name, value) in attributes)
        {
            node.Message(5, Attribute(name, value));
        }

        Add(1, node);
        return output;
    }

    /// <summary>Adds numbers with a shape and returns their name.</summary>
    public string Constant(ReadOnlySpan<float> values, params ReadOnlySpan<long> shape) =>
        Constant(Element.F32, MemoryMarshal.AsBytes(values), values.Length, shape);

    /// <summary>Adds a list of whole numbers and returns its name.</summary>
    public string Longs(params ReadOnlySpan<long> values) =>
        Constant(Element.I64, MemoryMarshal.AsBytes(values), values.Length, [values.Length]);

    /// <summary>Declares an input; an axis below 0 is open.</summary>
    public string Input(string name, Element element, params ReadOnlySpan<long> shape)
    {
        Add(11, Value(name, element, shape));
        return name;
    }

    /// <summary>Declares an output under a name of its own; an axis below 0 is open.</summary>
    public void Output(string name, string value, Element element, params ReadOnlySpan<long> shape)
    {
        Add(1, new ProtoWriter().Text(1, value).Text(2, name).Text(4, "Identity"));
        Add(12, Value(name, element, shape));
    }

    /// <summary>Adds a weight that claims to lie in another file.</summary>
    public string ExternalConstant(string file)
    {
        var name = $"external_{_names++}";
        Add(5, new ProtoWriter().Int(1, 1).Int(2, (long)Element.F32).Text(8, name)
            .Message(13, new ProtoWriter().Text(1, "location").Text(2, file)).Int(14, 1));
        return name;
    }

    /// <summary>Writes the file.</summary>
    public string Save(string path)
    {
        // The graph's length stands before it, so it is summed first: nothing is copied, however large the weights.
        var head = new ProtoWriter().Int(1, 7).Text(2, "heygem-tests").Message(8, new ProtoWriter().Text(1, string.Empty).Int(2, 13))
            .ToArray();
        var name = new ProtoWriter().Text(2, "test").ToArray();
        using var stream = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20);
        stream.Write(head);
        stream.WriteByte((7 << 3) | 2);
        WriteLength(stream, _parts.Sum(p => (long)p.Length) + name.Length);
        stream.Write(name);
        foreach (var part in _parts)
        {
            stream.Write(part);
        }

        return path;
    }

    private static void WriteLength(Stream stream, long value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            stream.WriteByte((byte)(value | 0x80));
        }

        stream.WriteByte((byte)value);
    }

    private static ProtoWriter Attribute(string name, object value)
    {
        var attribute = new ProtoWriter().Text(1, name);
        if (value is int number)
        {
            return attribute.Int(3, number).Int(20, 2);
        }

        foreach (var item in (long[])value)
        {
            attribute.Int(8, item);
        }

        return attribute.Int(20, 7);
    }

    private static ProtoWriter Value(string name, Element element, ReadOnlySpan<long> shape)
    {
        var axes = new ProtoWriter();
        foreach (var length in shape)
        {
            axes.Message(1, length < 0 ? new ProtoWriter().Text(2, "N") : new ProtoWriter().Int(1, length));
        }

        return new ProtoWriter().Text(1, name)
            .Message(2, new ProtoWriter().Message(1, new ProtoWriter().Int(1, (long)element).Message(2, axes)));
    }

    private string Constant(Element element, ReadOnlySpan<byte> bytes, int count, ReadOnlySpan<long> shape)
    {
        var name = $"weight_{_names++}";
        var tensor = new ProtoWriter();
        foreach (var length in shape)
        {
            tensor.Int(1, length);
        }

        WeightCount += element == Element.F32 ? count : 0;
        Add(5, tensor.Int(2, (long)element).Text(8, name).Bytes(9, bytes));
        return name;
    }

    private void Add(int field, ProtoWriter message) => _parts.Add(new ProtoWriter().Message(field, message).ToArray());
}
