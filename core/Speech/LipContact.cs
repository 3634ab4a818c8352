namespace HeyGem.Core.Speech;

/// <summary>What the lips touch during a phone.</summary>
public enum LipContact
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Each other: p, b, m.</summary>
    Lips,

    /// <summary>The upper teeth: f, v.</summary>
    Teeth,
}
