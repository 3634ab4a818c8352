using System.Globalization;
using System.Xml.Linq;

namespace HeyGem.Core.Timelines.Xmeml;

/// <summary>Makes the item of a render out of its original's: effects, opacity and transform, label and track settings stay.</summary>
internal sealed class XmemlItem
{
    private readonly XmemlReader _reader;
    private readonly MediaRoots _roots;
    private readonly HashSet<string> _ids;

    public XmemlItem(XDocument document, XmemlReader reader, MediaRoots roots)
    {
        _reader = reader;
        _roots = roots;
        _ids = [.. document.Descendants().Attributes("id").Select(a => a.Value),
            .. document.Descendants("masterclipid").Select(e => e.Value.Trim())];
    }

    /// <summary>The new item, indented as its original.</summary>
    public XElement Make(XElement original, PlacedRender render)
    {
        var item = new XElement(original);
        // Links tie the original to its sound; a subclip's part and the master clip are the original's own.
        foreach (var own in item.Elements().Where(e => e.Name.LocalName is "link" or "marker" or "subclipinfo").ToList())
        {
            TimelineXml.Remove(own);
        }

        var sequenceFrame = _reader.Timeline.Frame;
        var frame = XmemlReader.RateOf(original) is { } rate ? Ticks.FrameOf(rate) : sequenceFrame;
        var marks = render.Clip.Range.Marks;
        var from = Ticks.FrameAt(marks.Start, frame);
        item.SetAttributeValue("id", Unused("clipitem"));
        Set(item, "name", render.Name);
        Set(item, "enabled", "TRUE");
        Set(item, "duration", Ticks.FrameAt(render.Frames * Ticks.FrameOf(render.Rate), frame));
        Set(item, "start", render.Clip.Span.Start / sequenceFrame);
        Set(item, "end", render.Clip.Span.End / sequenceFrame);
        Set(item, "in", from);
        Set(item, "out", from + Math.Max(1, Ticks.NearestFrame(marks.Length, frame)));
        Set(item, "pproTicksIn", marks.Start);
        Set(item, "pproTicksOut", marks.End);
        if (item.Element("masterclipid") is { } master)
        {
            master.Value = Unused("masterclip");
        }

        ShiftKeyframes(item, Ticks.NearestFrame(render.Clip.Range.InFrame * render.Clip.Frame, frame));
        var file = item.Element("file")!;
        var indent = TimelineXml.IndentOf(file);
        file.ReplaceWith(TimelineXml.Indented(FileFor(original, render), indent));
        item.Element("file")!.AddAfterSelf(indent is null ? null : new XText(indent), TimelineXml.Indented(Marker(render, from), indent));
        return item;
    }

    private XElement FileFor(XElement original, PlacedRender render)
    {
        var known = _reader.FileOf(original);
        var rate = new XElement("rate",
            new XElement("timebase", (render.Rate.Numerator + render.Rate.Denominator - 1) / render.Rate.Denominator),
            new XElement("ntsc", render.Rate.Denominator == 1001 ? "TRUE" : "FALSE"));
        var picture = new XElement("samplecharacteristics", rate, new XElement("width", render.Width),
            new XElement("height", render.Height));
        var pictureBefore = known?.Element("media")?.Element("video")?.Element("samplecharacteristics");
        foreach (var kept in (string[])["anamorphic", "pixelaspectratio", "fielddominance"])
        {
            if (pictureBefore?.Element(kept) is { } value)
            {
                picture.Add(new XElement(kept, value.Value.Trim()));
            }
        }

        return new XElement("file", new XAttribute("id", Unused("file")),
            new XElement("name", Path.GetFileName(render.Path)),
            new XElement("pathurl", FileUrl.Of(_roots.Restate(render.Path), known?.Element("pathurl")?.Value.Trim())),
            new XElement(rate),
            new XElement("duration", render.Frames),
            new XElement("media", new XElement("video", new XElement("duration", render.Frames), picture)));
    }

    private static XElement Marker(PlacedRender render, long from) => new("marker",
        new XElement("comment", render.Note), new XElement("name", "HeyGem"), new XElement("in", from), new XElement("out", -1));

    /// <summary>Effects change at frames of the file: the render's first frame is a later one of the original's.</summary>
    private static void ShiftKeyframes(XElement item, long frames)
    {
        foreach (var when in item.Elements("filter").Descendants("keyframe").Elements("when"))
        {
            if (XmemlReader.Number(when) is { } number)
            {
                when.Value = (number - frames).ToString(CultureInfo.InvariantCulture);
            }
        }

        foreach (var end in item.Elements("filter").SelectMany(f => f.Elements("start").Concat(f.Elements("end"))))
        {
            if (XmemlReader.Number(end) is >= 0 and { } number)
            {
                end.Value = Math.Max(0, number - frames).ToString(CultureInfo.InvariantCulture);
            }
        }
    }

    private string Unused(string kind)
    {
        for (var number = 1; ; number++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"{kind}-heygem-{number}");
            if (_ids.Add(id))
            {
                return id;
            }
        }
    }

    /// <summary>Changes what the original's item states; what it does not state stays unsaid.</summary>
    private static void Set(XElement item, string name, object value)
    {
        if (item.Element(name) is { } element)
        {
            element.Value = string.Create(CultureInfo.InvariantCulture, $"{value}");
        }
    }
}
