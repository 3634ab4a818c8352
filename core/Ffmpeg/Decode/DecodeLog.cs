using System.Globalization;
using System.Text.RegularExpressions;
using System.Threading.Channels;
using HeyGem.Core.Ffmpeg.Probe;

namespace HeyGem.Core.Ffmpeg.Decode;

/// <summary>One picture that the decoder delivered.</summary>
/// <param name="Pts">Time stamp in <paramref name="TimeBase"/>, or null where it has none.</param>
/// <param name="TimeBase">Seconds of one unit.</param>
/// <param name="Damaged">Whether the decoder complained since the picture before.</param>
internal readonly record struct DecodedMark(long? Pts, Fraction TimeBase, bool Damaged);

/// <summary>
/// Reads ffmpeg's log beside its pictures: which time stamp each carries, and whether it decoded cleanly. ffmpeg's exit code
/// proves neither.
/// </summary>
internal sealed partial class DecodeLog
{
    private readonly Channel<DecodedMark> _marks = Channel.CreateUnbounded<DecodedMark>(new() { SingleReader = true, SingleWriter = true });
    private Fraction _timeBase;
    private bool _complaint;

    /// <summary>One mark for each picture, in order.</summary>
    public ChannelReader<DecodedMark> Marks => _marks.Reader;

    /// <summary>The last complaint, for the error message.</summary>
    public string? LastComplaint { get; private set; }

    /// <summary>Takes one line of standard error.</summary>
    public void Add(string line)
    {
        if (line.StartsWith("[Parsed_showinfo_", StringComparison.Ordinal))
        {
            AddShowInfo(line);
        }
        else if (IsComplaint(line))
        {
            _complaint = true;
            LastComplaint = line;
        }
    }

    /// <summary>No more lines will come.</summary>
    public void Complete() => _marks.Writer.TryComplete();

    private static bool IsComplaint(string line) =>
        line.Contains("[error]", StringComparison.Ordinal)
        || line.Contains("[fatal]", StringComparison.Ordinal)
        || line.Contains("corrupt decoded frame", StringComparison.Ordinal);

    private void AddShowInfo(string line)
    {
        if (PictureLine().Match(line) is { Success: true } picture)
        {
            long? pts = long.TryParse(picture.Groups[1].ValueSpan, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
            _marks.Writer.TryWrite(new DecodedMark(pts, _timeBase, _complaint));
            _complaint = false;
        }
        else if (TimeBaseLine().Match(line) is { Success: true } config)
        {
            _timeBase = Fraction.Parse(config.Groups[1].Value);
        }
    }

    [GeneratedRegex(@" n: *\d+ pts: *(-?\d+|NOPTS) ")]
    private static partial Regex PictureLine();

    [GeneratedRegex(@"config in time_base: (\d+/\d+)")]
    private static partial Regex TimeBaseLine();
}
