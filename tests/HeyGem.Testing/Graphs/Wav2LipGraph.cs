namespace HeyGem.Testing.Graphs;

/// <summary>
/// A model of Wav2Lip's true architecture and size (36.3 million weights) with seeded random weights, batch normalisation folded into the
/// convolutions as an export does it. It draws noise; it takes the time and the memory of the real one.
/// </summary>
public static class Wav2LipGraph
{
    /// <summary>Writes the model.</summary>
    /// <param name="path">The file.</param>
    /// <param name="batch">Faces a run, or -1 for any number.</param>
    /// <returns>Numbers in its weights.</returns>
    public static long Write(string path, long batch)
    {
        var graph = new GraphFile();
        var layers = new Layers(graph);
        var mel = graph.Input("mel_spectrogram", GraphFile.Element.F32, batch, 1, 80, 16);
        var face = graph.Input("video_frames", GraphFile.Element.F32, batch, 6, 96, 96);

        var skips = new Stack<string>();
        var x = layers.Conv(face, 6, 16, 7, 1, 1, 3);
        skips.Push(x);
        foreach (var (from, to, residuals) in new[] { (16, 32, 2), (32, 64, 3), (64, 128, 2), (128, 256, 2), (256, 512, 1) })
        {
            x = layers.Residuals(layers.Conv(x, from, to, 3, 2, 2, 1), to, residuals);
            skips.Push(x);
        }

        x = layers.Conv(layers.Conv(x, 512, 512, 3, 1, 1, 0), 512, 512, 1, 1, 1, 0);
        skips.Push(x);

        var sound = Listen(layers, mel);
        x = layers.Conv(sound, 512, 512, 1, 1, 1, 0);
        x = layers.Join(x, skips.Pop());
        x = layers.Residuals(layers.Up(x, 1024, 512, 1, 0, 0), 512, 1);
        x = layers.Join(x, skips.Pop());
        foreach (var (from, to, residuals) in new[] { (1024, 512, 2), (768, 384, 2), (512, 256, 2), (320, 128, 2), (160, 64, 2) })
        {
            x = layers.Join(layers.Residuals(layers.Up(x, from, to, 2, 1, 1), to, residuals), skips.Pop());
        }

        x = layers.Conv(x, 80, 32, 3, 1, 1, 1);
        x = graph.Node("Sigmoid", [layers.Linear(x, 32, 3, 1, 1, 1, 0, 1)]);
        graph.Output("predicted_frames", x, GraphFile.Element.F32, batch, 3, 96, 96);
        graph.Save(path);
        return graph.WeightCount;
    }

    private static string Listen(Layers layers, string mel)
    {
        var x = layers.Residuals(layers.Conv(mel, 1, 32, 3, 1, 1, 1), 32, 2);
        x = layers.Residuals(layers.Conv(x, 32, 64, 3, 3, 1, 1), 64, 2);
        x = layers.Residuals(layers.Conv(x, 64, 128, 3, 3, 3, 1), 128, 2);
        x = layers.Residuals(layers.Conv(x, 128, 256, 3, 3, 2, 1), 256, 1);
        return layers.Conv(layers.Conv(x, 256, 512, 3, 1, 1, 0), 512, 512, 1, 1, 1, 0);
    }

    private sealed class Layers(GraphFile graph)
    {
        private readonly Random _random = new(20260101);

        public string Conv(string x, int from, int to, int kernel, int strideY, int strideX, int pad) =>
            graph.Node("Relu", [Linear(x, from, to, kernel, strideY, strideX, pad, 1)]);

        public string Residuals(string x, int channels, int count)
        {
            for (var i = 0; i < count; i++)
            {
                // A small branch beside the straight way, so that values neither grow nor vanish through the layers.
                x = graph.Node("Relu", [graph.Node("Add", [Linear(x, channels, channels, 3, 1, 1, 1, 0.3f), x])]);
            }

            return x;
        }

        public string Up(string x, int from, int to, int stride, int pad, int outputPad)
        {
            var weights = graph.Constant(Random(from * to * 9, MathF.Sqrt(2f * stride * stride / (from * 9))), from, to, 3, 3);
            return graph.Node("Relu", [graph.Node(
                "ConvTranspose",
                [x, weights, graph.Constant(Random(to, 0.02f), to)],
                ("kernel_shape", new long[] { 3, 3 }), ("strides", new long[] { stride, stride }),
                    ("pads", new long[] { pad, pad, pad, pad }), ("output_padding", new long[] { outputPad, outputPad }))]);
        }

        public string Join(string a, string b) => graph.Node("Concat", [a, b], ("axis", 1));

        public string Linear(string x, int from, int to, int kernel, int strideY, int strideX, int pad, float gain)
        {
            var weights = graph.Constant(Random(from * to * kernel * kernel, gain * MathF.Sqrt(2f / (from * kernel * kernel))), to, from,
                kernel, kernel);
            return graph.Node(
                "Conv",
                [x, weights, graph.Constant(Random(to, 0.02f), to)],
                ("kernel_shape", new long[] { kernel, kernel }), ("strides", new long[] { strideY, strideX }),
                    ("pads", new long[] { pad, pad, pad, pad }));
        }

        private float[] Random(int count, float deviation)
        {
            var values = new float[count];
            for (var i = 0; i < count; i++)
            {
                values[i] = ((float)_random.NextDouble() - 0.5f) * 3.4641f * deviation;
            }

            return values;
        }
    }
}
