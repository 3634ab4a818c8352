using System.Globalization;
using System.Xml.Linq;

namespace HeyGem.Core.Timelines.Xmeml;

/// <summary>How fast an item runs, by its time remap.</summary>
internal static class XmemlSpeed
{
    /// <summary>The speed as a ratio, 0 where it changes or cannot be read, and whether it runs backwards.</summary>
    public static (double Speed, bool Reversed) Of(XElement item)
    {
        var remap = item.Elements("filter")
            .Where(f => !XmemlReader.Text(f.Element("enabled")).Equals("FALSE", StringComparison.OrdinalIgnoreCase))
            .Elements("effect").FirstOrDefault(e => XmemlReader.Text(e.Element("effectid")) == "timeremap");
        if (remap is null)
        {
            return (1, false);
        }

        var parameters = remap.Elements("parameter").ToLookup(p => XmemlReader.Text(p.Element("parameterid")));
        var value = parameters["speed"].Select(p => XmemlReader.Text(p.Element("value"))).FirstOrDefault();
        var read = double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var percent);
        var reversed = percent < 0 || parameters["reverse"].Any(p => XmemlReader.IsTrue(p.Element("value")));
        var changes = parameters["variablespeed"].Any(p => XmemlReader.IsTrue(p.Element("value")));
        return (changes || !read ? 0 : Math.Abs(percent) / 100, reversed);
    }
}
