namespace HeyGem.Bridge.Tests;

/// <summary>Waits are a thousandth of what was asked for.</summary>
internal sealed class HastyTime : TimeProvider
{
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        base.CreateTimer(callback, state, dueTime > TimeSpan.Zero ? dueTime / 1000 : dueTime, period > TimeSpan.Zero
            ? period / 1000 : period);
}
