using System.Globalization;
using System.Xml.Linq;

namespace HeyGem.Core.Timelines.Fcpxml;

/// <summary>An FCPXML file.</summary>
internal sealed class FcpxmlFile : TimelineFile
{
    // What the document type wants after connected clips.
    private static readonly string[] _afterAnchors =
        ["marker", "chapter-marker", "rating", "keyword", "analysis-marker", "audio-channel-source", "audio-role-source", "filter-video",
            "filter-video-mask", "filter-audio", "metadata"];

    private static readonly string[] _kept =
        ["adjust-crop", "adjust-corners", "adjust-conform", "adjust-transform", "adjust-blend", "adjust-stabilization",
            "adjust-rollingShutter", "adjust-colorConform", "adjust-cinematic", "filter-video", "filter-video-mask"];

    private readonly XDocument _document;
    private readonly byte[] _original;
    private readonly MediaRoots _roots;
    private readonly FcpxmlReader _reader;
    private readonly HashSet<string> _ids;
    private readonly HashSet<int> _newLanes = [];

    public FcpxmlFile(XDocument document, byte[] original, string name, MediaRoots roots)
    {
        (_document, _original, _roots) = (document, original, roots);
        _reader = FcpxmlReader.Read(document, name, roots);
        _ids = [.. document.Root!.Elements("resources").Elements().Attributes("id").Select(a => a.Value)];
    }

    /// <inheritdoc/>
    public override Timeline Timeline => _reader.Timeline;

    /// <inheritdoc/>
    protected override void Lay(PlacedRender render)
    {
        var original = _reader.Elements[render.Clip.Original.Id];
        var lane = LaneAbove(render.Clip.Original.TrackIndex);
        var clip = ClipFor(original, render, AddAsset(original, render), lane);
        var isConnected = original.Attribute("lane") is not null;
        var delta = render.Clip.Span.Start - render.Clip.Original.Span.Start;
        clip.SetAttributeValue("offset", FcpxmlTime.Of(
            (isConnected ? FcpxmlTime.TicksOf(original, "offset") ?? 0 : _reader.StartOf(original)) + delta, Timeline.Rate));
        var indent = TimelineXml.IndentOf(original);
        if (isConnected)
        {
            original.AddAfterSelf(indent is null ? null : new XText(indent), TimelineXml.Indented(clip, indent));
            return;
        }

        var inner = original.Elements().Select(TimelineXml.IndentOf).FirstOrDefault()
            ?? (indent is null ? null : indent + (indent.Contains('\t', StringComparison.Ordinal) ? "\t" : "    "));
        TimelineXml.Indented(clip, inner);
        if (original.Elements().FirstOrDefault(e => _afterAnchors.Contains(e.Name.LocalName)) is { } later)
        {
            later.AddBeforeSelf(clip, inner is null ? null : new XText(inner));
        }
        else if (original.Elements().LastOrDefault() is { } last)
        {
            last.AddAfterSelf(inner is null ? null : new XText(inner), clip);
        }
        else
        {
            original.RemoveNodes();
            original.Add(inner is null ? null : new XText(inner), clip, indent is null ? null : new XText(indent));
        }
    }

    /// <inheritdoc/>
    public override void Write(Stream stream) => TimelineXml.Save(_document, _original, stream);

    /// <summary>The lane directly above a lane: what lies there and higher goes up by one when it is first asked for.</summary>
    private int LaneAbove(int lane)
    {
        var above = lane + 1 + _newLanes.Count(l => l < lane);
        if (_newLanes.Add(lane))
        {
            var spine = _document.Root!.Descendants("project").Elements("sequence")
                .First(s => s.Element("spine") is not null).Element("spine")!;
            foreach (var attribute in spine.Descendants().Attributes("lane"))
            {
                if (int.TryParse(attribute.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var own) && own >= above)
                {
                    attribute.Value = (own + 1).ToString(CultureInfo.InvariantCulture);
                }
            }
        }

        return above;
    }

    private string AddAsset(XElement original, PlacedRender render)
    {
        var before = _reader.Resource(FcpxmlReader.Holder(original), "ref")!;
        var source = FcpxmlReader.SourceOf(before);
        var url = FileUrl.Of(_roots.Restate(render.Path), source?.Value);
        var id = Unused();
        var asset = new XElement("asset", new XAttribute("id", id), new XAttribute("name", Path.GetFileNameWithoutExtension(render.Path)),
            source?.Parent == before ? new XAttribute("src", url) : null, new XAttribute("start", "0s"),
            new XAttribute("duration", FcpxmlTime.Of(render.Frames * Ticks.FrameOf(render.Rate), render.Rate)),
                new XAttribute("hasVideo", "1"),
            before.Attribute("format"));
        if (source?.Parent != before)
        {
            asset.Add(new XElement("media-rep", new XAttribute("kind", "original-media"), new XAttribute("src", url)));
        }

        var indent = TimelineXml.IndentOf(before);
        before.AddAfterSelf(indent is null ? null : new XText(indent), TimelineXml.Indented(asset, indent));
        return id;
    }

    private XElement ClipFor(XElement original, PlacedRender render, string asset, int lane)
    {
        var marks = render.Clip.Range.Marks;
        var clip = new XElement("asset-clip", new XAttribute("ref", asset), new XAttribute("lane", lane),
            new XAttribute("name", render.Name),
            new XAttribute("start", FcpxmlTime.Of(marks.Start, render.Rate)),
            new XAttribute("duration", FcpxmlTime.Of(render.Clip.Span.Length, Timeline.Rate)),
            original.Attribute("format"), original.Attribute("tcFormat"), new XElement("note", render.Note));
        foreach (var kept in original.Elements().Where(e => _kept.Contains(e.Name.LocalName)))
        {
            clip.Add(Plain(kept));
        }

        // Keyframes stand on the clip's own clock, which begins with the render's first frame now.
        var shift = _reader.StartOf(original) + render.Clip.Span.Start - render.Clip.Original.Span.Start - marks.Start;
        foreach (var time in clip.Descendants("keyframe").Attributes("time"))
        {
            if (FcpxmlTime.TicksOf(time.Parent, "time") is { } ticks)
            {
                time.Value = FcpxmlTime.Of(ticks - shift, Timeline.Rate);
            }
        }

        return clip;
    }

    /// <summary>A copy without white space, which is given anew for its place.</summary>
    private static XElement Plain(XElement element)
    {
        var copy = new XElement(element);
        copy.DescendantNodes().OfType<XText>().Where(t => string.IsNullOrWhiteSpace(t.Value) && t.Parent!.HasElements).ToList()
            .ForEach(t => t.Remove());
        return copy;
    }

    private string Unused()
    {
        for (var number = 1; ; number++)
        {
            var id = string.Create(CultureInfo.InvariantCulture, $"heygem-{number}");
            if (_ids.Add(id))
            {
                return id;
            }
        }
    }
}
