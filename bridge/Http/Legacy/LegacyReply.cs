using System.Text.Json.Serialization;

namespace HeyGem.Bridge.Http.Legacy;

/// <summary>An answer of the HeyGem server; always of HTTP status 200.</summary>
/// <param name="Code">10000 taken or known, 10001 busy, 10002 a field is missing, 10004 unknown task, 9999 anything else.</param>
/// <param name="Success">True also for 10001 and 10004, as clients expect.</param>
/// <param name="Msg">A sentence, or the number 10000 when a task was taken in.</param>
internal sealed record LegacyReply(int Code, bool Success, object Msg)
{
    /// <summary>A task was taken in.</summary>
    public static LegacyReply Accepted { get; } = new(10000, true, 10000);

    /// <summary>The task, or an empty object.</summary>
    public object Data { get; init; } = new Dictionary<string, string>();
}

/// <summary>A task of the HeyGem server.</summary>
/// <param name="Code">The client's name for it.</param>
/// <param name="Status">1 running, 2 done, 3 failed.</param>
/// <param name="Progress">0 to 100, never falling; 0 when failed.</param>
/// <param name="Result">When done: a slash and the file's name in the temp folder.</param>
/// <param name="Msg">What it does, or why it failed.</param>
/// <param name="Cost">When done: seconds that the render took.</param>
/// <param name="VideoDuration">When done: length in milliseconds.</param>
/// <param name="Width">When done: width in pixels.</param>
/// <param name="Height">When done: height in pixels.</param>
internal sealed record LegacyTask(
    string Code,
    int Status,
    int Progress,
    string Result,
    string Msg,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Cost = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull), JsonPropertyName("video_duration")] long? VideoDuration = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Width = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Height = null);
