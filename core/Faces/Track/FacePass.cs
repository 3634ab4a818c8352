using System.Threading.Channels;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Faces.Track;

/// <summary>
/// Gives frames to a tracker in two halves that run beside each other: while one frame is kept, the next is followed. The track is the
/// same as with <see cref="FaceTracker.Push"/>.
/// </summary>
internal static class FacePass
{
    // The second half pauses for some frames' time where it looks for palms. Each frame that waits costs memory.
    private const int FramesBetween = 2;

    /// <summary>
    /// Runs until the frames end. Neither half runs any more when it returns or throws; a shot that ended may still be judged, which the
    /// tracker's finish waits for and its end stops.
    /// </summary>
    /// <param name="tracker">Is given every frame.</param>
    /// <param name="frames">The frames in order; they are disposed here.</param>
    /// <param name="kept">Told of every frame in order, on one thread, while it is not yet disposed.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async Task RunAsync(
        FaceTracker tracker, IAsyncEnumerable<Frame> frames, Action<Frame, FollowedFrame> kept, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var followed = Channel.CreateBounded<(Frame Frame, FollowedFrame Found)>(
            new BoundedChannelOptions(FramesBetween) { SingleReader = true, SingleWriter = true });
        var keeping = Task.Run(KeepAllAsync, CancellationToken.None);
        try
        {
            await FollowAllAsync();
            await keeping;
        }
        catch
        {
            await stop.CancelAsync();
            await keeping.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (keeping.IsFaulted)
            {
                // It stopped the first half, whose own words would say no more than that.
                await keeping;
            }

            throw;
        }
        finally
        {
            while (followed.Reader.TryRead(out var rest))
            {
                rest.Frame.Dispose();
            }
        }

        async Task FollowAllAsync()
        {
            await foreach (var frame in frames.WithCancellation(stop.Token))
            {
                try
                {
                    await followed.Writer.WriteAsync((frame, tracker.Follow(frame)), stop.Token);
                }
                catch
                {
                    frame.Dispose();
                    throw;
                }
            }

            followed.Writer.Complete();
        }

        async Task KeepAllAsync()
        {
            try
            {
                await foreach (var (frame, found) in followed.Reader.ReadAllAsync(stop.Token))
                {
                    using (frame)
                    {
                        // What waits already is given without a look at the token.
                        stop.Token.ThrowIfCancellationRequested();
                        tracker.Keep(frame, found);
                        kept(frame, found);
                    }
                }
            }
            catch
            {
                await stop.CancelAsync();
                throw;
            }
        }
    }
}
