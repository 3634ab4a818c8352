namespace HeyGem.Core.Render.Segments;

/// <summary>What a call that draws segments asks and tells while it goes on, from any thread.</summary>
/// <param name="Takes">Asked with each segment after the first before its first frame is painted; false ends the call.</param>
/// <param name="Drew">Told each frame that the encoder has.</param>
public sealed record DrawingLane(Func<int, bool> Takes, Action Drew)
{
    /// <summary>A call that shares its segments with nobody.</summary>
    public static DrawingLane Alone { get; } = new(static _ => true, static () => { });
}
