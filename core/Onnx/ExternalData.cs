namespace HeyGem.Core.Onnx;

/// <summary>
/// Looks whether a model file keeps weights in other files, without loading it: walks the Protocol Buffers fields of onnx.proto
/// (model 7 graph, graph 5 initializer, graph 1 node, node 5 attribute, attribute 5 tensor, tensor 14 data_location = 1).
/// </summary>
internal static class ExternalData
{
    private const int Graph = 7;
    private const int Node = 1;
    private const int Initializer = 5;
    private const int Attribute = 5;
    private const int AttributeTensor = 5;
    private const int DataLocation = 14;

    /// <summary>
    /// Whether any tensor of the file lies elsewhere; false also where the file is no model at all, which the runtime tells better.
    /// </summary>
    public static bool Has(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 14);
        return Any(stream, stream.Length, Graph, end => InGraph(stream, end));
    }

    private static bool InGraph(Stream stream, long end) =>
        Fields(stream, end, (field, inner) => field switch
        {
            Initializer => InTensor(stream, inner),
            Node => Any(stream, inner, Attribute, attribute => Any(stream, attribute, AttributeTensor, tensor => InTensor(stream, tensor))),
            _ => false,
        });

    private static bool InTensor(Stream stream, long end) => Fields(stream, end, (_, _) => false, number: DataLocation);

    private static bool Any(Stream stream, long end, int wanted, Func<long, bool> inside) =>
        Fields(stream, end, (field, inner) => field == wanted && inside(inner));

    /// <summary>
    /// Visits the length-delimited fields up to <paramref name="end"/>; true when a visit says so, or when field <paramref name="number"/>
    /// is the number 1.
    /// </summary>
    private static bool Fields(Stream stream, long end, Func<int, long, bool> visit, int number = -1)
    {
        while (stream.Position < end && Varint(stream) is { } key)
        {
            var field = (int)(key >> 3);
            switch (key & 7)
            {
                case 0:
                    if (Varint(stream) is not { } value || (field == number && value == 1))
                    {
                        return field == number;
                    }

                    break;
                case 1:
                    stream.Seek(8, SeekOrigin.Current);
                    break;
                case 2:
                    if (Varint(stream) is not { } length || length > (ulong)(end - stream.Position))
                    {
                        return false;
                    }

                    var inner = stream.Position + (long)length;
                    if (visit(field, inner))
                    {
                        return true;
                    }

                    stream.Seek(inner, SeekOrigin.Begin);
                    break;
                case 5:
                    stream.Seek(4, SeekOrigin.Current);
                    break;
                default:
                    return false;
            }
        }

        return false;
    }

    private static ulong? Varint(Stream stream)
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var b = stream.ReadByte();
            if (b < 0)
            {
                return null;
            }

            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                return value;
            }
        }

        return null;
    }
}
