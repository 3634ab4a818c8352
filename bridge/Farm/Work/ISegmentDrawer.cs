namespace HeyGem.Bridge.Farm.Work;

/// <summary>Draws the segments of one place of a worker, one at a time.</summary>
internal interface ISegmentDrawer : IAsyncDisposable
{
    /// <summary>Frames of the segment at work that are drawn.</summary>
    long Frames { get; }

    /// <summary>Frames a second, of late.</summary>
    double FramesPerSecond { get; }

    /// <summary>Draws a segment.</summary>
    /// <param name="message">What to draw.</param>
    /// <param name="given">What the bridge says of it.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>Its file, which stays until <see cref="Forget"/>, and what is to be said of it.</returns>
    /// <exception cref="Core.Errors.HeyGemException">It cannot be drawn here.</exception>
    Task<(string Path, byte[] Note)> DrawAsync(FarmMessage message, BeginReply given, CancellationToken cancellationToken);

    /// <summary>Removes a segment's file.</summary>
    void Forget(int segment);
}
