using System.ComponentModel;
using System.Text.Json.Serialization;

namespace HeyGem.Bridge.Http.Jobs;

/// <summary>One of several voices in a clip, and whose it is.</summary>
internal sealed record SpokenVoiceRequest
{
    [Description("The voice: a whole file, heard from the clip's in point on, or pieces on the clip's own time; without in, out, stream, "
        + "channel and captions.")]
    public required VoiceRequest Audio { get; init; }

    [Description("Which face speaks it: left, right, largest, or X,Y in the clip's pixels; auto, for all voices, for whoever speaks then "
        + "in the clip's own sound. Either this or person.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Face { get; init; }

    [Description("A picture of the person who speaks it. Either this or face.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SoundRequest? Person { get; init; }

    [Description("Where of a whole file the voice is heard and the mouth driven, in order, none over another; all through when left out.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<VoiceSpanRequest>? Ranges { get; init; }
}

/// <summary>A stretch of a clip, counted from its in point.</summary>
internal sealed record VoiceSpanRequest
{
    [Description("Where it begins.")]
    public required PointRequest From { get; init; }

    [Description("Where it ends, exclusive.")]
    public required PointRequest To { get; init; }
}
