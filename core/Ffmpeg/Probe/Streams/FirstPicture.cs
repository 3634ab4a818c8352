using System.Text.Json;
using System.Text.Json.Nodes;

namespace HeyGem.Core.Ffmpeg.Probe.Streams;

/// <summary>What only a decoded picture says of a stream, from ffprobe's JSON of its first one.</summary>
internal sealed record FirstPicture
{
    /// <summary>Clockwise turn that makes it upright, in ffprobe's degrees, or null.</summary>
    public string? Rotation { get; private init; }

    /// <summary>The order of its fields in ffprobe's words, <c>tt</c> or <c>bb</c>; null for a whole picture.</summary>
    public string? FieldOrder { get; private init; }

    /// <summary>What goes with HDR, or null.</summary>
    public HdrMetadata? Hdr { get; private init; }

    /// <summary>Reads it tolerantly: what is missing or malformed is null.</summary>
    public static FirstPicture Parse(string json)
    {
        try
        {
            if (JsonNode.Parse(json)?["frames"] is not JsonArray { Count: > 0 } frames || frames[0] is not JsonObject frame)
            {
                return new FirstPicture();
            }

            var sides = (frame["side_data_list"] as JsonArray ?? []).OfType<JsonObject>().ToList();
            return new FirstPicture
            {
                Rotation = sides.Select(s => s["rotation"]?.ToString()).FirstOrDefault(t => !string.IsNullOrEmpty(t)),
                FieldOrder = frame["interlaced_frame"]?.ToString() != "1" ? null
                    : frame["top_field_first"]?.ToString() == "1" ? "tt" : "bb",
                Hdr = HdrMetadata.Of(sides.Select(s => (Func<string, string?>)(name => s[name]?.ToString()))),
            };
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or ArgumentException)
        {
            return new FirstPicture();
        }
    }
}
