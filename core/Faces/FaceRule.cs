namespace HeyGem.Core.Faces;

/// <summary>How a face is chosen where a picture shows several.</summary>
public enum FaceRule
{
    /// <summary>By size, nearness to the centre and time on screen together.</summary>
    Auto,

    /// <summary>The one furthest left in the picture.</summary>
    Left,

    /// <summary>The one furthest right in the picture.</summary>
    Right,

    /// <summary>The largest.</summary>
    Largest,

    /// <summary>The one nearest to a given point.</summary>
    Nearest,
}
