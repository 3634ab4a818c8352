using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace HeyGem.Core.Tests.Timelines;

/// <summary>
/// What is written holds to the structure of the published document types 1.8 to 1.11: which elements stand in which, in which order, and
/// with which attributes. Only what a rendered clip can touch is told here; the types themselves are Apple's and not part of this
/// repository.
/// </summary>
public sealed class FcpxmlStructureTests(TimelineFixture fixture) : IClassFixture<TimelineFixture>
{
    private const string Anchors =
        "(audio|video|clip|title|caption|mc-clip|ref-clip|sync-clip|asset-clip|audition|spine)*";
    private const string Markers = "(marker|chapter-marker|rating|keyword|analysis-marker)*";
    private const string Filters = "(filter-video|filter-video-mask)*";
    private const string ClipAttributes = "lane offset name start duration enabled";

    /// <summary>Every element that a clip of ours may bring, with its children in their order, its attributes, and those it must
    /// have.</summary>
    private static Dictionary<string, (string Children, string Attributes, string Required)> Model(int minor)
    {
        var tracker = minor >= 10 ? "object-tracker?" : string.Empty;
        var cinematic = minor >= 10 ? "adjust-cinematic?" : string.Empty;
        var conform = minor >= 11 ? "adjust-colorConform?" : string.Empty;
        var video = $"{tracker} adjust-crop? adjust-corners? adjust-conform? adjust-transform? adjust-blend? adjust-stabilization? " +
            $"adjust-rollingShutter? adjust-360-transform? adjust-reorient? adjust-orientation? {cinematic} {conform}";
        var audio = "adjust-loudness? adjust-noiseReduction? adjust-humReduction? (adjust-EQ|adjust-matchEQ)? " +
            "adjust-volume? adjust-panner?";
        const string Own = "ref srcEnable audioStart audioDuration format tcStart tcFormat modDate audioRole videoRole";
        return new()
        {
            ["asset"] = minor >= 9
                ? ("media-rep+ metadata?", Asset, "id") : ("bookmark? metadata?", $"{Asset} src", "id src"),
            ["media-rep"] = ("bookmark?", "kind sig src suggestedFilename", "src"),
            ["asset-clip"] = (
                $"note? conform-rate? timeMap? {video} {audio} {Anchors} {Markers} audio-channel-source* {Filters} filter-audio* metadata?",
                $"{ClipAttributes} {Own}", "ref"),
            ["clip"] = (
                $"note? conform-rate? timeMap? {video} {audio} " +
                "(spine|audio|video|clip|title|mc-clip|ref-clip|sync-clip|asset-clip|audition|gap|caption)* " +
                $"{Markers} audio-channel-source* {Filters} filter-audio* metadata?",
                $"{ClipAttributes} format audioStart audioDuration tcStart tcFormat modDate", "duration"),
            ["note"] = (string.Empty, string.Empty, string.Empty),
            ["adjust-crop"] = ("crop-rect? trim-rect? (pan-rect pan-rect)?", "mode enabled", "mode"),
            ["crop-rect"] = ("param*", "left top right bottom", string.Empty),
            ["trim-rect"] = ("param*", "left top right bottom", string.Empty),
            ["adjust-conform"] = (string.Empty, "type", string.Empty),
            ["adjust-transform"] = ("param*", "enabled position scale rotation anchor tracking", string.Empty),
            ["adjust-blend"] = ("param* reserved?", "amount mode", string.Empty),
            ["param"] = ("fadeIn? fadeOut? keyframeAnimation? param*", "name key value enabled", "name"),
            ["keyframeAnimation"] = ("keyframe*", string.Empty, string.Empty),
            ["keyframe"] = (string.Empty, "time value auxValue interp curve", "time value"),
            ["filter-video"] = ("data* param*", "ref name enabled", "ref"),
            ["filter-video-mask"] = ("(mask-shape|mask-isolation)+ filter-video filter-video?", "enabled inverted", string.Empty),
            ["filter-audio"] = ("data? param*", "ref name enabled presetID", "ref"),
            ["marker"] = (string.Empty, "start duration value completed note", "start value"),
        };
    }

    private const string Asset = "id name uid start duration hasVideo format hasAudio videoSources audioSources audioChannels audioRate " +
        "customLUTOverride colorSpaceOverride projectionOverride stereoscopicOverride auxVideoFlags";

    [Theory]
    [InlineData("1.8", "final-cut-25-old.fcpxml")]
    [InlineData("1.9", "final-cut-2997.fcpxml")]
    [InlineData("1.10", "final-cut-2997.fcpxml")]
    [InlineData("1.11", "final-cut-2997.fcpxml")]
    public void A_file_with_renders_holds_to_its_document_type(string version, string name)
    {
        var before = Document(version, name);
        var file = fixture.Parse(Encoding.UTF8.GetBytes(before.ToString()));
        var selection = TimelineFixture.Select(file, handles: 3);
        Assert.True(selection.Clips.Count >= 3, "A clip on the main storyline, a connected one and one with everything are rendered.");
        foreach (var clip in selection.Clips)
        {
            file.Add(fixture.Render(clip));
        }

        var after = XDocument.Parse(Encoding.UTF8.GetString(TimelineFixture.Written(file)));

        Assert.Equal(selection.Clips.Count, after.Descendants("asset").Count(IsOurs));
        Assert.Empty(Faults(before, version));
        Assert.Empty(Faults(after, version));
    }

