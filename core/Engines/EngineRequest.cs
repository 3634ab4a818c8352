using HeyGem.Core.Errors;
using HeyGem.Core.Onnx;

namespace HeyGem.Core.Engines;

/// <summary>What a render asks of an engine beside the movement: where it runs and how it is set.</summary>
/// <param name="Provider">What runs its models, or null for the best that works here.</param>
/// <param name="Options">The options of engines; each engine takes its own kind.</param>
public sealed record EngineRequest(OnnxProvider? Provider, IReadOnlyList<IEngineOptions> Options)
{
    /// <summary>The options of one kind; the natural ones where none are given.</summary>
    public T OptionsOf<T>()
        where T : class, IEngineOptions, new() => Options.OfType<T>().FirstOrDefault() ?? new T();
}

/// <summary>The settings that one engine alone knows.</summary>
public interface IEngineOptions
{
    /// <summary>Refuses values outside their ranges; asks neither disk nor models.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.ArgumentInvalid"/>.</exception>
    void Check();
}
