namespace HeyGem.Core.Render;

/// <summary>
/// Turns counted frames into <see cref="RenderProgress"/>, at most ten a second, with a share of the whole that never falls.
/// </summary>
internal sealed class ProgressMeter(IProgress<RenderProgress>? sink, TimeProvider time)
{
    private static readonly TimeSpan _interval = TimeSpan.FromMilliseconds(100);

    private RenderStage _stage;
    private long _stageBegan;
    private long _lastSent;
    private long _total;
    private long _before;
    private double _from;
    private double _to;
    private double _fraction;

    /// <summary>Begins a stage that fills the whole from <paramref name="from"/> to <paramref name="to"/> (0..1).</summary>
    public void Begin(RenderStage stage, long framesTotal, double from, double to) => Begin(stage, framesTotal, 0, from, to);

    /// <summary>Begins a stage of which <paramref name="framesBefore"/> frames were done by an earlier run.</summary>
    public void Begin(RenderStage stage, long framesTotal, long framesBefore, double from, double to)
    {
        _stage = stage;
        _total = framesTotal;
        _before = framesBefore;
        _from = from;
        _to = to;
        _stageBegan = time.GetTimestamp();
        Send(framesBefore);
    }

    /// <summary>Says how many frames of the stage are done.</summary>
    public void Report(long framesDone)
    {
        if (framesDone >= _total || time.GetElapsedTime(_lastSent) >= _interval)
        {
            Send(framesDone);
        }
    }

    private void Send(long done)
    {
        if (sink is null)
        {
            return;
        }

        _lastSent = time.GetTimestamp();
        _fraction = Math.Max(_fraction, _total == 0 ? _from : _from + ((_to - _from) * done / _total));
        var stageSeconds = time.GetElapsedTime(_stageBegan).TotalSeconds;
        var rate = done > _before && stageSeconds > 0 ? (done - _before) / stageSeconds : 0;

        // What is left of this stage at its own pace, and the later stages by their share: a cached stage took no time and says nothing.
        TimeSpan? left = rate > 0 && stageSeconds > 0.5 && _to > _from
            ? TimeSpan.FromSeconds((_total - done + (_total * (1 - _to) / (_to - _from))) / rate)
            : null;
        sink.Report(new RenderProgress(_stage, done, _total, rate, _fraction, left));
    }
}
