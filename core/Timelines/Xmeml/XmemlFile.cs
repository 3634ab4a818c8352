using System.Globalization;
using System.Xml.Linq;

namespace HeyGem.Core.Timelines.Xmeml;

/// <summary>A Final Cut Pro 7 XML file.</summary>
internal sealed class XmemlFile : TimelineFile
{
    private readonly XDocument _document;
    private readonly byte[] _original;
    private readonly XmemlReader _reader;
    private readonly XmemlItem _items;
    private readonly Dictionary<XElement, XElement> _newTracks = [];

    public XmemlFile(XDocument document, byte[] original, string name, MediaRoots roots)
    {
        _document = document;
        _original = original;
        _reader = XmemlReader.Read(document, name, roots);
        _items = new XmemlItem(document, _reader, roots);
    }

    /// <inheritdoc/>
    public override Timeline Timeline => _reader.Timeline;

    /// <inheritdoc/>
    protected override void Lay(PlacedRender render)
    {
        var original = _reader.Items[render.Clip.Original.Id];
        var track = TrackAbove(original.Parent!);
        var item = _items.Make(original, render);
        var start = XmemlReader.Number(item.Element("start"));
        var later = track.Elements("clipitem").FirstOrDefault(i => XmemlReader.Number(i.Element("start")) > start)
            ?? track.Elements().First(e => e.Name != "clipitem");
        later.AddBeforeSelf(item);
        if (TimelineXml.IndentOf(original) is { } indent)
        {
            later.AddBeforeSelf(new XText(indent));
        }
    }

    /// <inheritdoc/>
    public override void Write(Stream stream) => TimelineXml.Save(_document, _original, stream);

    /// <summary>The new track over a track, made when first asked for.</summary>
    private XElement TrackAbove(XElement original)
    {
        if (_newTracks.TryGetValue(original, out var made))
        {
            return made;
        }

        var number = original.ElementsBeforeSelf("track").Count() + 2;
        var track = new XElement("track", new XElement("enabled", "TRUE"), new XElement("locked", "FALSE"));
        foreach (var attribute in original.Attributes())
        {
            track.Add(new XAttribute(attribute.Name, attribute.Name.LocalName switch
            {
                "MZ.TrackName" => "HeyGem",
                "MZ.TrackTargeted" => "0",
                _ => attribute.Value,
            }));
        }

        var indent = TimelineXml.IndentOf(original);
        TimelineXml.Indented(track, indent);
        original.AddAfterSelf(track);
        if (indent is not null)
        {
            original.AddAfterSelf(new XText(indent));
        }

        CountLinksUp(number);
        _newTracks.Add(original, track);
        return track;
    }

    /// <summary>Links name video tracks by number: those at and above the new one are one higher now.</summary>
    private void CountLinksUp(int number)
    {
        var nested = _reader.Sequence.Descendants("sequence").ToHashSet();
        foreach (var link in _reader.Sequence.Descendants("link").Where(l => XmemlReader.Text(l.Element("mediatype")) == "video"))
        {
            if (XmemlReader.Number(link.Element("trackindex")) is { } index && index >= number && !link.Ancestors().Any(nested.Contains))
            {
                link.Element("trackindex")!.Value = (index + 1).ToString(CultureInfo.InvariantCulture);
            }
        }
    }
}
