namespace HeyGem.ModelConvert;

/// <summary>
/// Converts the part of a TFLite graph between two cuts to ONNX. Pictures change from N x H x W x C to N x C x H x W; other
/// tensors keep their axes.
/// </summary>
internal sealed class GraphConverter
{
    private const int Relu6 = 3;

    private readonly TfliteGraph _source;
    private readonly OnnxGraphBuilder _target = new();
    private readonly HashSet<int> _computed = [];
    private readonly HashSet<int> _inputs;

    private GraphConverter(TfliteGraph source, IEnumerable<int> inputs)
    {
        _source = source;
        _inputs = [.. inputs];
    }

    /// <summary>Converts everything that <paramref name="outputs"/> need, from <paramref name="inputs"/> on.</summary>
    /// <param name="source">The graph.</param>
    /// <param name="name">Name of the ONNX graph.</param>
    /// <param name="inputs">Tensors that become the inputs, with their new names.</param>
    /// <param name="outputs">Tensors that become the outputs, with their new names.</param>
    /// <exception cref="InvalidDataException">An operator is needed that is not among <see cref="TfliteOperatorKind"/>.</exception>
    public static byte[] Convert(TfliteGraph source, string name, (int Tensor, string Name)[] inputs, (int Tensor, string Name)[] outputs)
    {
        var converter = new GraphConverter(source, inputs.Select(i => i.Tensor));
        foreach (var (tensor, newName) in inputs)
        {
            converter._target.Input(newName, converter.ShapeOf(tensor));
            converter._target.Node("Identity", [newName], NameOf(tensor));
        }

        foreach (var (tensor, newName) in outputs)
        {
            converter.Compute(tensor);
            converter._target.Node("Identity", [NameOf(tensor)], newName);
            converter._target.Output(newName, converter.ShapeOf(tensor));
        }

        return converter._target.Build(name);
    }

    /// <summary>Zeros that SAME padding puts before and after one axis; odd totals put the extra one after.</summary>
    internal static (int Before, int After) SamePadding(int length, int kernel, int stride)
    {
        var steps = (length + stride - 1) / stride;
        var total = Math.Max(((steps - 1) * stride) + kernel - length, 0);
        return (total / 2, total - (total / 2));
    }

    private static string NameOf(int tensor) => $"t{tensor}";

    private void Compute(int tensor)
    {
        if (_inputs.Contains(tensor) || _source.Tensors[tensor].IsConstant || !_computed.Add(tensor))
        {
            return;
        }

        var op = _source.ProducerOf(tensor) ?? throw new InvalidDataException($"Nothing computes tensor {_source.Tensors[tensor].Name}.");
        if (op.Kind == TfliteOperatorKind.Dequantize)
        {
            return;
        }

        foreach (var input in op.Inputs)
        {
            Compute(input);
        }

        Write(op);
    }

    private void Write(TfliteOperator op)
    {
        var output = NameOf(op.Outputs[0]);
        var input = NameOf(op.Inputs[0]);
        switch (op.Kind)
        {
            case TfliteOperatorKind.Conv2D:
                Convolution(op, depthwise: false);
                break;
            case TfliteOperatorKind.DepthwiseConv2D:
                Convolution(op, depthwise: true);
                break;
            case TfliteOperatorKind.Add:
                Refuse(op, op.Options?.Byte(0) ?? 0, "fused activation");
                _target.Node("Add", [input, NameOf(op.Inputs[1])], output);
                break;
            case TfliteOperatorKind.Relu:
                _target.Node("Relu", [input], output);
                break;
            case TfliteOperatorKind.PRelu:
                LeakyRectifier(op);
                break;
            case TfliteOperatorKind.MaxPool2D:
                MaxPool(op);
                break;
            case TfliteOperatorKind.Pad:
                ChannelPad(op);
                break;
            case TfliteOperatorKind.Reshape:
                Reshape(op);
                break;
            case TfliteOperatorKind.Logistic:
                _target.Node("Sigmoid", [input], output);
                break;
            case TfliteOperatorKind.FullyConnected:
                FullyConnected(op);
                break;
            case TfliteOperatorKind.Mean:
                SpatialMean(op);
                break;
            case TfliteOperatorKind.ResizeBilinear:
                Resize(op);
                break;
            case TfliteOperatorKind.Concatenation:
                var axis = _source.Tensors[op.Outputs[0]].Shape.Length < 4
                    ? op.Options!.Value.Int(0) : throw new InvalidDataException("Pictures are not joined.");
                _target.Node("Concat", op.Inputs.Select(NameOf), output, ("axis", axis));
                break;
            default:
                throw new InvalidDataException($"Operator {op.Kind} {op.CustomName} has no ONNX counterpart here.");
        }
    }

