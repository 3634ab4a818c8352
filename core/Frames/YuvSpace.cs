namespace HeyGem.Core.Frames;

/// <summary>How a picture's Y, Cb, Cr samples stand for red, green and blue: the matrix's two luma weights and the sample range.</summary>
/// <param name="Kr">Weight of red in luma.</param>
/// <param name="Kb">Weight of blue in luma.</param>
/// <param name="FullRange">True: luma spans 0..max; false: 16..235 (chroma 16..240) at 8 bits, times 4 at 10 bits.</param>
public sealed record YuvSpace(float Kr, float Kb, bool FullRange)
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
}
