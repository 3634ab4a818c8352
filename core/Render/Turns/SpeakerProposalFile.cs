using System.Text.Json;
using System.Text.Json.Serialization;

namespace HeyGem.Core.Render.Turns;

/// <summary>A proposal as JSON, for the cache.</summary>
internal static partial class SpeakerProposalFile
{
    /// <summary>Writes a proposal.</summary>
    public static void Save(SpeakerProposal proposal, Stream stream) =>
        JsonSerializer.Serialize(stream, proposal, Written.Default.SpeakerProposal);

    /// <summary>Reads what <see cref="Save"/> wrote; null where it is of another form.</summary>
    public static SpeakerProposal? TryLoad(Stream stream)
    {
        try
        {
            return JsonSerializer.Deserialize(stream, Written.Default.SpeakerProposal);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [JsonSerializable(typeof(SpeakerProposal))]
    private sealed partial class Written : JsonSerializerContext;
}
