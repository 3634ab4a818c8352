using HeyGem.Core.Composite;

namespace HeyGem.Core.Engines.Mesh.Teeth;

/// <summary>The buffers that drawing an inner mouth needs. One object a thread.</summary>
internal sealed class MouthInteriorScratch
{
    /// <summary>The frame's lips.</summary>
    public MouthGap Gap { get; } = new();

    /// <summary>Upper teeth as seen.</summary>
    public ToothRow Upper { get; } = new();

    /// <summary>Lower teeth as seen.</summary>
    public ToothRow Lower { get; } = new();

    /// <summary>The painted grid before it is enlarged.</summary>
    public RgbRegion Coarse { get; } = new();

    /// <summary>Puts the drawing out of focus.</summary>
    public GaussianBlur Blur { get; } = new();
}
