namespace HeyGem.Core.Engines;

/// <summary>What ran an engine: its part of the report.</summary>
/// <param name="Provider">The execution provider that runs its models, or null where it has none.</param>
/// <param name="PassedOver">Providers that were tried before it, each with the reason.</param>
/// <param name="Weights">Its model files, each <c>name sha256</c>.</param>
/// <param name="Warnings">What went otherwise than asked for, each a sentence.</param>
public sealed record EngineUse(
    string? Provider, IReadOnlyList<string> PassedOver, IReadOnlyList<string> Weights, IReadOnlyList<string> Warnings)
{
    /// <summary>Graphics cards that run its models at the same time; 0 where the processor does.</summary>
    public int Cards { get; init; }

    /// <summary>An engine without models.</summary>
    public static EngineUse WithoutModels { get; } = new(null, [], [], []);
}
