using HeyGem.Core.Errors;

namespace HeyGem.Core.Engines;

/// <summary>
/// A way to draw mouths. An engine is made once, is cheap until it is loaded, and serves any number of clips from several threads.
/// <see cref="LoadAsync"/> gives what one render needs; that makes an <see cref="IMouthPlan"/> from face and voice, and the plan's
/// painters draw. An engine that keeps something between clips is an <see cref="IDisposable"/> as well; the registry disposes it.
/// </summary>
public interface IMouthEngine
{
    /// <summary>Its name, knobs, models, licence and cost. Never changes.</summary>
    EngineInfo Info { get; }

    /// <summary>
    /// Why the engine cannot be used on this machine now, a sentence, or null where it can. Asks the disk, loads nothing.
    /// </summary>
    string? Obstacle();

    /// <summary>Loads what the engine draws with, or gives what is still loaded. The engine keeps it and disposes it.</summary>
    /// <param name="request">Models, provider and knobs that the render asks for.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.EngineUnavailable"/>, or what loading a model throws.</exception>
    Task<ILoadedEngine> LoadAsync(EngineRequest request, CancellationToken cancellationToken);
}

/// <summary>An engine that is ready to plan clips. Thread-safe; stays the engine's.</summary>
public interface ILoadedEngine
{
    /// <summary>Whether its models were still loaded from an earlier clip; false for an engine without models.</summary>
    bool WasLoaded { get; }

    /// <summary>What it must be given of clip and voice.</summary>
    EngineNeeds Needs { get; }

    /// <summary>
    /// What ran it so far, for the report; asked after the last frame, since a provider may change while frames are drawn.
    /// </summary>
    EngineUse Use { get; }

    /// <summary>Decides, before the first pixel, what happens to every frame of a result.</summary>
    /// <param name="input">Face, voice and settings.</param>
    /// <param name="cancellationToken">Stops the planning within a second; nothing remains.</param>
    /// <returns>The plan; the caller's.</returns>
    /// <exception cref="HeyGemException">The engine could not run.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    Task<IMouthPlan> PlanAsync(PlanInput input, CancellationToken cancellationToken);
}
