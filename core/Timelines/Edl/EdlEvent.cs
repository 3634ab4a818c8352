using System.Globalization;
using System.Text.RegularExpressions;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Timelines.Edl;

/// <summary>One event of an edit decision list: its own line, and the lines below it that belong to it.</summary>
internal sealed partial class EdlEvent
{
    private readonly Match _match;

    private EdlEvent(string line, Match match, bool drop)
    {
        (Line, _match, Drop) = (line, match, drop);
        Times = [.. Enumerable.Range(0, 4).Select(i => TimeOf(match.Groups["time"].Captures[i].Value, drop))];
    }

    /// <summary>The event's line, without its end.</summary>
    public string Line { get; }

    /// <summary>The lines below it, up to the next event.</summary>
    public List<string> Below { get; } = [];

    /// <summary>Its number, as it is written.</summary>
    public string Number => _match.Groups["number"].Value;

    /// <summary>The tape or file that it comes from: <c>AX</c> for any file, <c>BL</c> for black.</summary>
    public string Reel => _match.Groups["reel"].Value;

    /// <summary>The channels, such as <c>V</c>, <c>AA</c>, <c>A2</c>, <c>B</c>, <c>AA/V</c>.</summary>
    public string Channels => _match.Groups["channels"].Value.ToUpperInvariant();

    /// <summary>How long the dissolve or wipe into it is, in frames of the sequence; 0 for a cut.</summary>
    public long Transition => IsCut ? 0 : long.Parse($"0{_match.Groups["length"].Value}", CultureInfo.InvariantCulture);

    /// <summary>Whether it begins with a cut.</summary>
    public bool IsCut => _match.Groups["kind"].Value.StartsWith('C');

    /// <summary>Whether it is laid over what runs below it.</summary>
    public bool IsKey => _match.Groups["kind"].Value.StartsWith('K');

    /// <summary>Whether drop-frame was in force where it stands.</summary>
    public bool Drop { get; }

    /// <summary>Source in and out, record in and out; null where one is no timecode.</summary>
    public IReadOnlyList<Timecode?> Times { get; }

    /// <summary>Whether it has a picture.</summary>
    public bool HasVideo => Channels is "B" || Channels.Contains('V', StringComparison.Ordinal);

    /// <summary>The audio tracks that it sounds on, counted from 0.</summary>
    public IEnumerable<int> Audio => AudioChannels is not { Length: > 0 } audio ? []
        : audio == "AA" ? [0, 1]
        : [int.TryParse(audio.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 100
            ? number - 1 : 0];

    /// <summary>The channels without the picture; empty where there is no sound.</summary>
    public string AudioChannels =>
        Channels is "B" ? "A" : Channels.Replace("/V", "", StringComparison.Ordinal).Replace("V", "", StringComparison.Ordinal) is var rest
            && rest.StartsWith('A') ? rest : string.Empty;

    /// <summary>Reads a line; null where it is no event.</summary>
    /// <param name="line">The line.</param>
    /// <param name="drop">Whether drop-frame is in force.</param>
    public static EdlEvent? Read(string line, bool drop) => Header().Match(line) is { Success: true } match ? new(line, match, drop) : null;

    /// <summary>The value of the first comment with one of these names, or null.</summary>
    public string? Comment(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            foreach (var below in Below)
            {
                if (NameOf(below) == name)
                {
                    return below[(below.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim() is { Length: > 0 } value ? value : null;
                }
            }
        }

        return null;
    }

    /// <summary>The name of a comment, <c>FROM CLIP NAME</c> of <c>* FROM CLIP NAME: a.mov</c>; empty for another line.</summary>
    public static string NameOf(string line) =>
        line.TrimStart() is ['*', ..] text && text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon
            ? text[1..colon].Trim().ToUpperInvariant() : string.Empty;

    /// <summary>The event's line with other parts; null leaves a part as it is.</summary>
    /// <param name="number">Its number.</param>
    /// <param name="source">Reel and channels of another source.</param>
    /// <param name="cut">Whether it begins with a cut.</param>
    /// <param name="times">Source in and out, record in and out.</param>
    public string With(string? number = null, (string Reel, string Channels)? source = null, bool cut = false, string[]? times = null)
    {
        List<(Group Part, string Text)> parts = [];
        void Put(Group part, string? text)
        {
            if (text is not null)
            {
                parts.Add((part, text.PadRight(part.Length)));
            }
        }

        Put(_match.Groups["number"], number);
        Put(_match.Groups["reel"], source?.Reel);
        Put(_match.Groups["channels"], source?.Channels);
        Put(_match.Groups["kind"], cut ? "C" : null);
        Put(_match.Groups["length"], cut ? string.Empty : null);
        var line = Line;
        foreach (var (part, text) in parts.OrderByDescending(p => p.Part.Index))
        {
            line = line[..part.Index] + text + line[(part.Index + part.Length)..];
        }

        return times is null ? line : Time().Replace(line, new OneByOne(times).Next);
    }

    private static Timecode? TimeOf(string text, bool drop) =>
        Timecode.TryParse(text, out var time) ? time with { DropFrame = time.DropFrame || drop } : null;

    [GeneratedRegex(
        @"^\s*(?<number>\d{1,6})\s+(?<reel>\S+)\s+(?<channels>[A-Za-z][A-Za-z0-9/]*)\s+" +
        @"(?<kind>C|D|W\w*|K(?:\s?[BO])?)\s*(?<length>(?<=\s)\d{1,4})?" +
        @"(?:\s+(?<time>\d{2}[:;.]\d{2}[:;.]\d{2}[:;.]\d{2,3})){4}\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Header();

    [GeneratedRegex(@"\b\d{2}[:;.]\d{2}[:;.]\d{2}[:;.]\d{2,3}\b", RegexOptions.CultureInvariant)]
    private static partial Regex Time();

    private sealed class OneByOne(string[] texts)
    {
        private int _at;

        public string Next(Match match) => _at < texts.Length ? texts[_at++] : match.Value;
    }
}
