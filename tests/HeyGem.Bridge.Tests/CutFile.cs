using System.Xml.Linq;

namespace HeyGem.Bridge.Tests;

/// <summary>Small timelines at 25 frames a second: clips of 20 frames one after the other on V1, from frame 5 of each file on, and one
/// voice from the start on A1.</summary>
internal static class CutFile
{
    /// <summary>As Final Cut Pro 7 XML.</summary>
    /// <param name="clips">Names of the clips' files.</param>
    /// <param name="voice">Name of the voice's file.</param>
    /// <param name="placeOf">Where a file lies.</param>
    public static string Xmeml(IReadOnlyList<string> clips, string voice, Func<string, string> placeOf)
    {
        XElement Rate() => new("rate", new XElement("timebase", 25), new XElement("ntsc", "FALSE"));
        XElement Item(string file, int number, int length) => new(
            "clipitem",
            new XAttribute("id", $"c{number}{file}"),
            new XElement("name", Path.GetFileNameWithoutExtension(file) == "voice" ? "voice" : file),
            Rate(),
            new XElement("start", number * 20),
            new XElement("end", (number * 20) + length),
            new XElement("in", 5),
            new XElement("out", 5 + length),
            new XElement(
                "file", new XAttribute("id", $"f{file}"), new XElement("pathurl", UrlOf(placeOf(file))), Rate(),
                new XElement("duration", 500)));
        var sequence = new XElement("sequence", new XElement("name", "Cut"), Rate(), new XElement("media",
            new XElement("video", new XElement("track", clips.Select((c, i) => Item(c, i, 20)), new XElement("locked", "FALSE"))),
            new XElement("audio", new XElement("track", Item(voice, 0, 20 * clips.Count)))));
        return new XElement("xmeml", new XAttribute("version", 4), sequence).ToString();
    }

    private static string UrlOf(string path) => Path.IsPathFullyQualified(path) ? new Uri(path).AbsoluteUri : path;
}
