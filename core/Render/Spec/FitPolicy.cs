namespace HeyGem.Core.Render.Spec;

/// <summary>What happens where the voice and the clip differ in length.</summary>
public enum FitPolicy
{
    /// <summary>The result ends with the shorter of the two.</summary>
    Cut,

    /// <summary>The result is as long as the voice; the clip starts again where it ends.</summary>
    Loop,

    /// <summary>The result is as long as the voice; the clip runs backwards and forwards.</summary>
    PingPong,

    /// <summary>The result is as long as the voice; the clip's last frame stays.</summary>
    Hold,
}
