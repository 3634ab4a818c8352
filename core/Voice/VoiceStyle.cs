namespace HeyGem.Core.Voice;

/// <summary>How strongly the mouth articulates.</summary>
public enum VoiceStyle
{
    /// <summary>As people talk to each other.</summary>
    Natural,

    /// <summary>As a presenter speaks: larger movements, firmer closures.</summary>
    Clear,
}
