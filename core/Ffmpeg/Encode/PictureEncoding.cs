using System.Globalization;
using System.Text.RegularExpressions;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Ffmpeg.Encode;

/// <summary>How a profile encodes a source's picture so that depth, colour, aspect and fields stay what they were.</summary>
internal sealed partial class PictureEncoding
{
    private readonly EncodeSpec _spec;
    private readonly EncodeProfile _profile;
    private readonly FfmpegTools _tools;
    private readonly List<string> _warnings = [];
    private readonly string? _converted;

    public PictureEncoding(EncodeSpec spec, EncodeProfile profile, FfmpegTools tools)
    {
        _spec = spec;
        _tools = tools;
        _profile = profile;
        PixelFormat = ChoosePixelFormat();
        Codec = ChooseCodec();
        _converted = profile == EncodeProfile.DnxHrHqx ? DnxMatrix.Converted(spec.Source) : null;
        Filters = [.. Conversion(), .. Matrix(), .. Padding(), Parameters(),
            FormattableString.Invariant($"setsar={spec.Source.SampleAspect.Numerator}/{spec.Source.SampleAspect.Denominator}")];
        Tags = [.. ColourOptions(), .. FieldOptions(), .. X264Parameters()];
    }

    public string PixelFormat { get; }

    public IReadOnlyList<string> Codec { get; }

    public IReadOnlyList<string> Filters { get; }

    public IReadOnlyList<string> Tags { get; }

    public IReadOnlyList<string> Warnings => _warnings;

    /// <summary>For the movie's atom of field order where it holds one: whether the top field is shown first; else null.</summary>
    public bool? AtomIsTopFirst =>
        IsInterlaced && _profile is EncodeProfile.ProRes422Hq or EncodeProfile.ProRes4444 ? IsTopFirst : null;

    private bool IsInterlaced => _spec.Source.FieldOrder is "tt" or "bb";

    private bool IsTopFirst => _spec.Source.FieldOrder is "tt";

    private bool IsFullRange => _spec.Source.Colour.Range == "pc";

    // ProRes and DNxHR have no way to say full range; players take them for studio range.
    private bool SqueezesRange => IsFullRange && _profile != EncodeProfile.H264;

    private string? WrittenMatrix => _converted is null ? _spec.Source.Colour.Matrix : "bt709";

    private string ChoosePixelFormat()
    {
        var name = _profile switch
        {
            EncodeProfile.ProRes422Hq => "ProRes 422",
            EncodeProfile.ProRes4444 => "ProRes 4444",
            EncodeProfile.DnxHrHqx => "DNxHR HQX",
            _ => "H.264",
        };
        if (_spec.Layout.BitDepth > 10)
        {
            _warnings.Add($"{name} is written with 10 bits; the clip's 12 bits are rounded.");
        }

        if (_spec.Layout.Chroma == ChromaLayout.Yuv444 && _profile is EncodeProfile.ProRes422Hq or EncodeProfile.DnxHrHqx)
        {
            _warnings.Add($"{name} holds half the colour across; the clip's 4:4:4 becomes 4:2:2.");
        }

        if (_spec.Source.HasAlpha && !_spec.Layout.HasAlpha)
        {
            _warnings.Add("The clip's transparency is not kept; the format match keeps it.");
        }

        return _profile switch
        {
            EncodeProfile.ProRes4444 => _spec.Layout.HasAlpha ? "yuva444p10le" : "yuv444p10le",
            EncodeProfile.H264 => (_spec.Layout with { BitDepth = Math.Min(_spec.Layout.BitDepth, 10) }).FfmpegName,
            _ => "yuv422p10le",
        };
    }

    private List<string> ChooseCodec()
    {
        switch (_profile)
        {
            case EncodeProfile.ProRes422Hq:
                return ["-c:v", "prores_ks", "-profile:v", "hq", "-vendor", "apl0"];
            case EncodeProfile.ProRes4444:
                // 255 of 8 bits is all of 8 bits, and less than all of 16.
                var alpha = !_spec.Layout.HasAlpha ? "0" : _spec.Layout.BitDepth == 8 ? "8" : "16";
                return ["-c:v", "prores_ks", "-profile:v", "4444", "-alpha_bits", alpha, "-vendor", "apl0"];
            case EncodeProfile.DnxHrHqx:
                return ["-c:v", "dnxhd", "-profile:v", "dnxhr_hqx"];
            default:
                // A key picture every two seconds: an editor jumps about in the file.
                var group = Math.Max(1, (int)Math.Round(_spec.FrameRate.PerSecond * 2));
                return ["-c:v", "libx264", "-preset", "superfast", "-crf", "15", "-g", group.ToString(CultureInfo.InvariantCulture)];
        }
    }

    private IEnumerable<string> Conversion()
    {
        if (PixelFormat != _spec.Layout.FfmpegName || SqueezesRange)
        {
            var range = SqueezesRange ? ":in_range=pc:out_range=tv" : string.Empty;
            var fields = IsInterlaced ? ":interl=1" : string.Empty;
            yield return $"scale=flags=bicubic+accurate_rnd+full_chroma_int{range}{fields}";
            yield return $"format={PixelFormat}";
        }
    }

