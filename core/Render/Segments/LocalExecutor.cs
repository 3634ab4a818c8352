using HeyGem.Core.Errors;

namespace HeyGem.Core.Render.Segments;

/// <summary>
/// Draws in this process, all that follows one another at a time; where that leaves processors idle, in several lanes. Thread-safe.
/// </summary>
/// <param name="budget">How many lanes all orders of the process may have.</param>
/// <param name="time">Measures whether a lane is worth having.</param>
internal sealed class LocalExecutor(LaneBudget budget, TimeProvider time) : ISegmentExecutor
{
    /// <summary>How many lanes an order begins with, as far as the budget goes; tests take more.</summary>
    public int Begins { get; init; } = 1;

    /// <summary>Whether something is worth a second try: a tool died, or left a file that is not whole.</summary>
    public static bool IsPassing(HeyGemException e) => e.Code is ErrorCode.FfmpegDied or ErrorCode.OutputFailed;

    /// <summary>
    /// Draws what is not done yet. A decoder or encoder that dies takes its segment with it, which is begun once more; a second death at
    /// the same segment ends the render.
    /// </summary>
    public async Task DrawAsync(ISegmentOrder order, CancellationToken cancellationToken)
    {
        if (order.FirstMissing() >= 0)
        {
            using var lanes = new SegmentLanes(order, budget, time, cancellationToken);
            await lanes.RunAsync(Begins);
        }
    }
}

/// <summary>What an order lacks.</summary>
public static class MissingSegments
{
    /// <summary>The first segment that is not done, or -1.</summary>
    public static int FirstMissing(this ISegmentOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        for (var i = 0; i < order.Segments.Count; i++)
        {
            if (!order.IsDone(i))
            {
                return i;
            }
        }

        return -1;
    }
}
