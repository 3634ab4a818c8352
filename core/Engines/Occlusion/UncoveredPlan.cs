using HeyGem.Core.Frames;

namespace HeyGem.Core.Engines.Occlusion;

/// <summary>Any engine's plan, whose painters leave what stands before the mouth as it is.</summary>
internal sealed class UncoveredPlan(IMouthPlan plan, MouthCover cover, IReadOnlyList<int> sourceOf, YuvSpace space)
    : IMouthPlan, IAsyncDisposable
{
    /// <summary>The plan itself where nothing is ever covered.</summary>
    /// <param name="plan">The engine's plan; taken over.</param>
    /// <param name="cover">What stands before the mouth.</param>
    /// <param name="sourceOf">For each frame of the result the clip frame below it, counted from the track's start.</param>
    /// <param name="space">What the clip's sample values mean.</param>
    public static IMouthPlan Around(IMouthPlan plan, MouthCover cover, IReadOnlyList<int> sourceOf, YuvSpace space) =>
        cover.Any ? new UncoveredPlan(plan, cover, sourceOf, space) : plan;

    /// <inheritdoc/>
    public BlockShape Block => plan.Block;

    /// <inheritdoc/>
    public IReferenceMouths? References => plan.References;

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => plan.Warnings;

    /// <inheritdoc/>
    public FramePlan At(int output) => plan.At(output) with { Covered = cover.Share[sourceOf[output]] };

    /// <inheritdoc/>
    public ValueTask PrepareAsync(FrameBlock block, CancellationToken cancellationToken) => plan.PrepareAsync(block, cancellationToken);

    /// <inheritdoc/>
    public IFramePainter CreatePainter() => new UncoveredPainter(plan.CreatePainter(), cover, space);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => (plan as IAsyncDisposable)?.DisposeAsync() ?? ValueTask.CompletedTask;
}
