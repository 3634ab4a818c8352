namespace HeyGem.Core.Dubbing;

/// <summary>How a cue's speech lies in its place.</summary>
public enum CueOutcome
{
    /// <summary>It ends within its place, at a pace between the least and the most.</summary>
    Fits,

    /// <summary>It is spoken as fast as allowed and ends after its place, before the next cue begins.</summary>
    RunsOver,

    /// <summary>It is spoken as fast as allowed and would still be heard when the next cue begins: its end is left out.</summary>
    Cut,

    /// <summary>There is nothing in it that can be spoken.</summary>
    Unspoken,

    /// <summary>It begins after the clip's end.</summary>
    AfterClip,
}
