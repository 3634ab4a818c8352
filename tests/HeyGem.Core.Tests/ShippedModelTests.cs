using HeyGem.Core.Onnx;
using HeyGem.Core.Weights;
using HeyGem.ModelConvert;
using HeyGem.Testing;
using Newtonsoft.Json.Linq;

namespace HeyGem.Core.Tests;

/// <summary>
/// Each model that comes with the program, opened on the provider that a render would take and held against what ONNX Runtime 1.29 gave
/// on a processor for the same input.
/// </summary>
public sealed class ShippedModelTests
{
    private const int Columns = 500;

    // Rounding differs from one version or provider to the next; a card may use shorter numbers than a processor.
    private const float ProcessorTolerance = 1e-4f;
    private const float CardTolerance = 1e-2f;

    private static readonly JObject _golden = (JObject)JObject.Parse(
        File.ReadAllText(Path.Combine(TestFolders.Repository, "tests/fixtures/models/golden.json")))["models"]!;

    public static TheoryData<string> Models => [.. _golden.Properties().Select(p => p.Name)];

    [Fact]
    public void Every_shipped_model_has_a_golden_output() => Assert.Equal(
        [
            "face-detector.onnx", "face-mesh-lips.onnx", "face-mesh-trunk.onnx", "hand-landmarks.onnx", "palm-detector.onnx",
            "voice-mouth.onnx",
        ],
        Models.Select(row => row.Data).Order());

    [Theory]
    [MemberData(nameof(Models))]
    public void A_shipped_model_gives_what_it_gave_before(string file)
    {
        var path = file == "voice-mouth.onnx"
            ? ShippedModel.Load("voice-mouth", ShippedModel.Folder).Path
            : Path.Combine(FaceModelConversion.Ensure(FaceModelsForTests.PackageFolder, DataFolder.Current()).Folder, file);
        using var model = OnnxModel.Load(path, new OnnxOptions { Providers = ProviderSearch.Automatic });
        var tolerance = model.Provider == ProviderSearch.NameOf(OnnxProvider.Cpu) ? ProcessorTolerance : CardTolerance;
        var inputs = model.Inputs.Select(Fixed).ToList();
        var outputs = model.Outputs.Select(Fixed).ToList();
        using var run = model.Bind(inputs, outputs);
        foreach (var input in inputs)
        {
            Fill(run.Buffer<float>(input).Span, _golden[file]!["inputs"]![input.Name]!);
        }

        run.Run();

        var told = (JObject)_golden[file]!["outputs"]!;
        Assert.Equal(told.Properties().Select(p => p.Name).Order(), outputs.Select(o => o.Name).Order());
        foreach (var output in outputs)
        {
            var expected = told[output.Name]!;
            var got = run.Buffer<float>(output).ToArray();
            var scale = Math.Max(1, (float)expected["largest"]!);
            Assert.Equal((int)expected["count"]!, got.Length);
            Assert.Equal((float)expected["mean"]!, got.Average(), tolerance * scale);
            var every = (int)expected["every"]!;
            var samples = expected["values"]!.Select((value, i) => (Value: (float)value, At: i * every));
            Assert.All(samples, sample => Assert.Equal(sample.Value, got[sample.At], tolerance * scale));
        }
    }

    /// <summary>ONNX Runtime's PRelu branches at each value, and took most of the time of the networks that have one.</summary>
    [Fact]
    public void No_face_network_holds_an_operator_that_branches_at_each_value()
    {
        var folder = FaceModelConversion.Ensure(FaceModelsForTests.PackageFolder, DataFolder.Current()).Folder;

        Assert.All(
            Directory.EnumerateFiles(folder, "*.onnx"), path => Assert.Equal(-1, File.ReadAllBytes(path).AsSpan().IndexOf("PRelu"u8)));
    }

    /// <summary>The tensor with an open axis closed: only the voice's length is open.</summary>
    private static OnnxTensor Fixed(OnnxTensor tensor) =>
        tensor with { Shape = [.. tensor.Shape.Select(axis => axis < 0 ? Columns : axis)] };

    /// <summary>A made signal between the limits that the golden file names: two sines of unrelated periods.</summary>
    private static void Fill(Span<float> values, JToken limits)
    {
        var (low, high) = ((float)limits["low"]!, (float)limits["high"]!);
        for (var i = 0; i < values.Length; i++)
        {
            var wave = (0.6 * Math.Sin(0.0137 * i)) + (0.4 * Math.Sin(0.3711 * i));
            values[i] = low + ((high - low) * (float)(0.5 + (0.5 * wave)));
        }
    }
}
