namespace HeyGem.Core.Render.Report;

/// <summary>Adds up the time spent in something that happens many times, from any thread.</summary>
internal sealed class StageClock(TimeProvider time)
{
    private long _ticks;

    /// <summary>The sum so far.</summary>
    public double Seconds => (double)Interlocked.Read(ref _ticks) / time.TimestampFrequency;

    /// <summary>A point to measure from.</summary>
    public long Start() => time.GetTimestamp();

    /// <summary>Adds the time since <paramref name="start"/>.</summary>
    public void Stop(long start) => Interlocked.Add(ref _ticks, time.GetTimestamp() - start);
}
