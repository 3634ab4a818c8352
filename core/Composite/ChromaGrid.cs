using HeyGem.Core.Frames;

namespace HeyGem.Core.Composite;

/// <summary>
/// Where the chroma samples of a layout lie among the luma samples. Positions are in luma samples, sample centres at whole
/// numbers: chroma column c lies at <c>(c &lt;&lt; ShiftX) + OffsetX</c>.
/// </summary>
internal readonly record struct ChromaGrid(int ShiftX, int ShiftY, float OffsetX, float OffsetY)
{
    public static ChromaGrid Of(PixelLayout layout, ChromaSiting siting) => new(
        layout.ChromaShiftX,
        layout.ChromaShiftY,
        layout.ChromaShiftX == 1 && siting == ChromaSiting.Centre ? 0.5f : 0f,
        layout.ChromaShiftY == 1 && siting != ChromaSiting.TopLeft ? 0.5f : 0f);

    /// <summary>Luma column as a fractional chroma column.</summary>
    public float ColumnOf(int lumaX) => (lumaX - OffsetX) / (1 << ShiftX);

    /// <summary>Luma row as a fractional chroma row.</summary>
    public float RowOf(int lumaY) => (lumaY - OffsetY) / (1 << ShiftY);
}
