namespace HeyGem.Core.Frames;

/// <summary>
/// The sample layout of a planar YUV picture: three planes Y, Cb, Cr one after the other without padding, one byte a sample
/// at 8 bits and two bytes (little endian, value in the low bits) above. A fourth plane of transparency, as large as Y, may follow.
/// </summary>
/// <param name="Chroma">The chroma subsampling.</param>
/// <param name="BitDepth">Bits of a sample: 8, 10 or 12.</param>
public sealed record PixelLayout(ChromaLayout Chroma, int BitDepth)
{
    /// <summary>8-bit 4:2:0.</summary>
    public static PixelLayout Yuv420P8 { get; } = new(ChromaLayout.Yuv420, 8);

    /// <summary>Whether a plane of transparency follows the others; it spans 0 to the largest value and is never drawn on.</summary>
    public bool HasAlpha { get; init; }

    /// <summary>Bytes of one sample, 1 or 2.</summary>
    public int BytesPerSample => BitDepth > 8 ? 2 : 1;

    /// <summary>Log2 of the horizontal chroma subsampling, 0 or 1.</summary>
    public int ChromaShiftX => Chroma == ChromaLayout.Yuv444 ? 0 : 1;

    /// <summary>Log2 of the vertical chroma subsampling, 0 or 1.</summary>
    public int ChromaShiftY => Chroma == ChromaLayout.Yuv420 ? 1 : 0;

    /// <summary>The name that ffmpeg's <c>-pix_fmt</c> gives it, such as <c>yuv422p10le</c>.</summary>
    public string FfmpegName
    {
        get
        {
            var chroma = Chroma switch { ChromaLayout.Yuv420 => "420", ChromaLayout.Yuv422 => "422", _ => "444" };
            var alpha = HasAlpha ? "a" : string.Empty;
            return BitDepth == 8 ? $"yuv{alpha}{chroma}p" : $"yuv{alpha}{chroma}p{BitDepth}le";
        }
    }

    /// <summary>
    /// Samples in a row of plane <paramref name="plane"/> (0 Y, 1 Cb, 2 Cr, 3 alpha) of a picture <paramref name="width"/> wide.
    /// </summary>
    public int PlaneWidth(int plane, int width) => plane is 0 or 3 ? width : (width + (1 << ChromaShiftX) - 1) >> ChromaShiftX;

    /// <summary>Rows in plane <paramref name="plane"/> of a picture <paramref name="height"/> high.</summary>
    public int PlaneHeight(int plane, int height) => plane is 0 or 3 ? height : (height + (1 << ChromaShiftY) - 1) >> ChromaShiftY;

    /// <summary>Bytes of plane <paramref name="plane"/>.</summary>
    public int PlaneBytes(int plane, int width, int height) => PlaneWidth(plane, width) * PlaneHeight(plane, height) * BytesPerSample;

    /// <summary>Bytes of a whole picture.</summary>
    public int FrameBytes(int width, int height) =>
        (PlaneBytes(0, width, height) * (HasAlpha ? 2 : 1)) + (2 * PlaneBytes(1, width, height));
}
