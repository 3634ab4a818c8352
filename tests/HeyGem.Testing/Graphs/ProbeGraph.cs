namespace HeyGem.Testing.Graphs;

/// <summary>
/// A model with Wav2Lip's inputs whose picture says what it was fed. It gives back the reference face, and in a patch over the mouth
/// (rows 58-75 and columns 34-61 of 96) three numbers as blue, green and red: the mean of the sound window, (mean + 4) / 8; a half plus
/// the mean of the rows that must be black; and the number of the batch's slot over 16, or the weight where the model has such an input.
/// </summary>
public sealed record ProbeGraph
{
    /// <summary>Faces a run, or -1 for any number.</summary>
    public long Batch { get; init; } = 1;

    /// <summary>Side of the face.</summary>
    public int Size { get; init; } = 96;

    /// <summary>Whether inputs and output are half-precision.</summary>
    public bool Half { get; init; }

    /// <summary>Whether there is a weight input.</summary>
    public bool Weight { get; init; }

    /// <summary>Whether the patch is left out, so that the picture is the reference face alone.</summary>
    public bool Mirror { get; init; }

    /// <summary>Names of the inputs, in the order sound, face.</summary>
    public (string Mel, string Face) Names { get; init; } = ("source", "target");

    /// <summary>Writes the model.</summary>
    public string Write(string path)
    {
        var graph = new GraphFile();
        var element = Half ? GraphFile.Element.F16 : GraphFile.Element.F32;

        // The face first: an order of its own, so that nothing can rely on it.
        var face = Widen(graph, graph.Input(Names.Face, element, Batch, 6, Size, Size));
        var mel = Widen(graph, graph.Input(Names.Mel, element, Batch, 1, 80, 16));
        var weight = Weight ? Widen(graph, graph.Input("weight", element, 1)) : null;
        var reference = Slice(graph, face, 3, 6, 1);
        var picture = Mirror ? Keep(graph, reference, mel) : Patched(graph, face, reference, mel, weight);
        var output = Half ? graph.Node("Cast", [picture], ("to", (int)GraphFile.Element.F16)) : picture;
        graph.Output("output", output, element, Batch, 3, Size, Size);
        return graph.Save(path);
    }

    private static string Widen(GraphFile graph, string value) => graph.Node("Cast", [value], ("to", (int)GraphFile.Element.F32));

    /// <summary>The reference, with the sound taking part without a trace: a graph whose input is unused would lose it.</summary>
    private static string Keep(GraphFile graph, string reference, string mel) =>
        graph.Node("Add", [reference, graph.Node("Mul", [Mean(graph, mel), graph.Constant([0f], 1)])]);

    private static string Mean(GraphFile graph, string value) =>
        graph.Node("ReduceMean", [value], ("axes", new long[] { 1, 2, 3 }), ("keepdims", 1));

    private static string Slice(GraphFile graph, string value, long start, long end, long axis) =>
        graph.Node("Slice", [value, graph.Longs(start), graph.Longs(end), graph.Longs(axis)]);

    private string Patched(GraphFile graph, string face, string reference, string mel, string? weight)
    {
        var mean = Mean(graph, mel);
        var sound = graph.Node("Mul", [graph.Node("Add", [mean, graph.Constant([4f], 1)]), graph.Constant([1 / 8f], 1)]);
        var black = Slice(graph, Slice(graph, face, 0, 3, 1), Size / 2, Size, 2);
        var masked = graph.Node("Add", [Mean(graph, black), graph.Constant([0.5f], 1)]);
        var third = weight is null ? Slot(graph, mean) : graph.Node("Add", [graph.Node("Mul", [mean, graph.Constant([0f], 1)]), weight]);
        var code = graph.Node("Concat", [sound, masked, third], ("axis", 1));

        var inside = new float[Size * Size];
        for (var y = 58 * Size / 96; y < 76 * Size / 96; y++)
        {
            inside.AsSpan((y * Size) + (34 * Size / 96), 28 * Size / 96).Fill(1);
        }

        var patch = graph.Node("Mul", [code, graph.Constant(inside, 1, 1, Size, Size)]);
        return graph.Node("Add", [graph.Node("Mul", [reference, graph.Constant([.. inside.Select(v => 1 - v)], 1, 1, Size, Size)]), patch]);
    }

    /// <summary>0, 1, 2, ... over 16 along the batch.</summary>
    private static string Slot(GraphFile graph, string mean)
    {
        var ones = graph.Node("Add", [graph.Node("Mul", [mean, graph.Constant([0f], 1)]), graph.Constant([1 / 16f], 1)]);
        var sums = graph.Node("CumSum", [ones, graph.Longs(0)], ("exclusive", 1));
        return sums;
    }
}
