namespace HeyGem.Core.Engines;

/// <summary>What became of a frame.</summary>
public enum FrameOutcome
{
    /// <summary>The mouth was drawn.</summary>
    Rendered,

    /// <summary>The frame's own mouth already had the wanted shape; pixels are the source's.</summary>
    AlreadyRight,

    /// <summary>No usable face; pixels are the source's.</summary>
    KeptNoFace,

    /// <summary>Something covers the mouth; pixels are the source's.</summary>
    KeptOccluded,

    /// <summary>The face is turned too far away; pixels are the source's.</summary>
    KeptTurned,

    /// <summary>The face is too small to draw on; pixels are the source's.</summary>
    KeptSmall,

    /// <summary>It is asked that the mouth be left alone; pixels are the source's.</summary>
    KeptAsked,
}
