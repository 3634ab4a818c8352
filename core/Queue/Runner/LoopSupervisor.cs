using System.Collections.Concurrent;
using HeyGem.Core.Errors;

namespace HeyGem.Core.Queue.Runner;

/// <summary>
/// Keeps the queue's loops alive. A fault that nobody foresaw is told, the loop begins again after a pause that doubles, and when it goes
/// on failing it is given up, which ends the program: a queue that stands still in silence is worse than none.
/// </summary>
/// <param name="failed">Told each fault.</param>
/// <param name="time">The clock of the pauses.</param>
internal sealed class LoopSupervisor(Action<string, Exception> failed, TimeProvider time)
{
    /// <summary>How many faults in a row end the program.</summary>
    public const int MaxFaults = 6;

    private static readonly TimeSpan _firstPause = TimeSpan.FromSeconds(1);

    /// <summary>After so long without a fault a loop counts as well again.</summary>
    private static readonly TimeSpan _calm = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, (string Text, long At)> _faults = [];

    /// <summary>
    /// The last fault of some loop, a sentence, until that loop has run for a while without another; null where all is well.
    /// </summary>
    public string? Fault => _faults.Values.Where(f => time.GetElapsedTime(f.At) < _calm).OrderBy(f => f.At).Select(f => f.Text)
        .LastOrDefault();

    /// <summary>Runs a loop until it is stopped.</summary>
    /// <param name="name">What the loop does, for the log.</param>
    /// <param name="loop">The loop; it ends when its token is cancelled.</param>
    /// <param name="stop">Ends it in order.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.Internal"/>: it failed <see cref="MaxFaults"/> times in a row.</exception>
    public async Task RunAsync(string name, Func<CancellationToken, Task> loop, CancellationToken stop)
    {
        for (var faults = 0; !stop.IsCancellationRequested;)
        {
            var began = time.GetTimestamp();
            try
            {
                await loop(stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // This is where a fault of any kind is told and answered.
            catch (Exception e)
#pragma warning restore CA1031
            {
                faults = time.GetElapsedTime(began) >= _calm ? 1 : faults + 1;
                var text = $"The queue's {name} failed: {e.Message}";
                _faults[name] = (text, time.GetTimestamp());
                failed(text, e);
                if (faults == MaxFaults)
                {
                    throw new HeyGemException(
                        ErrorCode.Internal, $"The queue's {name} failed {MaxFaults} times in a row, at last with: {e.Message}", e);
                }

                await Task.Delay(_firstPause * (1 << (faults - 1)), time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
