namespace HeyGem.Core.Ffmpeg.Probe;

/// <summary>Colour description in ffmpeg's own words, null where the stream does not say.</summary>
/// <param name="Range"><c>tv</c> (16-235 at 8 bits) or <c>pc</c> (0-255).</param>
/// <param name="Matrix">YCbCr matrix, such as <c>bt709</c>, <c>smpte170m</c>, <c>bt2020nc</c>.</param>
/// <param name="Primaries">Primaries, such as <c>bt709</c>.</param>
/// <param name="Transfer">Transfer curve, such as <c>bt709</c>, <c>smpte2084</c>, <c>arib-std-b67</c>.</param>
/// <param name="ChromaLocation">Chroma siting, such as <c>left</c>, <c>center</c>, <c>topleft</c>.</param>
public sealed record ColourTags(
    string? Range = null,
    string? Matrix = null,
    string? Primaries = null,
    string? Transfer = null,
    string? ChromaLocation = null);
