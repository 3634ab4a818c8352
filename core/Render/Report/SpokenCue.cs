namespace HeyGem.Core.Render.Report;

/// <summary>A cue of spoken captions as it is heard.</summary>
/// <param name="Number">Its number among the cues, from 1.</param>
/// <param name="Start">Where its speech begins, seconds from the clip's first frame.</param>
/// <param name="End">Where it ends.</param>
/// <param name="Speed">The pace that it is spoken at; 1 is the voice's own.</param>
/// <param name="Outcome">How it lies in its place: <c>fits</c>, <c>runsOver</c>, <c>cut</c>, <c>unspoken</c> or <c>afterClip</c>.</param>
/// <param name="Text">The text.</param>
public sealed record SpokenCue(int Number, double Start, double End, double Speed, string Outcome, string Text)
{
    /// <summary>Who says it where the captions tell.</summary>
    public string? Speaker { get; init; }

    /// <summary>What would make it fit, a sentence; null where it fits.</summary>
    public string? Advice { get; init; }
}