    private IEnumerable<string> Matrix()
    {
        if (_converted is { } matrix)
        {
            _warnings.Add($"DNxHR is read as BT.709: the picture's matrix {matrix} is converted to it, its colours stay the same.");
            yield return DnxMatrix.Filter(matrix);
        }
    }

    private IEnumerable<string> Padding()
    {
        var layout = _spec.Layout;
        var chroma = _profile is EncodeProfile.ProRes422Hq or EncodeProfile.DnxHrHqx ? ChromaLayout.Yuv422 : layout.Chroma;
        var right = chroma == ChromaLayout.Yuv444 ? 0 : _spec.Width % 2;
        var bottom = chroma == ChromaLayout.Yuv420 ? _spec.Height % 2 : 0;
        if (right + bottom > 0)
        {
            _warnings.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"The codec needs even sizes; the picture's last {(right > 0 ? "column" : "row")} is repeated: {_spec.Width + right} x " +
                    $"{_spec.Height + bottom}."));
            yield return string.Create(CultureInfo.InvariantCulture,
                $"pad={_spec.Width + right}:{_spec.Height + bottom}:0:0,fillborders=right={right}:bottom={bottom}:mode=smear");
        }
    }

    private string Parameters()
    {
        var colour = _spec.Source.Colour;
        List<string> parts = [$"field_mode={(IsInterlaced ? IsTopFirst ? "tff" : "bff" : "prog")}"];
        Add(parts, "range", SqueezesRange ? "tv" : colour.Range);
        Add(parts, "color_primaries", colour.Primaries);
        Add(parts, "color_trc", colour.Transfer);
        Add(parts, "colorspace", WrittenMatrix);
        return "setparams=" + string.Join(':', parts);
    }

    private List<string> ColourOptions()
    {
        var colour = _spec.Source.Colour;
        List<string> options = [];
        Add(options, "-color_range", SqueezesRange ? "tv" : colour.Range, pair: true);
        Add(options, "-color_primaries", colour.Primaries, pair: true);
        Add(options, "-color_trc", OptionOf(colour.Transfer), pair: true);
        Add(options, "-colorspace", WrittenMatrix, pair: true);
        Add(options, "-chroma_sample_location", colour.ChromaLocation, pair: true);
        return options;
    }

    /// <summary>The encoder's name of a transfer, where it differs from the one that ffprobe writes and the filter takes.</summary>
    private static string? OptionOf(string? transfer) => transfer switch { "bt470m" => "gamma22", "bt470bg" => "gamma28", _ => transfer };

    private IEnumerable<string> FieldOptions()
    {
        if (!IsInterlaced)
        {
            return [];
        }

        if (_profile == EncodeProfile.DnxHrHqx)
        {
            _warnings.Add("DNxHR is written progressive; the clip's fields stay woven in its frames.");
            return [];
        }

        return _profile == EncodeProfile.H264
            ? ["-flags", "+ildct+ilme"]
            : ["-flags", "+ildct", .. _tools.HasTopOption ? new[] { "-top", IsTopFirst ? "1" : "0" } : []];
    }

    /// <summary>What goes by x264's own options: the fields' order, where chroma lies, what goes with HDR.</summary>
    private IEnumerable<string> X264Parameters()
    {
        if (_profile != EncodeProfile.H264)
        {
            return [];
        }

        List<string> parameters = IsInterlaced ? [IsTopFirst ? "tff=1" : "bff=1"] : [];
        string?[] sites = ["left", "center", "topleft", "top", "bottomleft", "bottom"];
        if (Array.IndexOf(sites, _spec.Source.Colour.ChromaLocation) is >= 0 and var site && _spec.Layout.Chroma == ChromaLayout.Yuv420)
        {
            parameters.Add(FormattableString.Invariant($"chromaloc={site}"));
        }

        if (_spec.Source.Hdr?.Display is { } d)
        {
            parameters.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"mastering-display=G({d.Green.X},{d.Green.Y})B({d.Blue.X},{d.Blue.Y})R({d.Red.X},{d.Red.Y})" +
                    $"WP({d.White.X},{d.White.Y})L({d.MaxLuminance},{d.MinLuminance})"));
        }

        if (_spec.Source.Hdr?.LightLevel is var (content, average))
        {
            parameters.Add(FormattableString.Invariant($"cll={content},{average}"));
        }

        return parameters.Count == 0 ? [] : ["-x264-params", string.Join(':', parameters)];
    }

    private static void Add(List<string> parts, string name, string? value, bool pair = false)
    {
        if (value is null || !Word().IsMatch(value))
        {
            return;
        }

        if (pair)
        {
            parts.AddRange([name, value]);
        }
        else
        {
            parts.Add($"{name}={value}");
        }
    }

    [GeneratedRegex("^[a-z0-9-]{1,32}$")]
    private static partial Regex Word();
}
