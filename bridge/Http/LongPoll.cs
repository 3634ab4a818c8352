using HeyGem.Bridge.Http.Jobs;

namespace HeyGem.Bridge.Http;

/// <summary>Holds an answer back until there is news, for a client that follows something by asking again and again.</summary>
internal sealed class LongPoll(TimeProvider time, IHostApplicationLifetime lifetime)
{
    private const int MostMs = 30_000;

    /// <summary>Waits for news, at most as long as the client asked for; the bridge's own stop ends it.</summary>
    /// <param name="waitMs">How long the client would wait, milliseconds, 0 to 30000; null for not at all.</param>
    /// <param name="changed">Gives a task that ends with the news, or null where it is there already or will never come.</param>
    /// <param name="cancellationToken">The client went away.</param>
    /// <returns>Whether it waited.</returns>
    /// <exception cref="Core.Errors.HeyGemException"><see cref="Core.Errors.ErrorCode.RequestInvalid"/>; or what
    /// <paramref name="changed"/> throws.</exception>
    public async Task<bool> WaitAsync(int? waitMs, Func<Task?> changed, CancellationToken cancellationToken)
    {
        JobRequestReader.Require(waitMs is null or (>= 0 and <= MostMs), "waitMs", $"is 0 to {MostMs}");
        if (waitMs is null or 0 || changed() is not { } news)
        {
            return false;
        }

        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        await Task.WhenAny(news, Task.Delay(TimeSpan.FromMilliseconds(waitMs.Value), time, end.Token));
        cancellationToken.ThrowIfCancellationRequested();
        return true;
    }
}
