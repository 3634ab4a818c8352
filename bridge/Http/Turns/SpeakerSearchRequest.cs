using System.ComponentModel;
using HeyGem.Bridge.Http.Jobs;

namespace HeyGem.Bridge.Http.Turns;

/// <summary>A clip in which is looked for who speaks when.</summary>
internal sealed record SpeakerSearchRequest
{
    [Description("The clip, with its own sound, and the range that is looked at. Asking for the same again gives the same search.")]
    public required MediaRequest Clip { get; init; }
}
