using System.Text.Json;
using System.Text.Json.Serialization;
using HeyGem.Core.Faces;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Queue.Store;

/// <summary>Specs and reports as JSON for keeping, with points, rates and face choices in the words their types read.</summary>
internal static class StoredJson
{
    private static readonly JsonSerializerOptions _options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters =
        {
            new JsonStringEnumConverter(JsonNamingPolicy.CamelCase),
            new TextConverter<MediaPoint>(MediaPoint.TryParse),
            new TextConverter<FrameRate>(FrameRate.TryParse),
            new TextConverter<FaceChoice>(FaceChoice.TryParse),
        },
    };

    public static string Write<T>(T value) => JsonSerializer.Serialize(value, _options);

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, _options)
        ?? throw new JsonException($"The store holds null where a {typeof(T).Name} belongs.");

    /// <summary>Reads what was kept, or gives null where its form is not one that this version knows.</summary>
    public static T? TryRead<T>(string json)
        where T : class
    {
        try
        {
            return Read<T>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed class TextConverter<T>(TextConverter<T>.Reader tryParse) : JsonConverter<T>
        where T : notnull
    {
        public delegate bool Reader(string text, out T value);

        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetString() is { } text && tryParse(text, out var value)
                ? value
                : throw new JsonException($"Not a {typeof(T).Name}.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.ToString());
    }
}
