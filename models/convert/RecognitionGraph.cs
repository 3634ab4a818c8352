using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace HeyGem.ModelConvert;

/// <summary>
/// Builds the face recognition network of <c>@vladmandic/face-api</c> as ONNX: its weights lie in one file, most tensors as bytes with a
/// scale and a least value in the manifest beside it, some as floats; how the layers follow each other is in the package's
/// FaceRecognitionNet.ts. The factors behind each convolution are multiplied into it.
/// </summary>
internal sealed class RecognitionGraph
{
    private const int Side = 150;
    private const string Image = "image";

    // What the package takes away from a colour, and by what it divides.
    private static readonly float[] _mean = [122.782f, 117.001f, 104.298f];
    private const float Scale = 1f / 255;

    private readonly OnnxGraphBuilder _target = new();
    private readonly Dictionary<string, (int[] Shape, float[] Values)> _weights = [];
    private int _made;

    private RecognitionGraph(string manifest, ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        foreach (var weight in JsonNode.Parse(manifest)![0]!["weights"]!.AsArray())
        {
            int[] shape = [.. weight!["shape"]!.AsArray().Select(n => (int)n!)];
            var values = new float[shape.Aggregate(1, (a, b) => a * b)];
            if (weight["quantization"] is { } quantization)
            {
                var (step, least) = ((double)quantization["scale"]!, (double)quantization["min"]!);
                for (var i = 0; i < values.Length; i++)
                {
                    values[i] = (float)((bytes[at + i] * step) + least);
                }

                at += values.Length;
            }
            else
            {
                MemoryMarshal.Cast<byte, float>(bytes.Slice(at, sizeof(float) * values.Length)).CopyTo(values);
                at += sizeof(float) * values.Length;
            }

            _weights[(string)weight["name"]!] = (shape, values);
        }

        if (at != bytes.Length)
        {
            throw new InvalidDataException($"The manifest tells of {at} bytes of weights, and {bytes.Length} are there.");
        }
    }

    /// <summary>The network as a file: <c>image</c> [1, 3, 150, 150] RGB 0..255 to <c>descriptor</c> [1, 128].</summary>
    /// <param name="manifest">The manifest's text.</param>
    /// <param name="bytes">The weights.</param>
    public static byte[] Convert(string manifest, ReadOnlySpan<byte> bytes) => new RecognitionGraph(manifest, bytes).Build();

    private byte[] Build()
    {
        _target.Input(Image, 1, 3, Side, Side);
        var centred = Node("Sub", [Image, _target.Constant("mean", _mean, 1, 3, 1, 1)]);
        var picture = Node("Mul", [centred, _target.Constant("scale", [Scale], 1)]);
        var (x, side) = Convolve(picture, Side, "conv32_down", stride: 2, isSame: false);
        x = Node("MaxPool", [Node("Relu", [x])], ("kernel_shape", new[] { 3, 3 }), ("strides", new[] { 2, 2 }));
        side = ((side - 3) / 2) + 1;
        foreach (var (name, isDown) in Blocks())
        {
            (x, side) = Residual(x, side, name, isDown);
        }

        var (shape, values) = _weights["fc"];
        var mean = Node("Flatten", [Node("GlobalAveragePool", [x])], ("axis", 1));
        _target.Node("MatMul", [mean, _target.Constant("fc", values, shape[0], shape[1])], "descriptor");
        _target.Output("descriptor", 1, shape[1]);
        return _target.Build("face_identity");
    }

    private static IEnumerable<(string Name, bool IsDown)> Blocks() =>
    [
        ("conv32_1", false), ("conv32_2", false), ("conv32_3", false),
        ("conv64_down", true), ("conv64_1", false), ("conv64_2", false), ("conv64_3", false),
        ("conv128_down", true), ("conv128_1", false), ("conv128_2", false),
        ("conv256_down", true), ("conv256_1", false), ("conv256_2", false), ("conv256_down_out", true),
    ];

    /// <summary>Two convolutions beside the input itself, which is halved and widened with zeros where they do so.</summary>
    private (string Name, int Side) Residual(string x, int side, string name, bool isDown)
    {
        var (first, inner) = Convolve(x, side, $"{name}/conv1", isDown ? 2 : 1, isSame: !isDown);
        var (second, _) = Convolve(Node("Relu", [first]), inner, $"{name}/conv2", stride: 1, isSame: true);
        if (!isDown)
        {
            return (Node("Relu", [Node("Add", [second, x])]), side);
        }

        var pooled = Node("AveragePool", [x], ("kernel_shape", new[] { 2, 2 }), ("strides", new[] { 2, 2 }));
        var half = side / 2;
        var (from, to) = (_weights[$"{name}/conv1/conv/filters"].Shape[2], _weights[$"{name}/conv1/conv/filters"].Shape[3]);
        return (Node("Relu", [Node("Add", [Padded(second, 0, half - inner), Padded(pooled, to - from, 0)])]), half);
    }

    /// <summary>Zeros after the last channel, and to the right and below.</summary>
    private string Padded(string x, int channels, int pixels) => channels == 0 && pixels == 0 ? x
        : Node("Pad", [x, _target.Constant($"pads{_made}", (long[])[0, 0, 0, 0, 0, channels, pixels, pixels])]);

    private (string Name, int Side) Convolve(string x, int side, string name, int stride, bool isSame)
    {
        var (shape, filters) = _weights[$"{name}/conv/filters"];
        var (gains, offsets, bias) = (
            _weights[$"{name}/scale/weights"].Values, _weights[$"{name}/scale/biases"].Values, _weights[$"{name}/conv/bias"].Values);
        var (kernel, from, to) = (shape[0], shape[2], shape[3]);
        var turned = new float[filters.Length];
        for (var i = 0; i < filters.Length; i++)
        {
            // Height, width, in, out becomes out, in, height, width.
            var (o, c, k) = (i % to, i / to % from, i / to / from);
            turned[(((o * from) + c) * kernel * kernel) + k] = filters[i] * gains[o];
        }

        float[] moved = [.. bias.Select((b, o) => (b * gains[o]) + offsets[o])];
        var border = isSame ? kernel / 2 : 0;
        var made = Node(
            "Conv",
            [x, _target.Constant($"{name}/filters", turned, to, from, kernel, kernel), _target.Constant($"{name}/bias", moved, to)],
            ("kernel_shape", new[] { kernel, kernel }),
            ("strides", new[] { stride, stride }),
            ("pads", new[] { border, border, border, border }));
        return (made, ((side + (2 * border) - kernel) / stride) + 1);
    }

    private string Node(string type, IEnumerable<string> inputs, params ReadOnlySpan<(string Name, object Value)> attributes)
    {
        var output = $"x{_made++}";
        _target.Node(type, inputs, output, attributes);
        return output;
    }
}
