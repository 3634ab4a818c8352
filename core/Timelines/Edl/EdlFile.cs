using System.Globalization;
using HeyGem.Core.Errors;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Timelines.Edl;

/// <summary>
/// An edit decision list after CMX 3600. It has one video track, so a render takes the place of its original there; sound, and every line
/// that is not told here, stays as it is.
/// </summary>
internal sealed class EdlFile : TimelineFile
{
    private readonly EdlText _text;
    private readonly string _name;
    private readonly MediaRoots _roots;
    private readonly FrameRate _rate;
    private readonly List<string> _above;
    private readonly List<EdlEvent> _events;
    private readonly Dictionary<string, MediaClock> _clocks = [];
    private readonly Dictionary<EdlEvent, List<PlacedRender>> _renders = [];
    private EdlReader _reader;

    /// <summary>Reads a list.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.TimelineUnreadable"/> or
    /// <see cref="ErrorCode.TimelineRateMissing"/>.</exception>
    public EdlFile(EdlText text, string name, MediaRoots roots, FrameRate? rate)
    {
        (_text, _name, _roots) = (text, name, roots);
        (_above, _events) = EdlReader.Events(text.Lines);
        if (_events.Count == 0)
        {
            throw new HeyGemException(ErrorCode.TimelineUnreadable, $"{name} looks like an edit decision list, but has no event.");
        }

        _rate = EdlReader.RateOf(_events, rate, name);
        _reader = Read();
    }

    /// <inheritdoc/>
    public override Timeline Timeline => _reader.Timeline;

    /// <inheritdoc/>
    public override IReadOnlyList<string> Unclocked => [.. Timeline.Tracks.SelectMany(t => t.Items)
        .Select(i => i.Media).OfType<ItemMedia>().Where(m => m is { Path: not null, Offline: false } && !_clocks.ContainsKey(m.Path))
        .Select(m => m.Path!).Distinct()];

    /// <inheritdoc/>
    public override void Clock(string path, MediaClock clock)
    {
        _clocks[path] = clock;
        _reader = Read();
    }

    /// <inheritdoc/>
    protected override void Lay(PlacedRender render)
    {
        var original = _reader.Pictures[render.Clip.Original.Id];
        if (!_renders.TryGetValue(original, out var renders))
        {
            _renders.Add(original, renders = []);
        }

        renders.Add(render);
        renders.Sort((a, b) => a.Clip.Span.Start.CompareTo(b.Clip.Span.Start));
    }

    /// <inheritdoc/>
    public override void Write(Stream stream)
    {
        var writer = new EdlWriter(_rate, _roots, Timeline.StartFrame, Timeline.DropFrame);
        List<EdlPiece> pieces = [];
        foreach (var one in _events)
        {
            pieces.AddRange(_renders.TryGetValue(one, out var renders)
                ? writer.Pieces(one, renders, _clocks[renders[0].Clip.Path])
                : [new EdlPiece(one.Number, number => one.With(number), one.Below)]);
        }

        _text.Write(stream, [.. _above, .. Numbered(pieces, anew: pieces.Count != _events.Count)]);
    }

    /// <summary>Events are counted anew where there are more of them; lines of one number keep one number.</summary>
    private static IEnumerable<string> Numbered(List<EdlPiece> pieces, bool anew)
    {
        var (count, before) = (0, string.Empty);
        foreach (var (number, header, below) in pieces)
        {
            count += number.Length > 0 && number == before ? 0 : 1;
            before = number;
            var width = Math.Max(3, pieces[0].Number.Length);
            yield return header(anew ? count.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0') : number);
            foreach (var line in below)
            {
                yield return line;
            }
        }
    }

    private EdlReader Read() => EdlReader.Read(_events, Title(), _rate, _roots, _clocks);

    private string Title() => _above.FirstOrDefault(l => l.StartsWith("TITLE:", StringComparison.OrdinalIgnoreCase)) is { } line
        && line["TITLE:".Length..].Trim() is { Length: > 0 } title ? title : _name;
}
