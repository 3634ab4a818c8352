using HeyGem.Core.Engines;
using HeyGem.Core.Engines.Mesh;
using HeyGem.Core.Engines.Mesh.Targets;

namespace HeyGem.Testing;

/// <summary>
/// The mesh engine with a mouth measured elsewhere instead of the voice's, so that what comes out can be compared with what was asked
/// for.
/// </summary>
/// <param name="known">The mouth.</param>
public sealed class KnownMouthEngine(KnownMouth known) : IMouthEngine, ILoadedEngine
{
    /// <inheritdoc/>
    public EngineInfo Info { get; } = new("known", "a known mouth", "None.");

    /// <inheritdoc/>
    public bool WasLoaded => false;

    /// <inheritdoc/>
    public EngineNeeds Needs { get; } = new();

    /// <inheritdoc/>
    public EngineUse Use => EngineUse.WithoutModels;

    /// <inheritdoc/>
    public string? Obstacle() => null;

    /// <inheritdoc/>
    public Task<ILoadedEngine> LoadAsync(EngineRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<ILoadedEngine>(this);

    /// <inheritdoc/>
    public Task<IMouthPlan> PlanAsync(PlanInput input, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        var clip = MeshClip.Analyse(input.Track, cancellationToken);
        return Task.FromResult<IMouthPlan>(new MeshMouth(clip, known.Over(clip, [.. input.SourceOf]), input.Space, cancellationToken));
    }
}

/// <summary>A measured mouth.</summary>
/// <param name="Opening">One value a frame of the result, units of the outer-eye distance of the clip it was measured on; the last one
/// holds.</param>
/// <param name="Width">The same for the width.</param>
/// <param name="Exact">Whether the values are this clip's own units; otherwise they are carried over to its range.</param>
public sealed record KnownMouth(float[] Opening, float[] Width, bool Exact)
{
    /// <summary>The mouths that are asked of a clip.</summary>
    public MouthTargets Over(MeshClip clip, int[] sourceOf)
    {
        ArgumentNullException.ThrowIfNull(clip);
        ArgumentNullException.ThrowIfNull(sourceOf);
        var opening = Fill(Opening, sourceOf.Length);
        var width = Fill(Width, sourceOf.Length);
        return Exact
            ? MouthTargets.Exact(opening, width, sourceOf)
            : MouthTargets.FromMeasured(opening, width, clip.Shapes, clip.Range, sourceOf);
    }

    private static float[] Fill(float[] curve, int count) =>
        [.. Enumerable.Range(0, count).Select(n => curve[Math.Min(n, curve.Length - 1)])];
}
