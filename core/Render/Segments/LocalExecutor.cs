using HeyGem.Core.Errors;

namespace HeyGem.Core.Render.Segments;

/// <summary>Draws in this process, all that follows one another at a time.</summary>
internal sealed class LocalExecutor : ISegmentExecutor
{
    /// <summary>Whether something is worth a second try: a tool died, or left a file that is not whole.</summary>
    public static bool IsPassing(HeyGemException e) => e.Code is ErrorCode.FfmpegDied or ErrorCode.OutputFailed;

    /// <summary>
    /// Draws what is not done yet. A decoder or encoder that dies takes its segment with it, which is begun once more; a second death at
    /// the same segment ends the render.
    /// </summary>
    public async Task DrawAsync(ISegmentOrder order, CancellationToken cancellationToken)
    {
        for (var failed = -1; order.FirstMissing() is >= 0 and var first;)
        {
            try
            {
                await order.DrawHereAsync(first, order.Segments.Count, cancellationToken);
            }
            catch (HeyGemException e) when (IsPassing(e) && first != failed)
            {
                failed = first;
            }
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
