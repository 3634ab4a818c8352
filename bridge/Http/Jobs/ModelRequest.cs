using HeyGem.Bridge.Errors;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Engines;
using HeyGem.Core.Engines.Wav2Lip;
using HeyGem.Core.Errors;
using HeyGem.Core.Render;
using HeyGem.Core.Weights;

namespace HeyGem.Bridge.Http.Jobs;

/// <summary>
/// What a job says of an engine's model. Models are named as the catalogue names them: a path would let any client have any file opened as
/// a model.
/// </summary>
internal static class ModelRequest
{
    /// <summary>Checks the settings that go with a model.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.RequestInvalid"/>: the field and what it takes.</exception>
    public static void Check(JobRequest request, BridgeSettings settings)
    {
        using var engines = Engines(settings);
        var engine = engines.Find(request.Engine);
        JobRequestReader.Require(engine is not null, "engine", $"is one of {string.Join(", ", engines.Words)}");
        RequireRange(Wav2LipOptions.WindowOffsetKnob, request.WindowOffset);
        RequireRange(Wav2LipOptions.EnhancerShareKnob, request.EnhancerShare);
        JobRequestReader.Require(request.EnhancerShare is null || request.Enhancer is not null, "enhancerShare", "goes only with enhancer");
        foreach (var (field, value) in new (string, object?)[] { ("model", request.Model), ("windowOffset", request.WindowOffset),
            ("enhancer", request.Enhancer), ("provider", request.Provider) })
        {
            JobRequestReader.Require(value is null || engine is Wav2LipEngine, field, "goes only with the engine wav2lip");
        }
    }

    /// <summary>How the model is used; the request has been checked.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.RequestInvalid"/>: the catalogue has no model of the name;
    /// <see cref="ErrorCode.WeightsMissing"/>: it is not installed.</exception>
    public static Wav2LipOptions Read(JobRequest request, BridgeSettings settings)
    {
        using var engines = Engines(settings);
        if (engines.Find(request.Engine) is not Wav2LipEngine)
        {
            return new Wav2LipOptions();
        }

        var store = ModelStore.In(new DataFolder(settings.DataFolder));
        return new Wav2LipOptions
        {
            Model = Named(store, request.Model, ModelKind.Wav2Lip, "model"),
            WindowOffset = request.WindowOffset ?? Wav2LipOptions.NaturalOffset,
            Enhancer = Named(store, request.Enhancer, ModelKind.Enhancer, "enhancer"),
            EnhancerShare = request.EnhancerShare ?? Wav2LipOptions.NaturalShare,
        };
    }

    /// <summary>The engines of the bridge's data folder.</summary>
    private static EngineRegistry Engines(BridgeSettings settings) => BuiltInEngines.In(new DataFolder(settings.DataFolder));

    private static void RequireRange(EngineKnob knob, double? value) =>
        JobRequestReader.Require(value is not { } number || knob.Takes(number), knob.Name, $"is {knob.Range}");

    private static string? Named(ModelStore store, string? name, ModelKind kind, string field)
    {
        if (name is null)
        {
            return null;
        }

        string[] names = [.. store.Catalog.Where(m => m.Kind == kind).Select(m => m.Name)];
        JobRequestReader.Require(names.Contains(name), field, $"is one of {string.Join(", ", names)}, not {DisplayText.Text(name, 80)}");
        return store.Resolve(name, kind).Name;
    }
}
