namespace HeyGem.Core.Render;

/// <summary>How far a render is. Made at most about ten times a second.</summary>
/// <param name="Stage">What it is doing.</param>
/// <param name="FramesDone">Frames done in this stage.</param>
/// <param name="FramesTotal">Frames of this stage, 0 where the stage has none.</param>
/// <param name="FramesPerSecond">Frames a second in this stage so far, 0 when not known yet.</param>
/// <param name="Fraction">Share of the whole render that is done, 0..1, never falling.</param>
/// <param name="TimeLeft">Time until the render is done, or null when not known yet.</param>
public sealed record RenderProgress(
    RenderStage Stage,
    long FramesDone,
    long FramesTotal,
    double FramesPerSecond,
    double Fraction,
    TimeSpan? TimeLeft);
