namespace HeyGem.Core.Frames;

/// <summary>
/// How a picture's Y, Cb, Cr samples stand for red, green and blue: the matrix's two luma weights, the sample range and where chroma lies.
/// Primaries and transfer do not matter here: pixels are only ever worked on gamma-encoded and go back to where they came from.
/// </summary>
/// <param name="Kr">Weight of red in luma.</param>
/// <param name="Kb">Weight of blue in luma.</param>
/// <param name="FullRange">True: luma spans 0..max; false: 16..235 (chroma 16..240) at 8 bits, times 4 at 10 bits.</param>
/// <param name="Siting">Where subsampled chroma lies among the luma samples.</param>
public sealed record YuvSpace(float Kr, float Kb, bool FullRange, ChromaSiting Siting = ChromaSiting.Left)
{
    /// <summary>BT.601 weights, limited range: standard definition and JPEG's matrix.</summary>
    public static YuvSpace Bt601 { get; } = new(0.299f, 0.114f, false);

    /// <summary>BT.709 weights, limited range: high definition.</summary>
    public static YuvSpace Bt709 { get; } = new(0.2126f, 0.0722f, false);

    /// <summary>BT.2020 weights, limited range: ultra-high definition.</summary>
    public static YuvSpace Bt2020 { get; } = new(0.2627f, 0.0593f, false);

    /// <summary>Weight of green in luma.</summary>
    public float Kg => 1 - Kr - Kb;

    /// <summary>The luma sample of black at a bit depth.</summary>
    public int LumaZero(int bitDepth) => FullRange ? 0 : 16 << (bitDepth - 8);

    /// <summary>Luma samples between black and white at a bit depth.</summary>
    public int LumaSpan(int bitDepth) => FullRange ? (1 << bitDepth) - 1 : 219 << (bitDepth - 8);

    /// <summary>The chroma sample of grey at a bit depth.</summary>
    public static int ChromaZero(int bitDepth) => 1 << (bitDepth - 1);

    /// <summary>Chroma samples between the two extremes of a colour difference at a bit depth.</summary>
    public int ChromaSpan(int bitDepth) => FullRange ? (1 << bitDepth) - 1 : 224 << (bitDepth - 8);

    /// <summary>
    /// Reads ffmpeg's words. What a stream leaves out (null, <c>unknown</c>, or a word not known here) is filled in as players do:
    /// BT.709 for pictures of at least 720 rows or 1280 columns and BT.601 below, limited range, left siting.
    /// </summary>
    /// <param name="range"><c>tv</c> or <c>pc</c>.</param>
    /// <param name="matrix">Such as <c>bt709</c>, <c>smpte170m</c>, <c>bt470bg</c>, <c>bt2020nc</c>.</param>
    /// <param name="chromaLocation">Such as <c>left</c>, <c>center</c>, <c>topleft</c>.</param>
    /// <param name="width">The stream's luma columns.</param>
    /// <param name="height">The stream's luma rows.</param>
    public static YuvSpace FromTags(string? range, string? matrix, string? chromaLocation, int width, int height)
    {
        var weights = matrix switch
        {
            "bt709" => Bt709,
            "smpte170m" or "bt470bg" or "fcc" => Bt601,
            "bt2020nc" or "bt2020c" => Bt2020,
            _ => width >= 1280 || height >= 720 ? Bt709 : Bt601,
        };
        var siting = chromaLocation switch
        {
            "center" => ChromaSiting.Centre,
            "topleft" => ChromaSiting.TopLeft,
            _ => ChromaSiting.Left,
        };
        return weights with { FullRange = range is "pc" or "full", Siting = siting };
    }
}