    private void Convolution(TfliteOperator op, bool depthwise)
    {
        var options = op.Options!.Value;
        var kernel = _source.Tensors[op.Inputs[1]].Shape;
        var (width, height, channels) = (kernel[2], kernel[1], depthwise ? kernel[3] : kernel[0]);
        Refuse(op, depthwise ? options.Int(3, 1) - 1 : 0, "depth multiplier");
        var output = NameOf(op.Outputs[0]);
        var activation = options.Byte(depthwise ? 4 : 3);
        Refuse(op, activation is 0 or Relu6 ? 0 : activation, "fused activation");
        var convolved = activation == Relu6 ? $"{output}_c" : output;
        var perGroup = depthwise ? 1 : kernel[3];
        var weights = Reorder(Weights(op.Inputs[1]), channels, height * width, perGroup, depthwise);
        _target.Node(
            "Conv",
            [
                NameOf(op.Inputs[0]),
                _target.Constant($"{output}_w", weights, channels, perGroup, height, width),
                _target.Constant($"{output}_b", Weights(op.Inputs[2]), channels),
            ],
            convolved,
            ("kernel_shape", new[] { height, width }),
            ("strides", new[] { options.Int(2), options.Int(1) }),
            ("group", depthwise ? channels : 1),
            ("pads", Pads(op, options, height, width)));
        if (activation == Relu6)
        {
            _target.Node("Clip", [convolved, _target.Constant($"{output}_0", [0f]), _target.Constant($"{output}_6", [6f])], output);
        }
    }

    private void FullyConnected(TfliteOperator op)
    {
        Refuse(op, op.Options?.Byte(0) ?? 0, "fused activation");
        var output = NameOf(op.Outputs[0]);
        var shape = _source.Tensors[op.Inputs[1]].Shape;
        _target.Node(
            "Gemm",
            [
                NameOf(op.Inputs[0]),
                _target.Constant($"{output}_w", Weights(op.Inputs[1]), shape[0], shape[1]),
                _target.Constant($"{output}_b", Weights(op.Inputs[2]), shape[0]),
            ],
            output,
            ("transB", 1));
    }

    /// <summary>
    /// PReLU as max(x, 0) + slope * min(x, 0), the same to the bit. ONNX Runtime's own PRelu branches at each value: it took 70 % of the
    /// mesh's time, and the mesh takes a third of its time without it.
    /// </summary>
    private void LeakyRectifier(TfliteOperator op)
    {
        var (input, output, slope) = (NameOf(op.Inputs[0]), NameOf(op.Outputs[0]), Weights(op.Inputs[1]));
        _target.Node("Relu", [input], $"{output}_positive");
        _target.Node("Sub", [input, $"{output}_positive"], $"{output}_negative");
        _target.Node("Mul", [$"{output}_negative", _target.Constant($"{output}_slope", slope, slope.Length, 1, 1)], $"{output}_sloped");
        _target.Node("Add", [$"{output}_positive", $"{output}_sloped"], output);
    }

    private void SpatialMean(TfliteOperator op)
    {
        // Of N, H, W, C the middle two; nothing else is averaged, and they vanish.
        var axes = _source.Tensors[op.Inputs[1]].Ints();
        Refuse(op, axes is [1, 2] ? 0 : 1, "mean over other axes");
        Refuse(op, op.Options?.Byte(0) ?? 0, "kept axis");
        _target.Node("ReduceMean", [NameOf(op.Inputs[0])], NameOf(op.Outputs[0]), ("axes", new[] { 2, 3 }), ("keepdims", 0));
    }

