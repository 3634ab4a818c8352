using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace HeyGem.Bridge.Http;

/// <summary>
/// How bodies are read and written: strictly. An unknown or doubled field, a number as text or an enum as a number is refused.
/// </summary>
internal static class WebJson
{
    public static JsonSerializerOptions Options { get; } = Configure(new JsonSerializerOptions());

    public static JsonSerializerOptions Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        options.AllowDuplicateProperties = false;
        options.RespectNullableAnnotations = true;
        options.RespectRequiredConstructorParameters = true;
        options.MaxDepth = 32;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));

        // What the program knows of its own bodies is compiled with it; the rest, such as a list in an answer, is looked up as it comes.
        options.TypeInfoResolver = JsonTypeInfoResolver.Combine(BodyJson.Default, new DefaultJsonTypeInfoResolver());
        return options;
    }
}
