namespace HeyGem.Core.Render.Report;

/// <summary>The clocks of one render, for the report.</summary>
internal sealed class RenderClock(TimeProvider time)
{
    private readonly long _began = time.GetTimestamp();

    public StageClock Decode { get; } = new(time);

    public StageClock Faces { get; } = new(time);

    public StageClock Voice { get; } = new(time);

    public StageClock Mouth { get; } = new(time);

    public StageClock Composite { get; } = new(time);

    public StageClock Encode { get; } = new(time);

    /// <summary>All of them, and the time since the render began.</summary>
    public StageSeconds ToSeconds() => new(
        Round(Decode.Seconds),
        Round(Faces.Seconds),
        Round(Voice.Seconds),
        Round(Mouth.Seconds),
        Round(Composite.Seconds),
        Round(Encode.Seconds),
        Round(time.GetElapsedTime(_began).TotalSeconds));

    private static double Round(double seconds) => Math.Round(seconds, 3);
}
