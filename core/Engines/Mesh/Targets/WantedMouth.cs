namespace HeyGem.Core.Engines.Mesh.Targets;

/// <summary>The mouth that one frame shall have, units of the clip's outer-eye distance.</summary>
/// <param name="Opening">Gap of the inner lips.</param>
/// <param name="Width">Distance of the inner corners.</param>
/// <param name="Jaw">The opening that the chin follows: the lips' own where they move alone, a slower one in speech.</param>
internal readonly record struct WantedMouth(float Opening, float Width, float Jaw)
{
    /// <summary>A mouth whose jaw is where its lips are.</summary>
    public WantedMouth(float opening, float width)
        : this(opening, width, opening)
    {
    }
}
