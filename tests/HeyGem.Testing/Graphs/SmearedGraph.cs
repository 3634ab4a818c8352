namespace HeyGem.Testing.Graphs;

/// <summary>
/// A model with Wav2Lip's inputs that draws over all of the lower half: the reference face smeared sideways over nine pixels, so that what
/// is beside the face comes into its cheeks, with grey stripes, so that every pixel of it changes.
/// </summary>
public static class SmearedGraph
{
    private const int Size = 96;
    private const int Smear = 9;
    private const float Stripe = 0.06f;

    /// <summary>Writes the model; its batch is open.</summary>
    /// <param name="path">The file.</param>
    public static string Write(string path)
    {
        var graph = new GraphFile();
        var face = graph.Input("face", GraphFile.Element.F32, -1, 6, Size, Size);
        var mel = graph.Input("mel", GraphFile.Element.F32, -1, 1, 80, 16);
        var reference = graph.Node("Slice", [face, graph.Longs(3), graph.Longs(6), graph.Longs(1)]);
        var smeared = graph.Node(
            "AveragePool", [reference], ("kernel_shape", new long[] { 3, Smear }), ("pads", new long[] { 1, Smear / 2, 1, Smear / 2 }));
        var (below, stripes) = (new float[Size * Size], new float[Size * Size]);
        for (var y = Size / 2; y < Size; y++)
        {
            for (var x = 0; x < Size; x++)
            {
                below[(y * Size) + x] = 1;
                stripes[(y * Size) + x] = x / 4 % 2 == 0 ? Stripe : -Stripe;
            }
        }

        var mask = graph.Constant(below, 1, 1, Size, Size);
        var added = graph.Node("Mul", [graph.Node("Sub", [smeared, reference]), mask]);
        var picture = graph.Node("Add", [graph.Node("Add", [reference, added]), graph.Constant(stripes, 1, 1, Size, Size)]);

        // The sound takes part without a trace: a graph whose input is unused would lose it.
        var silent = graph.Node("Mul", [
            graph.Node("ReduceMean", [mel], ("axes", new long[] { 1, 2, 3 }), ("keepdims", 1)), graph.Constant([0f], 1)]);
        graph.Output("picture", graph.Node("Add", [picture, silent]), GraphFile.Element.F32, -1, 3, Size, Size);
        return graph.Save(path);
    }
}
