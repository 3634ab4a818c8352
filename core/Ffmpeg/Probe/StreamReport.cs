using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using FFMpegCore;
using HeyGem.Core.Ffmpeg.Probe.Streams;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Ffmpeg.Probe;

/// <summary>
/// ffprobe's JSON about a file, in FFMpegCore's raw records: texts as ffprobe wrote them. Read tolerantly: what is missing or malformed is
/// null or zero. FFMpegCore's typed values are not used: they cut times to milliseconds, lose negative ones and take cover art for the
/// picture.
/// </summary>
internal sealed class StreamReport
{
    private readonly FFProbeAnalysis _root;

    private StreamReport(FFProbeAnalysis root) => _root = root;

    public IReadOnlyList<FFProbeStream> Streams => _root.Streams ?? [];

    /// <summary>What was chosen instead of the rule.</summary>
    public StreamNumbers Chosen { get; init; } = StreamNumbers.None;

    public string Container => _root.Format?.FormatName ?? string.Empty;

    /// <summary>The earliest time stamp of the file, seconds: what ffmpeg calls 0 unless told otherwise.</summary>
    public double EarliestSeconds => Seconds(_root.Format?.StartTime);

    /// <summary>The time stamp at which the clip begins, by the rule of <see cref="TimeZero"/>.</summary>
    public double StartSeconds => TimeZero.Of(this);

    public double DurationSeconds => Seconds(_root.Format?.Duration);

    /// <summary>The picture, by the rule of <see cref="StreamChoice"/>.</summary>
    public FFProbeStream? Video => StreamChoice.Picture(Streams, Chosen.Video);

    /// <summary>The sound, by the rule of <see cref="StreamChoice"/>.</summary>
    public FFProbeStream? Audio => StreamChoice.Sound(Streams, Chosen.Audio);

    /// <summary>The start timecode: the picture's own, else the container's, else that of a timecode track.</summary>
    public string? Timecode => Tag(Video?.Tags, "timecode") ?? Tag(_root.Format?.Tags, "timecode")
        ?? Streams.Select(s => Tag(s.Tags, "timecode")).FirstOrDefault(t => t is not null);

    /// <summary>What an editor finds the clip's original by.</summary>
    public IReadOnlyDictionary<string, string> ClipTags =>
        Probe.Streams.ClipTags.Of([_root.Format?.Tags, Video?.Tags, .. Streams.Select(s => s.Tags)]);

    /// <summary>Reads a report; null where it is no JSON object or of another shape.</summary>
    public static StreamReport? Parse(string json, StreamNumbers chosen)
    {
        try
        {
            var root = JsonNode.Parse(json, null, new JsonDocumentOptions { MaxDepth = 32 });
            DropNestedSideData(root);
            return root?.Deserialize<FFProbeAnalysis>() is { } analysis
                ? new StreamReport(analysis) { Chosen = chosen } : null;
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>A field of a stream that FFMpegCore has no name for.</summary>
    public static string? Text(FFProbeStream stream, string name) =>
        stream.ExtensionData?.TryGetValue(name, out var value) == true ? value.ToString() : null;

    /// <summary>Seconds of one unit of a stream's time stamps.</summary>
    public static Fraction TimeBase(FFProbeStream stream) => Fraction.Parse(Text(stream, "time_base"));

    /// <summary>A colour or order word, null where ffprobe says that the stream does not say.</summary>
    public static string? Known(string? text) => text is null or "unknown" or "unspecified" or "reserved" ? null : text;

    public static int Integer(string? text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : 0;

    public static long Long(string? text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : 0;

    public static double Seconds(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : 0;

    public static string? Tag(IReadOnlyDictionary<string, string>? tags, string name) =>
        tags?.FirstOrDefault(p => p.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>Clockwise turn that the display matrix asks for, in quarter turns as degrees 0..270.</summary>
    public static int RotationDegrees(FFProbeStream video)
    {
        var turn = video.SideData?.Select(d => d.GetValueOrDefault("rotation")?.ToString()).FirstOrDefault(t => !string.IsNullOrEmpty(t));
        return QuarterTurns(turn);
    }

    /// <summary>
    /// The container's word on which field is shown first, <c>tt</c>, <c>bb</c>, <c>progressive</c> or null. Fields that are stored the
    /// other way round (<c>tb</c>, <c>bt</c>) are named by the second letter; ffmpeg from 7 on writes that wrongly of ProRes, so that the
    /// first picture's word goes before this one.
    /// </summary>
    public static string? FieldOrder(FFProbeStream stream) => Known(stream.FieldOrder) switch
    {
        "tb" => "bb",
        "bt" => "tt",
        var stated => stated,
    };

    /// <summary>A turn in ffprobe's words as clockwise quarter turns, degrees 0..270.</summary>
    public static int QuarterTurns(string? turn)
    {
        return double.TryParse(turn, NumberStyles.Float, CultureInfo.InvariantCulture, out var degrees)
            ? (((int)Math.Round(-degrees / 90) * 90) % 360 + 360) % 360
            : 0;
    }

    /// <summary>What a stream's header says of HDR, or null.</summary>
    public static HdrMetadata? Hdr(FFProbeStream video) => HdrMetadata.Of(
        (video.SideData ?? []).Select(side => (Func<string, string?>)(name => side.GetValueOrDefault(name)?.ToString())));

    /// <summary>Whether a stream carries Dolby Vision beside its pictures.</summary>
    public static bool HasDolbyVision(FFProbeStream video) => video.SideData?.Any(side =>
        side.GetValueOrDefault("side_data_type")?.ToString()?.StartsWith("DOVI", StringComparison.Ordinal) == true) == true;

    public MediaTime FromStart(double seconds) => MediaTime.FromSeconds(seconds - StartSeconds);

    /// <summary>FFMpegCore takes flat side data only.</summary>
    private static void DropNestedSideData(JsonNode? root)
    {
        foreach (var data in root?["streams"]?.AsArray().SelectMany(s => s?["side_data_list"]?.AsArray() ?? []).OfType<JsonObject>() ?? [])
        {
            foreach (var name in data.Where(p => p.Value is JsonObject or JsonArray).Select(p => p.Key).ToList())
            {
                data.Remove(name);
            }
        }
    }
}