    private void Resize(TfliteOperator op)
    {
        Refuse(op, op.Options?.Byte(2) ?? 0, "corner alignment");
        var output = NameOf(op.Outputs[0]);
        var halfPixels = (op.Options?.Byte(3) ?? 0) != 0;
        _target.Node(
            "Resize",
            [NameOf(op.Inputs[0]), string.Empty, string.Empty, _target.Constant($"{output}_sizes", ShapeOf(op.Outputs[0]))],
            output,
            ("mode", "linear"),
            ("coordinate_transformation_mode", halfPixels ? "half_pixel" : "asymmetric"));
    }

    private void MaxPool(TfliteOperator op)
    {
        var options = op.Options!.Value;
        var (width, height) = (options.Int(3), options.Int(4));
        _target.Node(
            "MaxPool",
            [NameOf(op.Inputs[0])],
            NameOf(op.Outputs[0]),
            ("kernel_shape", new[] { height, width }),
            ("strides", new[] { options.Int(2), options.Int(1) }),
            ("pads", Pads(op, options, height, width)));
    }

    private void ChannelPad(TfliteOperator op)
    {
        // Rows of the constant are N, H, W, C, each before and after.
        var p = _source.Tensors[op.Inputs[1]].Ints();
        var output = NameOf(op.Outputs[0]);
        var pads = _target.Constant($"{output}_pads", [p[0], p[6], p[2], p[4], p[1], p[7], p[3], p[5]]);
        _target.Node("Pad", [NameOf(op.Inputs[0]), pads], output);
    }

    private void Reshape(TfliteOperator op)
    {
        var (input, output) = (NameOf(op.Inputs[0]), NameOf(op.Outputs[0]));
        if (_source.Tensors[op.Inputs[0]].Shape.Length == 4)
        {
            // The elements' order is that of N x H x W x C.
            _target.Node("Transpose", [input], $"{output}_nhwc", ("perm", new[] { 0, 2, 3, 1 }));
            input = $"{output}_nhwc";
        }

        _target.Node("Reshape", [input, _target.Constant($"{output}_shape", ShapeOf(op.Outputs[0]))], output);
    }

    private int[] Pads(TfliteOperator op, FlatTable options, int kernelHeight, int kernelWidth)
    {
        const int same = 0;
        if (options.Byte(0) != same)
        {
            return [0, 0, 0, 0];
        }

        var shape = _source.Tensors[op.Inputs[0]].Shape;
        var (top, bottom) = SamePadding(shape[1], kernelHeight, options.Int(2));
        var (left, right) = SamePadding(shape[2], kernelWidth, options.Int(1));
        return [top, left, bottom, right];
    }

    /// <summary>Weights are stored behind a widening from half floats, or as they are.</summary>
    private float[] Weights(int tensor) => _source.ProducerOf(tensor) is { Kind: TfliteOperatorKind.Dequantize } op
        ? _source.Tensors[op.Inputs[0]].Floats()
        : _source.Tensors[tensor].Floats();

    /// <summary>From (output, position, input) to (output, input, position); a depthwise kernel has its channel last instead.</summary>
    private static float[] Reorder(float[] source, int outputs, int positions, int inputs, bool depthwise)
    {
        var target = new float[source.Length];
        for (var o = 0; o < outputs; o++)
        {
            for (var p = 0; p < positions; p++)
            {
                for (var i = 0; i < inputs; i++)
                {
                    target[(((o * inputs) + i) * positions) + p] = depthwise
                        ? source[(p * outputs) + o] : source[(((o * positions) + p) * inputs) + i];
                }
            }
        }

        return target;
    }

    private long[] ShapeOf(int tensor)
    {
        var s = _source.Tensors[tensor].Shape;
        return s.Length == 4 ? [s[0], s[3], s[1], s[2]] : [.. s.Select(n => (long)n)];
    }

    private static void Refuse(TfliteOperator op, int value, string what)
    {
        if (value != 0)
        {
            throw new InvalidDataException($"Operator {op.Kind} has a {what} ({value}), which these models do not use.");
        }
    }
}
