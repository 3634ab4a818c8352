using HeyGem.Bridge.Errors;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Render;

namespace HeyGem.Bridge.Http.Followed;

/// <summary>Work beside the queue that a client follows, one piece at a time. Thread-safe.</summary>
/// <param name="first">How it begins.</param>
internal sealed class FollowedWork<T>(T first) : IDisposable
    where T : FollowedState
{
    private readonly Lock _gate = new();
    private readonly CancellationTokenSource _stop = new();
    private T _now = first;
    private TaskCompletionSource _changed = Changing();

    /// <summary>How it is now.</summary>
    public T Now
    {
        get
        {
            lock (_gate)
            {
                return _now;
            }
        }
    }

    /// <summary>Ends when the work has ended, however.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    /// <summary>Starts it.</summary>
    /// <param name="turn">Lets one piece of work at a time through.</param>
    /// <param name="work">Does it; gives how it is then.</param>
    /// <param name="trouble">What a fault that nobody foresaw is called, such as "The preview cannot be rendered".</param>
    /// <param name="failed">Told why it failed.</param>
    public void Start(
        SemaphoreSlim turn, Func<IProgress<RenderProgress>, CancellationToken, Task<Func<T, T>>> work, string trouble,
        Action<HeyGemException> failed) => Ended = Task.Run(() => RunAsync(turn, work, trouble, failed), CancellationToken.None);

    /// <summary>A task that ends when there is a change after a version, or the work is stopped.</summary>
    public Task ChangedAsync(long since)
    {
        lock (_gate)
        {
            return _now.Version > since ? Task.CompletedTask : _changed.Task;
        }
    }

    /// <summary>Stops it; whoever waits for a change waits no more.</summary>
    public void Stop()
    {
        _stop.Cancel();
        lock (_gate)
        {
            _changed.TrySetResult();
        }
    }

    /// <summary>After the work has ended.</summary>
    public void Dispose() => _stop.Dispose();

    private static TaskCompletionSource Changing() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task RunAsync(
        SemaphoreSlim turn, Func<IProgress<RenderProgress>, CancellationToken, Task<Func<T, T>>> work, string trouble,
        Action<HeyGemException> failed)
    {
        var stop = _stop.Token;
        try
        {
            await turn.WaitAsync(stop);
            try
            {
                Change(now => now with { State = ItemState.Running });
                var done = await work(new Progress(value => Change(now => now with { Progress = value })), stop);
                Change(now => done(now) with { State = ItemState.Completed, Progress = null });
            }
            finally
            {
                turn.Release();
            }
        }
#pragma warning disable CA1031 // What nobody foresaw ends this work with a code, and nothing else.
        catch (Exception e)
#pragma warning restore CA1031
        {
            if (!stop.IsCancellationRequested)
            {
                var fault = UnexpectedFault.Of(trouble, e);
                failed(fault);
                var error = new ItemError(fault.Code.WireName(), fault.Message, fault.Hint);
                Change(now => now with { State = ItemState.Failed, Error = error, Progress = null });
            }
        }
    }

    private void Change(Func<T, T> change)
    {
        lock (_gate)
        {
            _now = change(_now) with { Version = _now.Version + 1 };
            _changed.TrySetResult();
            _changed = Changing();
        }
    }

    private sealed class Progress(Action<RenderProgress> report) : IProgress<RenderProgress>
    {
        public void Report(RenderProgress value) => report(value);
    }
}
