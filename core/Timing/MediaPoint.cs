using System.Globalization;
using HeyGem.Core.Errors;

namespace HeyGem.Core.Timing;

/// <summary>
/// A point in a clip as a person gives it: seconds (<c>12.5</c>, <c>12.5s</c>), frames (<c>300f</c>), ticks (<c>254016000000t</c>) or
/// timecode (<c>00:00:05:12</c>, drop-frame with <c>;</c> before the frames, or <c>mm:ss.fff</c> / <c>hh:mm:ss.fff</c>).
/// Becomes a frame or a time only against a clip's rate.
/// </summary>
public sealed record MediaPoint
{
    private readonly MediaTime? _time;
    private readonly long? _frame;
    private readonly Timecode? _timecode;

    private MediaPoint(MediaTime? time, long? frame, Timecode? timecode)
    {
        _time = time;
        _frame = frame;
        _timecode = timecode;
    }

    /// <summary>A point at a time.</summary>
    public static MediaPoint At(MediaTime time) => new(time, null, null);

    /// <summary>A point at the start of a frame.</summary>
    public static MediaPoint AtFrame(long frame) => new(null, frame, null);

    /// <summary>Reads any of the forms above; false when it is none of them.</summary>
    public static bool TryParse(string text, out MediaPoint point)
    {
        ArgumentNullException.ThrowIfNull(text);
        text = text.Trim();
        point = At(MediaTime.Zero);
        if (text.Contains(':', StringComparison.Ordinal))
        {
            return TryParseClock(text, out point);
        }

        if (text.EndsWith('f')
            && long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var frame))
        {
            point = AtFrame(frame);
            return true;
        }

        if (text.EndsWith('t')
            && long.TryParse(text.AsSpan(0, text.Length - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks))
        {
            point = At(new MediaTime(ticks));
            return true;
        }

        return TryParseSeconds(text.EndsWith('s') ? text.AsSpan(0, text.Length - 1) : text, out point);
    }

    /// <summary>The frame on screen at this point.</summary>
    /// <param name="rate">The clip's rate.</param>
    /// <param name="startTimecode">The clip's own first timecode, which also says whether the clip counts drop-frame, whatever separator
    /// this point was written with. A timecode at or after it counts from it, any other from zero.</param>
    /// <param name="length">Frames of the clip: a timecode that comes so soon after midnight that the clip reaches it counts on from the
    /// day before. 0 where the length is unknown.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.ArgumentInvalid"/>: a timecode that does not exist at this rate.</exception>
    public long ToFrame(FrameRate rate, string? startTimecode, long length = 0)
    {
        if (_frame is { } frame)
        {
            return frame;
        }

        if (_timecode is { } timecode)
        {
            Timecode? first = Timecode.TryParse(startTimecode ?? string.Empty, out var stated) && stated.ExistsAt(rate) ? stated : null;
            timecode = timecode with { DropFrame = first?.DropFrame ?? timecode.DropFrame };
            if (!timecode.ExistsAt(rate))
            {
                var shown = rate.PerSecond.ToString("0.###", CultureInfo.InvariantCulture);
                throw new HeyGemException(ErrorCode.ArgumentInvalid, $"There is no timecode {timecode} at {shown} frames a second.")
                {
                    Hint = "Frame numbers are below the rate; drop-frame (;) is at 29.97 and 59.94 only and leaves out ;00 and ;01 of " +
                        "most minutes.",
                };
            }

            var absolute = timecode.ToFrames(rate);
            var start = first?.ToFrames(rate) ?? 0;
            var overMidnight = absolute + new Timecode(24, 0, 0, 0, timecode.DropFrame).ToFrames(rate) - start;
            return absolute >= start ? absolute - start : overMidnight < length ? overMidnight : absolute;
        }

        return rate.FrameAt(_time!.Value);
    }

    /// <summary>The time of this point from the clip's start; frames and timecode count at <paramref name="rate"/>.</summary>
    public MediaTime ToTime(FrameRate rate, string? startTimecode, long length = 0) =>
        _time ?? rate.StartOf(ToFrame(rate, startTimecode, length));

    /// <summary>The point as people read it: <c>12.5 s</c>, a timecode, or <c>frame 300</c>.</summary>
    public string Text => _frame is { } frame
        ? string.Create(CultureInfo.InvariantCulture, $"frame {frame}")
        : _timecode is { } timecode
            ? timecode.ToString()
            : string.Create(CultureInfo.InvariantCulture, $"{_time!.Value.Seconds:0.###} s");

    /// <summary>The point in a form that <see cref="TryParse"/> reads back as the same point.</summary>
    public override string ToString() => _frame is { } frame
        ? string.Create(CultureInfo.InvariantCulture, $"{frame}f")
        : _timecode is { } timecode
            ? timecode.ToString()
            : string.Create(CultureInfo.InvariantCulture, $"{_time!.Value.Ticks}t");

    private static bool TryParseClock(string text, out MediaPoint point)
    {
        // Typed with a dot, the last number is a fraction of a second.
        if (!text.AsSpan().ContainsAny(".,") && Timecode.TryParse(text, out var timecode))
        {
            point = new MediaPoint(null, null, timecode);
            return true;
        }

        point = At(MediaTime.Zero);
        var parts = text.Split(':');
        if (parts.Length is not (2 or 3) || !TryParseSeconds(parts[^1], out var seconds) || seconds._time!.Value.Seconds >= 60)
        {
            return false;
        }

        long minutes = 0;
        foreach (var part in parts[..^1])
        {
            if (!long.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value >= 60 && parts.Length == 3
                && part != parts[0])
            {
                return false;
            }

            minutes = (minutes * 60) + value;
        }

        point = At(seconds._time!.Value + new MediaTime(minutes * 60 * MediaTime.TicksPerSecond));
        return true;
    }

    private static bool TryParseSeconds(ReadOnlySpan<char> text, out MediaPoint point)
    {
        point = At(MediaTime.Zero);
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) || seconds > 1_000_000)
        {
            return false;
        }

        point = At(new MediaTime((long)Math.Round(seconds * MediaTime.TicksPerSecond)));
        return true;
    }
}
