namespace HeyGem.Core.Frames;

/// <summary>Where a subsampled chroma sample lies within its cell of luma samples.</summary>
public enum ChromaSiting
{
    /// <summary>On the cell's left column, half way between its rows: MPEG-2, H.264 and most 4:2:0 and 4:2:2 video.</summary>
    Left,

    /// <summary>In the middle of the cell: MPEG-1 and JPEG.</summary>
    Centre,

    /// <summary>On the cell's top left luma sample: common in BT.2020 video.</summary>
    TopLeft,
}
