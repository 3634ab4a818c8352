using System.Text.Json;

namespace HeyGem.Bridge.Http.Carried;

/// <summary>Reads what clients put into messages and files.</summary>
internal static class CarriedJson
{
    /// <summary>The value, or null where the bytes are not its JSON.</summary>
    public static T? TryRead<T>(ReadOnlySpan<byte> bytes)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(bytes, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
