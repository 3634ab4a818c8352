namespace HeyGem.Core.Frames;

/// <summary>How many chroma samples a picture has for its luma samples.</summary>
public enum ChromaLayout
{
    /// <summary>One chroma sample for 2 x 2 luma samples; odd sizes round up.</summary>
    Yuv420,

    /// <summary>One chroma sample for 2 x 1 luma samples; odd widths round up.</summary>
    Yuv422,

    /// <summary>One chroma sample for each luma sample.</summary>
    Yuv444,
}
