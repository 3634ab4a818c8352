using System.Text.Json;
using System.Text.Json.Nodes;
using HeyGem.Core.Render.Spec;

namespace HeyGem.Core.Queue.Store;

/// <summary>Writes specs for keeping and reads what any version wrote.</summary>
internal static class StoredSpecFile
{
    private static readonly HashSet<string> _namesOfVersion0 =
    [
        "clipPath", "voicePath", "in", "outPoint", "audioIn", "audioOut", "outputFolder", "engine", "wav2Lip", "provider", "finalAudioPath",
        "format", "noAudio", "fit", "intensity", "offset", "voiceStyle", "face", "stillRate",
    ];

    /// <summary>A spec in the present version.</summary>
    public static string Write(RenderSpec spec) => JsonSerializer.Serialize(StoredSpec.Of(spec), WrittenSpecJson.Default.StoredSpec);

    /// <summary>Reads what was kept, or gives null where its form or a word in it is not one that this version knows.</summary>
    public static RenderSpec? TryRead(string text)
    {
        try
        {
            if (JsonNode.Parse(text) is not JsonObject stored)
            {
                return null;
            }

            var first = stored.ContainsKey("version") ? stored : FromVersion0(stored);
            var second = (int?)first["version"] == 1 ? FromVersion1(first) : first;
            var third = (int?)second["version"] == 2 ? FromVersion2(second) : second;
            var fourth = (int?)third["version"] == 3 ? FromVersion3(third) : third;
            var fifth = (int?)fourth["version"] == 4 ? FromVersion4(fourth) : fourth;
            var present = (int?)fifth["version"] == 5 ? FromVersion5(fifth) : fifth;
            return present.Deserialize(StoredSpecJson.Default.StoredSpec) is { Version: StoredSpec.Current } spec ? spec.ToSpec() : null;
        }
        catch (Exception e) when (
            e is JsonException or FormatException or InvalidOperationException or ArgumentException or OverflowException)
        {
            return null;
        }
    }

    /// <summary>Version 1 had a voice of one stretch only.</summary>
    private static JsonObject FromVersion1(JsonObject old)
    {
        if (old.ContainsKey("voicePieces"))
        {
            throw new FormatException("Version 1 has no such name.");
        }

        old["version"] = 2;
        return old;
    }

    /// <summary>Version 2 chose streams by the rule only, and results carried none of the clip's tags.</summary>
    private static JsonObject FromVersion2(JsonObject old)
    {
        if (((string[])["videoStream", "audioStream", "audioChannel", "stripMetadata"]).Any(old.ContainsKey))
        {
            throw new FormatException("Version 2 has no such name.");
        }

        old["version"] = 3;
        old["stripMetadata"] = false;
        return old;
    }

    /// <summary>Version 3 gave all results of a clip one name, and knew voices by their sound only.</summary>
    private static JsonObject FromVersion3(JsonObject old)
    {
        if (((string[])["variant", "voiceTimesPath"]).Any(old.ContainsKey))
        {
            throw new FormatException("Version 3 has no such name.");
        }

        old["version"] = 4;
        return old;
    }

    /// <summary>Version 4 rendered whole results, from sound only, and drove whom the clip is about.</summary>
    private static JsonObject FromVersion4(JsonObject old)
    {
        if (((string[])["personPath", "captions", "correction"]).Any(old.ContainsKey))
        {
            throw new FormatException("Version 4 has no such name.");
        }

        old["version"] = 5;
        return old;
    }

    /// <summary>Version 5 had one voice for one face, and knew no words of a voice that was not spoken from them.</summary>
    private static JsonObject FromVersion5(JsonObject old)
    {
        if (((string[])["speakers", "knownWords"]).Any(old.ContainsKey))
        {
            throw new FormatException("Version 5 has no such name.");
        }

        old["version"] = 6;
        return old;
    }

    /// <summary>
    /// Version 0 had no number: it was the spec as the program held it, with the options of Wav2Lip and the offset in objects of their own.
    /// </summary>
    private static JsonObject FromVersion0(JsonObject old)
    {
        var wav2Lip = old["wav2Lip"] as JsonObject;
        var offset = old["offset"] as JsonObject;
        if (!Only(old, _namesOfVersion0) || !Only(wav2Lip, ["model", "windowOffset", "enhancer", "enhancerShare"])
            || !Only(offset, ["frames", "milliseconds"]))
        {
            throw new FormatException("Version 0 has no such name.");
        }

        return new JsonObject
        {
            ["version"] = 1,
            ["clipPath"] = Copy(old, "clipPath"),
            ["voicePath"] = Copy(old, "voicePath"),
            ["in"] = Copy(old, "in"),
            ["outPoint"] = Copy(old, "outPoint"),
            ["audioIn"] = Copy(old, "audioIn"),
            ["audioOut"] = Copy(old, "audioOut"),
            ["outputFolder"] = Copy(old, "outputFolder"),
            ["engine"] = Copy(old, "engine") ?? "auto",
            ["wav2lipModel"] = Copy(wav2Lip, "model"),
            ["wav2lipWindow"] = Copy(wav2Lip, "windowOffset") ?? -1,
            ["enhancer"] = Copy(wav2Lip, "enhancer"),
            ["enhancerShare"] = Copy(wav2Lip, "enhancerShare") ?? 0.5,
            ["provider"] = Copy(old, "provider"),
            ["finalAudioPath"] = Copy(old, "finalAudioPath"),
            ["format"] = Copy(old, "format") ?? "h264",
            ["noAudio"] = Copy(old, "noAudio") ?? false,
            ["allowPartial"] = false,
            ["fit"] = Copy(old, "fit") ?? "cut",
            ["intensity"] = Copy(old, "intensity") ?? 1.0,
            ["offsetFrames"] = Copy(offset, "frames") ?? 0,
            ["offsetMilliseconds"] = Copy(offset, "milliseconds") ?? 0.0,
            ["voiceStyle"] = Copy(old, "voiceStyle") ?? "natural",
            ["face"] = Copy(old, "face") ?? "auto",
            ["stillRate"] = Copy(old, "stillRate") ?? "25/1",
        };
    }

    private static bool Only(JsonObject? part, HashSet<string> names) => part is null || part.All(p => names.Contains(p.Key));

    private static JsonNode? Copy(JsonObject? from, string name) => from?[name]?.DeepClone();
}
