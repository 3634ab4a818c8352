using System.Collections.Concurrent;
using HeyGem.Core.Errors;

namespace HeyGem.Core.Queue.Store;

/// <summary>
/// The one thread that waits for the job list's file. Whoever asks waits without a thread of its own, so that a file held by a backup, or
/// a slow disk, stops nobody else. Thread-safe.
/// </summary>
internal sealed class StoreThread : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];
    private readonly Thread _thread;

    public StoreThread()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = "job list" };
        _thread.Start();
    }

    /// <summary>Runs <paramref name="work"/> when its turn comes.</summary>
    /// <param name="work">Reads or changes the list.</param>
    /// <param name="cancellationToken">Ends the waiting; work that has begun goes on to its end.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.StoreFailed"/> once the list is closed, or whatever the work
    /// throws.</exception>
    public async Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            _work.Add(() => Do(work, done, cancellationToken), CancellationToken.None);
        }
        catch (InvalidOperationException e)
        {
            throw new HeyGemException(ErrorCode.StoreFailed, "The job list is closed: the bridge is stopping.", e);
        }

        return await done.Task.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Does what was asked for before, then ends the thread.</summary>
    public void Dispose()
    {
        _work.CompleteAdding();
        _thread.Join();
        _work.Dispose();
    }

    private static void Do<T>(Func<T> work, TaskCompletionSource<T> done, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            done.TrySetCanceled(cancellationToken);
            return;
        }

        try
        {
            done.TrySetResult(work());
        }
#pragma warning disable CA1031 // Whoever asked for the work gets what it threw.
        catch (Exception e)
#pragma warning restore CA1031
        {
            done.TrySetException(e);
        }
    }

    private void Run()
    {
        foreach (var work in _work.GetConsumingEnumerable())
        {
            work();
        }
    }
}
