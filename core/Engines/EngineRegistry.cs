using HeyGem.Core.Errors;

namespace HeyGem.Core.Engines;

/// <summary>
/// The engines there are. The one place that turns a word into an engine; capabilities, command line, page and panel list what it lists.
/// Thread-safe.
/// </summary>
public sealed class EngineRegistry : IDisposable
{
    /// <summary>The word for the engine that is used where none is named.</summary>
    public const string Auto = "auto";

    /// <summary>Makes the engines; they are disposed with the registry.</summary>
    /// <param name="makers">At least one, in the order of lists. The first makes what <see cref="Auto"/> stands for: an engine that needs
    /// no models.</param>
    public EngineRegistry(params IReadOnlyList<Func<IMouthEngine>> makers)
    {
        ArgumentNullException.ThrowIfNull(makers);
        ArgumentOutOfRangeException.ThrowIfZero(makers.Count, nameof(makers));
        Engines = [.. makers.Select(make => make())];
    }

    /// <summary>The engines.</summary>
    public IReadOnlyList<IMouthEngine> Engines { get; }

    /// <summary>Every word that <see cref="Resolve"/> knows.</summary>
    public IReadOnlyList<string> Words => [Auto, .. Engines.Select(e => e.Info.Name)];

    /// <summary>The words that can be used on this machine now.</summary>
    public IReadOnlyList<string> Offered() => [Auto, .. Engines.Where(e => e.Obstacle() is null).Select(e => e.Info.Name)];

    /// <summary>The engine of a word, in any case.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.ArgumentInvalid"/>: there is no such engine.</exception>
    public IMouthEngine Resolve(string word) => Find(word)
        ?? throw new HeyGemException(ErrorCode.ArgumentInvalid, $"There is no engine \"{word}\": there are {string.Join(", ", Words)}.");

    /// <summary>The engine of a word, or null where there is none.</summary>
    public IMouthEngine? Find(string word) =>
        string.Equals(word, Auto, StringComparison.OrdinalIgnoreCase)
            ? Engines[0]
            : Engines.FirstOrDefault(e => string.Equals(e.Info.Name, word, StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var engine in Engines.OfType<IDisposable>())
        {
            engine.Dispose();
        }
    }
}
