using HeyGem.Core.Render;

namespace HeyGem.Core.Tests.Render;

public sealed class ProgressMeterTests
{
    [Fact]
    public void Time_left_follows_the_stages_own_pace_where_the_earlier_ones_were_cached()
    {
        var time = new SteppedTime();
        var seen = new Seen();
        var meter = new ProgressMeter(seen, time);
        meter.Begin(RenderStage.Draw, 1000, 0.5, 1);
        time.Ticks = 10 * time.TimestampFrequency;

        meter.Report(400);

        Assert.Equal(40, seen.Last!.FramesPerSecond, 3);
        Assert.Equal(15, seen.Last.TimeLeft!.Value.TotalSeconds, 3);
        Assert.Equal(0.7, seen.Last.Fraction, 6);
    }

    private sealed class SteppedTime : TimeProvider
    {
        public long Ticks { get; set; }

        public override long GetTimestamp() => Ticks;
    }

    private sealed class Seen : IProgress<RenderProgress>
    {
        public RenderProgress? Last { get; private set; }

        public void Report(RenderProgress value) => Last = value;
    }
}
