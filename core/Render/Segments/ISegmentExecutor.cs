namespace HeyGem.Core.Render.Segments;

/// <summary>Draws the segments of a clip: in this process, or on other machines. Thread-safe; serves several clips at once.</summary>
public interface ISegmentExecutor
{
    /// <summary>
    /// Draws what an order lacks. It may return before all is done, with what it cannot draw: that is then drawn in this process.
    /// </summary>
    /// <param name="order">The segments.</param>
    /// <param name="cancellationToken">Stops the drawing; segments that are done stay.</param>
    /// <exception cref="Errors.HeyGemException">A segment cannot be drawn anywhere.</exception>
    Task DrawAsync(ISegmentOrder order, CancellationToken cancellationToken);
}
