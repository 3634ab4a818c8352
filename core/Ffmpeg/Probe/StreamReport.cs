using System.Globalization;
using HeyGem.Core.Timing;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace HeyGem.Core.Ffmpeg.Probe;

/// <summary>ffprobe's JSON about a file, read tolerantly: what is missing or malformed is null or zero.</summary>
internal sealed class StreamReport
{
    private readonly JObject _root;

    private StreamReport(JObject root) => _root = root;

    public IEnumerable<JObject> Streams => _root["streams"]?.OfType<JObject>() ?? [];

    public string Container => Text(_root["format"], "format_name") ?? string.Empty;

    public double StartSeconds => Seconds(_root["format"], "start_time");

    public double DurationSeconds => Seconds(_root["format"], "duration");

    /// <summary>The first video stream that is not cover art.</summary>
    public JObject? Video => Streams.FirstOrDefault(s => Text(s, "codec_type") == "video" && s["disposition"]?.Value<int?>("attached_pic") is not 1);

    public JObject? Audio => Streams.FirstOrDefault(s => Text(s, "codec_type") == "audio");

    public static StreamReport? Parse(string json)
    {
        try
        {
            using var reader = new JsonTextReader(new StringReader(json)) { DateParseHandling = DateParseHandling.None, MaxDepth = 32 };
            return new StreamReport(JObject.Load(reader));
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string? Text(JToken? token, string name) => token is JObject o && o[name] is JValue { Value: not null } value
        ? Convert.ToString(value.Value, CultureInfo.InvariantCulture)
        : null;

    /// <summary>A colour or order word, null where ffprobe says that the stream does not say.</summary>
    public static string? Known(JToken? token, string name) => Text(token, name) is { } text and not ("unknown" or "unspecified" or "reserved") ? text : null;

    public static int Integer(JToken? token, string name) =>
        int.TryParse(Text(token, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : 0;

    public static long Long(JToken? token, string name) =>
        long.TryParse(Text(token, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : 0;

    public static double Seconds(JToken? token, string name) =>
        double.TryParse(Text(token, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : 0;

    public static string? Tag(JToken? token, string name) => token is JObject o && o["tags"] is JObject tags
        ? tags.Properties().FirstOrDefault(p => p.Name.Equals(name, StringComparison.OrdinalIgnoreCase))?.Value.ToString()
        : null;

    /// <summary>The start timecode: the picture's own, else the container's, else that of a timecode track.</summary>
    public string? Timecode => Tag(Video, "timecode") ?? Tag(_root["format"], "timecode")
        ?? Streams.Select(s => Tag(s, "timecode")).FirstOrDefault(t => t is not null);

    /// <summary>Clockwise turn that the display matrix asks for, in quarter turns as degrees 0..270.</summary>
    public static int RotationDegrees(JObject video)
    {
        var turn = video["side_data_list"]?.OfType<JObject>().Select(d => Text(d, "rotation")).FirstOrDefault(t => t is not null);
        return double.TryParse(turn, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees)
            ? (((int)Math.Round(-degrees / 90) * 90) % 360 + 360) % 360
            : 0;
    }

    public MediaTime FromStart(double seconds) => MediaTime.FromSeconds(seconds - StartSeconds);
}