    [Fact]
    public void What_does_not_hold_is_named()
    {
        var document = Document("1.9", "final-cut-2997.fcpxml");
        var clip = document.Descendants("asset-clip").First(c => c.Element("marker") is not null && c.Element("filter-video") is not null);
        clip.Add(new XElement("note"), new XAttribute("colour", "red"));
        clip.Attribute("ref")!.Value = "gone";

        Assert.Equal(3, Faults(document, "1.9").Count);
    }

    /// <summary>A fixture as a file of a version, with one clip more that has everything that a clip may have.</summary>
    private static XDocument Document(string version, string name)
    {
        var document = XDocument.Parse(Encoding.UTF8.GetString(TimelineFixture.Bytes(name)));
        document.Root!.SetAttributeValue("version", version);
        var spine = document.Descendants("project").Descendants("spine").First();
        var first = spine.Elements("asset-clip").First();
        var voice = first.Elements("asset-clip").First(c => (string?)c.Attribute("lane") == "-1");
        if (document.Descendants("effect").FirstOrDefault() is null)
        {
            document.Descendants("resources").First().Add(
                new XElement("effect", new XAttribute("id", "r5"), new XAttribute("uid", "FxPlug:1")));
        }

        var filter = new XElement("filter-video", new XAttribute("ref", "r5"), new XElement("data", "x"), Param());
        spine.Add(new XElement(
            "asset-clip", new XAttribute("ref", first.Attribute("ref")!.Value), new XAttribute("name", "everything"),
            new XAttribute("offset", End(document)), first.Attribute("start"), new XAttribute("duration", "1001/250s"),
            new XElement("note", "n"),
            new XElement("adjust-crop", new XAttribute("mode", "trim"), new XElement("trim-rect", new XAttribute("left", "1"))),
            new XElement("adjust-conform", new XAttribute("type", "fill")),
            new XElement("adjust-transform", Param()),
            new XElement("adjust-blend", new XAttribute("amount", "0.5")),
            new XElement("adjust-volume", new XAttribute("amount", "-3dB")),
            new XElement("asset-clip", new XAttribute("ref", voice.Attribute("ref")!.Value), new XAttribute("lane", "-1"),
                new XAttribute("offset", first.Attribute("start")!.Value), new XAttribute("name", "voice"),
                new XAttribute("duration", "1001/250s")),
            new XElement("marker", new XAttribute("start", first.Attribute("start")!.Value), new XAttribute("value", "m")),
            new XElement("audio-channel-source", new XAttribute("srcCh", "1")),
            filter,
            new XElement("filter-video-mask", new XElement("mask-shape"), filter),
            new XElement("filter-audio", new XAttribute("ref", "r5")),
            new XElement("metadata")));
        return document;
    }

    private static string End(XDocument document) =>
        document.Descendants("project").Elements("sequence").First().Attribute("tcStart")!.Value is "0s" ? "16s" : "108240132/30000s";

    private static XElement Param() => new(
        "param", new XAttribute("name", "scale"),
        new XElement("keyframeAnimation", new XElement("keyframe", new XAttribute("time", "3s"), new XAttribute("value", "1 1"))));

    private static List<string> Faults(XDocument document, string version)
    {
        var model = Model(int.Parse(version[2..], CultureInfo.InvariantCulture));
        var ids = document.Descendants().Attributes("id").Select(a => a.Value).ToList();
        List<string> faults = [.. ids.GroupBy(i => i).Where(g => g.Count() > 1).Select(g => $"two elements are {g.Key}")];
        foreach (var element in document.Descendants().Where(e => model.ContainsKey(e.Name.LocalName)))
        {
            var (children, attributes, required) = model[element.Name.LocalName];
            var found = string.Concat(element.Elements().Select(e => $"<{e.Name.LocalName}>"));
            faults.AddRange(Pattern(children).IsMatch(found) ? [] : [$"<{element.Name.LocalName}> has {found}"]);
            var names = element.Attributes().Select(a => a.Name.LocalName).ToList();
            faults.AddRange(names.Except(attributes.Split(' ')).Select(a => $"<{element.Name.LocalName}> has {a}"));
            faults.AddRange(required.Split(' ', StringSplitOptions.RemoveEmptyEntries).Except(names)
                .Select(a => $"<{element.Name.LocalName}> lacks {a}"));
            faults.AddRange(new[] { "ref", "format" }.Select(a => (string?)element.Attribute(a)).OfType<string>()
                .Where(id => !ids.Contains(id)).Select(id => $"<{element.Name.LocalName}> names {id}, which is nothing"));
        }

        return faults;
    }

    /// <summary>A content model such as <c>note? (a|b)* c+</c> over names in angle brackets.</summary>
    private static Regex Pattern(string children) => new(
        "^" + Regex.Replace(children, "[A-Za-z0-9-]+", "(?:<$0>)").Replace(" ", string.Empty, StringComparison.Ordinal) + "$",
        RegexOptions.CultureInvariant);

    private static bool IsOurs(XElement element) =>
        ((string?)element.Attribute("id"))?.StartsWith("heygem-", StringComparison.Ordinal) == true;
}
