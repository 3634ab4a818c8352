using System.Security.Cryptography;
using HeyGem.Core.Errors;
using HeyGem.Core.Faces.Detect;
using HeyGem.Core.Voice;
using HeyGem.Core.Weights;

namespace HeyGem.Core.Tests.Faces;

/// <summary>A render of a known clip and voice runs no network: their files are checked, and opened by whoever needs them.</summary>
public sealed class ModelOpeningTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("heygem-opening-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Face_models_are_opened_when_they_are_asked_for()
    {
        using var models = FaceModels.Load(WholeFilesThatAreNoModels());

        Assert.Equal("CPUExecutionProvider", models.Provider);
        Assert.Equal(ErrorCode.WeightsUnsupported, Assert.Throws<HeyGemException>(() => models.Trunk).Code);
        Assert.Equal(ErrorCode.WeightsUnsupported, Assert.Throws<HeyGemException>(models.Open).Code);
    }

    [Theory]
    [InlineData(FaceModelFiles.DetectorFile)]
    [InlineData(FaceModelFiles.TrunkFile)]
    [InlineData(FaceModelFiles.LipsFile)]
    [InlineData(FaceModelFiles.PalmFile)]
    public void A_damaged_face_model_is_told_of_before_anything_is_rendered(string file)
    {
        var files = WholeFilesThatAreNoModels();
        File.AppendAllText(Path.Combine(_folder, file), "more");

        Assert.Equal(ErrorCode.WeightsHashMismatch, Assert.Throws<HeyGemException>(() => FaceModels.Load(files)).Code);
    }

    [Fact]
    public void A_face_model_that_is_damaged_later_is_not_opened()
    {
        using var models = FaceModels.Load(WholeFilesThatAreNoModels());
        File.AppendAllText(Path.Combine(_folder, FaceModelFiles.PalmFile), "more");

        Assert.Equal(ErrorCode.WeightsHashMismatch, Assert.Throws<HeyGemException>(() => models.Palm).Code);
    }

    [Fact]
    public void The_network_of_the_voice_is_opened_when_it_is_asked_for()
    {
        using var curve = new TrainedMouthCurve(ShippedModel.Load("voice-mouth", ShippedModel.Folder) with { Bytes = [1, 2, 3] });

        Assert.StartsWith("voice-mouth ", curve.Name, StringComparison.Ordinal);
        Assert.NotEmpty(curve.Classes.Names);
        Assert.Equal(ErrorCode.WeightsUnsupported, Assert.Throws<HeyGemException>(curve.Open).Code);
    }

    private FaceModelFiles WholeFilesThatAreNoModels()
    {
        List<string> sums = [];
        foreach (var file in FaceModelFiles.OfEveryClip)
        {
            File.WriteAllText(Path.Combine(_folder, file), file);
            sums.Add($"{Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path.Combine(_folder, file))))}  {file}");
        }

        File.WriteAllLines(Path.Combine(_folder, FaceModelFiles.SumsFile), sums);
        return new FaceModelFiles(_folder);
    }
}
