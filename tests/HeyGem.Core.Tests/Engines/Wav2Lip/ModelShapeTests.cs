using HeyGem.Core.Engines.Wav2Lip;
using HeyGem.Core.Errors;
using HeyGem.Core.Onnx;
using HeyGem.Testing.Graphs;

namespace HeyGem.Core.Tests.Engines.Wav2Lip;

public sealed class ModelShapeTests : IDisposable
{
    private readonly GraphFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<long, int, bool, bool> Kinds => new()
    {
        { 1, 96, false, false },
        { 4, 96, false, false },
        { -1, 96, false, false },
        { 1, 96, true, false },
        { -1, 96, true, true },
        { -1, 256, false, true },
        { 1, 288, false, false },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_slot_gets_its_own_window_its_own_masked_face_and_the_weight(long batch, int size, bool half, bool weight)
    {
        var path = new ProbeGraph { Batch = batch, Size = size, Half = half, Weight = weight, Names = ("zzz", "aaa") }.Write(
            _folder["probe.onnx"]);
        using var engine = Wav2LipSession.Load(path, null, [OnnxProvider.Cpu]);
        Assert.Equal(size, engine.Size);
        Assert.Equal(weight, engine.HasWeight);
        var faces = Enumerable.Range(0, 7).Select(i => MadeFace(size, i)).ToArray();

        engine.Predictor.Predict(faces, 0.75f, CancellationToken.None);

        var tolerance = half ? 2e-3f : 1e-5f;
        for (var i = 0; i < faces.Length; i++)
        {
            var middle = (67 * size / 96 * size) + (48 * size / 96);
            Assert.Equal((faces[i].Mel.Average() + 4) / 8, faces[i].Picture[middle], tolerance);
            Assert.Equal(0.5f, faces[i].Picture[(size * size) + middle], tolerance);
            var slot = batch == 1 ? 0 : i % 4;
            Assert.Equal(weight ? 0.75f : slot / 16f, faces[i].Picture[(2 * size * size) + middle], tolerance);

            // Beside the patch the reference comes back: blue first, as it was given red first.
            Assert.Equal(0.1f * i, faces[i].Picture[size + 1], tolerance);
            Assert.Equal(0.3f, faces[i].Picture[(2 * size * size) + size + 1], tolerance);
        }
    }

    [Fact]
    public void The_masked_copy_comes_first_and_is_black_in_its_lower_half()
    {
        var face = MadeFace(96, 2);
        const int plane = 96 * 96;
        Assert.All(Enumerable.Range(0, 3),
            c => Assert.All(face.Input[((c * plane) + (48 * 96))..((c + 1) * plane)], v => Assert.Equal(0, v)));
        Assert.All(Enumerable.Range(0, 3), c => Assert.Equal(
            face.Input[((3 + c) * plane)..((3 + c) * plane + (48 * 96))], face.Input[(c * plane)..((c * plane) + (48 * 96))]));
        Assert.Equal([0.2f, 0.6f, 0.3f], [face.Reference[0], face.Reference[plane], face.Reference[2 * plane]]);
        Assert.Equal(0.2f, face.Reference[plane - 1]);
    }

    [Fact]
    public void The_true_architecture_has_the_true_size_and_runs()
    {
        var weights = Wav2LipGraph.Write(_folder["true.onnx"], -1);
        Assert.InRange(weights, 36_200_000, 36_400_000);
        using var engine = Wav2LipSession.Load(_folder["true.onnx"], null, [OnnxProvider.Cpu]);
        var faces = new[] { MadeFace(96, 1), MadeFace(96, 5) };
        engine.Predictor.Predict(faces, 0.5f, CancellationToken.None);
        Assert.All(faces, f => Assert.All(f.Picture, v => Assert.InRange(v, 0, 1)));
        Assert.True(faces[0].Picture.Max() - faces[0].Picture.Min() > 0.05f, "the weights draw one flat colour");
        Assert.NotEqual(faces[0].Picture, faces[1].Picture);
    }

    [Theory]
    [InlineData("text", ErrorCode.WeightsUnsupported)]
    [InlineData("empty", ErrorCode.WeightsUnsupported)]
    [InlineData("truncated", ErrorCode.WeightsUnsupported)]
    [InlineData("noise", ErrorCode.WeightsUnsupported)]
    [InlineData("missing", ErrorCode.WeightsMissing)]
    [InlineData("folder", ErrorCode.WeightsUnreadable)]
    [InlineData("external", ErrorCode.WeightsExternalData)]
    public void What_is_no_model_is_a_coded_error(string what, ErrorCode code)
    {
        var path = _folder[$"{what}.onnx"];
        switch (what)
        {
            case "text":
                File.WriteAllText(path, "This is not a model. " + new string('x', 5000));
                break;
            case "empty":
                File.WriteAllBytes(path, []);
                break;
            case "noise":
                var bytes = new byte[20_000];
                new Random(3).NextBytes(bytes);
                File.WriteAllBytes(path, bytes);
                break;
            case "truncated":
                var whole = File.ReadAllBytes(new ProbeGraph().Write(path));
                File.WriteAllBytes(path, whole[..(whole.Length / 2)]);
                break;
            case "folder":
                Directory.CreateDirectory(path);
                break;
            case "external":
                var graph = new GraphFile();
                var input = graph.Input("x", GraphFile.Element.F32, 1, 4);
                graph.Output("y", graph.Node("Add", [input, graph.ExternalConstant("weights.bin")]), GraphFile.Element.F32, 1, 4);
                graph.Save(path);
                break;
            default:
                break;
        }

        Assert.Equal(code, Assert.Throws<HeyGemException>(() => Wav2LipModel.Load(path, new OnnxOptions())).Code);
    }

    [Theory]
    [InlineData(1, 96, 16, 96)]
    [InlineData(3, 80, 16, 96)]
    [InlineData(6, 80, 16, 97)]
    [InlineData(6, 80, 20, 96)]
    public void Other_shapes_are_refused_with_what_was_found_and_what_was_expected(int channels, int bands, int columns, int size)
    {
        var graph = new GraphFile();
        var sound = graph.Input("sound", GraphFile.Element.F32, 1, 1, bands, columns);
        var face = graph.Input("face", GraphFile.Element.F32, 1, channels, size, size);
        var zero = graph.Node(
            "Mul", [graph.Node("ReduceMean", [sound], ("axes", new long[] { 1, 2, 3 }), ("keepdims", 1)), graph.Constant([0f], 1)]);
        graph.Output("picture", graph.Node("Add", [face, zero]), GraphFile.Element.F32, 1, channels, size, size);
        graph.Save(_folder["other.onnx"]);

        var error = Assert.Throws<HeyGemException>(() => Wav2LipModel.Load(_folder["other.onnx"], new OnnxOptions()));

        Assert.Equal(ErrorCode.WeightsUnsupported, error.Code);
        Assert.Contains($"sound [1, 1, {bands}, {columns}]", error.Message, StringComparison.Ordinal);
        Assert.Contains($"face [1, {channels}, {size}, {size}]", error.Message, StringComparison.Ordinal);
        Assert.Contains("[N, 1, 80, 16]", error.Message, StringComparison.Ordinal);
    }

    internal static Wav2LipFace MadeFace(int size, int number)
    {
        var face = new Wav2LipFace(size);
        var rgb = new float[3 * size * size];
        rgb.AsSpan(0, size * size).Fill(0.3f);
        rgb.AsSpan(size * size, size * size).Fill(0.6f);
        rgb.AsSpan(2 * size * size).Fill(0.1f * number);
        face.SetFace(rgb);
        Array.Fill(face.Mel, (number * 0.9f) - 3);
        face.Mel[17] = 4;
        return face;
    }
}
