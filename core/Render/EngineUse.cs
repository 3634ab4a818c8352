using HeyGem.Core.Engines.Wav2Lip;

namespace HeyGem.Core.Render;

/// <summary>Which engine drew and what ran it, for the report.</summary>
/// <param name="Name">Such as <c>mesh</c>.</param>
/// <param name="Provider">The execution provider that ran the engine's model, or the face models where it has none.</param>
/// <param name="PassedOver">Providers that were tried before it, each with the reason.</param>
/// <param name="Weights">Model files, each with its sum.</param>
internal sealed record EngineUse(string Name, string Provider, IReadOnlyList<string> PassedOver, IReadOnlyList<string> Weights)
{
    /// <summary>The built-in engine.</summary>
    public static EngineUse Mesh(RenderTools tools) => new("mesh", tools.Provider, [], tools.Weights);

    /// <summary>A Wav2Lip-class model, as it stands after drawing.</summary>
    public static EngineUse Of(RenderTools tools, LoadedWav2Lip loaded) => new(
        "wav2lip", loaded.Engine.Provider, PassedOverOf(loaded.Engine), [.. tools.Weights, .. loaded.Weights]);

    /// <summary>The providers before the last, with why they do not run the model.</summary>
    public static IReadOnlyList<string> PassedOverOf(Wav2LipEngine engine) =>
        [.. engine.Attempts.Where(a => a.Reason is not null).Select(a => $"{a.Name}: {a.Reason}")];
}
