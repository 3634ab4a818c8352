using HeyGem.Bridge.Errors;
using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Backend;

/// <summary>
/// Something that takes long to get ready: begun in the background, kept once it is there, and tried again after it failed, so that
/// what was missing may be installed meanwhile. Thread-safe.
/// </summary>
/// <param name="what">What is said when it fails for a reason nobody foresaw: "The models cannot be loaded".</param>
/// <param name="load">Gets it ready, or says with a code what is missing.</param>
/// <param name="time">Measures the pause between two tries; a system clock that is set back meanwhile does not lengthen it.</param>
internal sealed class RetryingLazy<T>(string what, Func<CancellationToken, Task<T>> load, TimeProvider time)
    where T : class
{
    private static readonly TimeSpan _pause = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private Task<T>? _task;
    private HeyGemException? _fault;
    private long _failedAt;

    /// <summary>What is there now, or null.</summary>
    public T? Value => _task is { IsCompletedSuccessfully: true } done ? done.Result : null;

    /// <summary>Why the last try failed, or null.</summary>
    public HeyGemException? Fault => Value is null ? _fault : null;

    /// <summary>Begins to get it ready where that has not begun; returns at once.</summary>
    public void Begin()
    {
        lock (_gate)
        {
            var tried = _task is { IsCompleted: true, IsCompletedSuccessfully: false };
            if (_task is null || (tried && time.GetElapsedTime(_failedAt) > _pause))
            {
                _task = Task.Run(LoadAsync);
            }
        }
    }

    /// <summary>Gets it, waiting as long as that takes; after a failure it is tried once more.</summary>
    /// <exception cref="HeyGemException">It cannot be had; the code says why.</exception>
    public Task<T> GetAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_task is null or { IsCompleted: true, IsCompletedSuccessfully: false })
            {
                _task = Task.Run(LoadAsync, CancellationToken.None);
            }

            return _task.WaitAsync(cancellationToken);
        }
    }

    private async Task<T> LoadAsync()
    {
        try
        {
            return await load(CancellationToken.None);
        }
#pragma warning disable CA1031 // A missing library comes as one of many kinds; whatever it is, it is told and tried again.
        catch (Exception e)
#pragma warning restore CA1031
        {
            var fault = UnexpectedFault.Of(what, e);
            (_fault, _failedAt) = (fault, time.GetTimestamp());
            throw fault;
        }
    }
}
