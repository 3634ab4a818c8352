using System.Globalization;
using System.Text.RegularExpressions;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Ffmpeg.Probe;

/// <summary>How a stream's pixel format becomes planar YUV.</summary>
/// <param name="Layout">Layout of the frames.</param>
/// <param name="FfmpegName">The format that ffmpeg is asked for; equal to the stream's own wherever that is planar, so that nothing is
/// converted.</param>
/// <param name="FromRgb">Whether a matrix has to be applied.</param>
/// <param name="HasAlpha">Whether the stream has a transparency plane, which is left out unless <see cref="WithAlpha"/> asks for
/// it.</param>
internal sealed partial record DecodedPixels(PixelLayout Layout, string FfmpegName, bool FromRgb, bool HasAlpha)
{
    /// <summary>
    /// Whether there is a grey plane only. Its values are kept as they are: ffmpeg takes grey for full range and would squeeze it.
    /// </summary>
    public bool IsGrey { get; private init; }

    /// <summary>The decoder that gives the transparency, where it is not the codec's usual one; else null.</summary>
    public string? AlphaDecoder { get; init; }

    /// <summary>The same with the transparency plane.</summary>
    public DecodedPixels WithAlpha()
    {
        var layout = Layout with { HasAlpha = true };
        return this with { Layout = layout, FfmpegName = layout.FfmpegName };
    }

    /// <summary>The rule for ffmpeg's name of a format, or null where there is none.</summary>
    public static DecodedPixels? Of(string name)
    {
        if (Planar().Match(name) is { Success: true } planar)
        {
            return OfPlanar(planar);
        }

        return name switch
        {
            "nv12" or "nv21" => Converted(ChromaLayout.Yuv420, 8),
            "nv16" or "uyvy422" or "yuyv422" or "yvyu422" => Converted(ChromaLayout.Yuv422, 8),
            "nv24" => Converted(ChromaLayout.Yuv444, 8),
            "p010le" or "p010be" => Converted(ChromaLayout.Yuv420, 10),
            "nv20le" or "p210le" or "y210le" => Converted(ChromaLayout.Yuv422, 10),
            "p410le" or "xv30le" => Converted(ChromaLayout.Yuv444, 10),
            "p012le" or "p016le" => Converted(ChromaLayout.Yuv420, 12),
            "gray" => Grey(8),
            "gray10le" => Grey(10),
            "gray12le" or "gray16le" or "gray16be" => Grey(12),
            "ya8" => Grey(8) with { HasAlpha = true },
            "ya16le" or "ya16be" => Grey(12) with { HasAlpha = true },
            "rgb24" or "bgr24" or "gbrp" or "rgb0" or "bgr0" or "0rgb" or "0bgr" or "pal8" or "monob" or "monow" => Rgb(8, false),
            "rgba" or "bgra" or "argb" or "abgr" or "gbrap" => Rgb(8, true),
            "gbrp10le" or "x2rgb10le" or "x2bgr10le" => Rgb(10, false),
            "gbrap10le" => Rgb(10, true),
            "gbrp12le" or "gbrp16le" or "rgb48le" or "rgb48be" or "bgr48le" => Rgb(12, false),
            "gbrap12le" or "gbrap16le" or "rgba64le" or "rgba64be" => Rgb(12, true),
            _ => null,
        };
    }

    /// <summary>
    /// The rule for a still picture: RGB, and a photograph of 4:4:4, become 4:2:0, which every player shows, where the size allows.
    /// </summary>
    public DecodedPixels ForStill(int width, int height)
    {
        if (IsGrey)
        {
            // A grey scan of 16 bits becomes a file of 8 that every player opens.
            return Grey(8) with { HasAlpha = HasAlpha };
        }

        var isFull = Layout.Chroma == ChromaLayout.Yuv444;
        if (!(FromRgb || isFull) || width % 2 != 0 || height % 2 != 0)
        {
            return this;
        }

        var layout = Layout with { Chroma = ChromaLayout.Yuv420, BitDepth = 8 };
        var name = FfmpegName.StartsWith("yuvj", StringComparison.Ordinal) ? "yuvj420p" : layout.FfmpegName;
        return this with { Layout = layout, FfmpegName = name };
    }

    private static DecodedPixels? OfPlanar(Match match)
    {
        var chroma = match.Groups["chroma"].Value switch
        {
            "420" or "410" => ChromaLayout.Yuv420,
            "422" or "411" => ChromaLayout.Yuv422,
            _ => ChromaLayout.Yuv444,
        };
        var bits = match.Groups["bits"].Success
            ? int.Parse(match.Groups["bits"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : 8;
        var depth = bits switch { 8 => 8, 9 or 10 => 10, _ => 12 };
        var layout = new PixelLayout(chroma, depth);

        // yuvj is full range under another name. Asking for plain yuv would squeeze every sample into studio range.
        var full = match.Groups["full"].Success ? layout.FfmpegName.Replace("yuv", "yuvj", StringComparison.Ordinal) : null;
        return new DecodedPixels(layout, full ?? layout.FfmpegName, false, match.Groups["alpha"].Success);
    }

    private static DecodedPixels Converted(ChromaLayout chroma, int depth)
    {
        var layout = new PixelLayout(chroma, depth);
        return new DecodedPixels(layout, layout.FfmpegName, false, false);
    }

    private static DecodedPixels Grey(int depth) => Converted(ChromaLayout.Yuv420, depth) with { IsGrey = true };

    private static DecodedPixels Rgb(int depth, bool alpha)
    {
        var layout = new PixelLayout(ChromaLayout.Yuv444, depth);
        return new DecodedPixels(layout, layout.FfmpegName, true, alpha);
    }

    [GeneratedRegex("^yuv(?<full>j)?(?<alpha>a)?(?<chroma>410|411|420|422|440|444)p(?:(?<bits>\\d{1,2})[lb]e)?$",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Planar();
}
