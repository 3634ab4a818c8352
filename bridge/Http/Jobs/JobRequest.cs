using System.ComponentModel;
using System.Text.Json.Serialization;
using HeyGem.Core.Engines;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Onnx;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Voice;

namespace HeyGem.Bridge.Http.Jobs;

/// <summary>A job to render: settings for all clips, and the clips.</summary>
/// <remarks>What has a default other than its type's is set, not initialised: compiled readers overwrite what is initialised.</remarks>
internal sealed record JobRequest
{
    [Description("The client's own name for this request, 8 to 128 characters. Sending the same request again gives the same job.")]
    public required string IdempotencyKey { get; init; }

    /// <summary>The request as it was sent, where a preset stands in for what that leaves out.</summary>
    [JsonIgnore]
    public JobRequest? Sent { get; init; }

    [Description("1 to 1000 clips, rendered in this order.")]
    public required IReadOnlyList<ItemRequest> Items { get; init; }

    [Description("What the editor calls the job, at most 200 characters.")]
    public string? Title { get; init; }

    [Description("The name of a preset, whose settings stand in for those that are left out here.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Preset { get; init; }

    [Description("The engine that draws the mouth: one of the words that capabilities lists.")]
    public string Engine { get; set; } = EngineRegistry.Auto;

    [Description("What results are written as.")]
    public OutputFormat Format { get; init; }

    [Description("Whether results have no sound.")]
    public bool NoAudio { get; init; }

    [Description("Whether a clip that is cut short or damaged is rendered as far as it can be read, with a warning in numbers.")]
    public bool AllowPartial { get; init; }

    [Description("Whether results carry nothing over that names the clip's camera, reel or time.")]
    public bool StripMetadata { get; init; }

    [Description("What happens where voice and clip differ in length.")]
    public FitPolicy Fit { get; init; }

    [Description("Strength of the mouth's movement, 0 to 1.5; 1 is as measured.")]
    public double Intensity { get; set; } = 1;

    [Description("How much later (positive) or earlier the lips move, milliseconds, -1000 to 1000.")]
    public double OffsetMs { get; init; }

    [Description("The same in whole frames of each clip, -50 to 50; added to offsetMs.")]
    public int OffsetFrames { get; init; }

    [Description("How strongly the mouth articulates.")]
    public VoiceStyle VoiceStyle { get; init; }

    [Description(
        "With the engine wav2lip: the name of an installed model, as capabilities lists it; the first installed one when left out.")]
    public string? Model { get; init; }

    [Description(
        "With the engine wav2lip: by how many steps of 40 ms the sound window begins later than the picture, -5 to 5; -1 when left out.")]
    public int? WindowOffset { get; init; }

    [Description("With the engine wav2lip: the name of an installed face enhancer; none when left out.")]
    public string? Enhancer { get; init; }

    [Description("With an enhancer: its share of the mouth, 0 to 1; 0.5 when left out.")]
    public double? EnhancerShare { get; init; }

    [Description(
        "With the engine wav2lip: what runs the model; the best that works here when left out. What cannot run here gives way to the " +
        "processor, with the reason in the report.")]
    public OnnxProvider? Provider { get; init; }

    [Description("Whether results go beside their clips instead of the outputs folder; only for clips given by path.")]
    public bool BesideSource { get; init; }

    [Description("Absolute folder inside a media folder that results go to, made where it is missing; not with besideSource. "
        + "The bridge's own folder, by date and job, when left out.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? OutputFolder { get; init; }

    [Description(
        "Whether the bridge may remove the results by its retention rule once nobody used them for long; for clients that keep a copy.")]
    public bool Removable { get; init; }

    [Description("Which of the waiting jobs is rendered first: low, normal or high; jobs of one priority take turns.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public JobPriority Priority { get; init; }
}

/// <summary>One clip range with one voice range.</summary>
internal sealed record ItemRequest
{
    [Description("The clip.")]
    public required MediaRequest Clip { get; init; }

    [Description("The sound that drives the mouth: one stretch of a file, or pieces on the clip's own time. Either this or voices.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public VoiceRequest? Audio { get; init; }

    [Description("2 to 6 voices of people who speak in the clip, each with whose it is; in place of audio, face and person. All are heard, "
        + "and the result is as long as the clip. Only with fit cut. With the face auto for all of them, or for one, the clip's own sound "
        + "and its mouths say who speaks when.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<SpokenVoiceRequest>? Voices { get; init; }

    [Description(
        "A file whose sound the result has instead of the driving one's, over the same stretch of time: the mix, where a vocal " +
        "track drives.")]
    public SoundRequest? FinalAudio { get; init; }

    [Description("A picture of the person to drive, wherever in the clip they are; whom the clip is about when left out.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SoundRequest? Person { get; init; }

    [Description("Stretches of the result, from the clip's in point, in which mouths may be driven; all through when left out.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<VoiceSpanRequest>? LipSync { get; init; }

    [Description("Stretches of the result, from the clip's in point, in which the voice is heard and every mouth keeps its own pixels.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<VoiceSpanRequest>? NoLipSync { get; init; }

    [Description("What the editor sees, at most 200 characters; the file's name when left out.")]
    public string? Label { get; init; }

    [Description("The client's own mark, given back unread, at most 1000 characters.")]
    public string? ClientRef { get; init; }

    [Description("Which face is driven: auto, left, right, largest, or X,Y in the clip's pixels.")]
    public string? Face { get; init; }
}

/// <summary>A file, by path or by upload, and the part of it that is used.</summary>
internal sealed record MediaRequest
{
    [Description("Absolute path inside a media folder. Either this or uploadId.")]
    public string? Path { get; init; }

    [Description("The id of an upload. Either this or path.")]
    public string? UploadId { get; init; }

    [Description("Where the part begins; the file's start when left out.")]
    public PointRequest? In { get; init; }

    [Description("Where the part ends, exclusive; the file's end when left out.")]
    public PointRequest? Out { get; init; }

    [Description("The picture stream by its number among the file's pictures, 1 to 64; by the rule when left out.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Stream { get; init; }
}

/// <summary>A voice: a file and the part of it that is used, or the pieces that it was cut into.</summary>
internal sealed record VoiceRequest
{
    [Description("Absolute path inside a media folder. Either this, uploadId or pieces.")]
    public string? Path { get; init; }

    [Description("The id of an upload. Either this, path or pieces.")]
    public string? UploadId { get; init; }

    [Description("Where the part begins; the file's start when left out.")]
    public PointRequest? In { get; init; }

    [Description("Where the part ends, exclusive; the file's end when left out.")]
    public PointRequest? Out { get; init; }

    [Description("The sound stream by its number among the file's sounds, 1 to 64, in every file; by the rule when left out.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Stream { get; init; }

    [Description("The one channel of it that is heard, 1 to 64; all of them by the rule when left out.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Channel { get; init; }

    [Description("1 to 1000 pieces in order, none over another, all within the clip; silence where none is. "
        + "The result is then as long as the clip. Only with fit cut.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<PieceRequest>? Pieces { get; init; }

    [Description("Captions that are spoken to be the voice; alone, without path, uploadId, pieces, in and out. Only with fit cut.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CaptionsRequest? Captions { get; init; }

    [Description("What the sound is known to say: the report of the result tells when each word is heard. Not with captions.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public WordsRequest? Words { get; init; }
}

/// <summary>A part of a file at its place in the clip. Ticks of 1/254016000000 second: at most 18 digits as strings.</summary>
internal sealed record PieceRequest
{
    [Description("Absolute path inside a media folder. Either this or uploadId.")]
    public string? Path { get; init; }

    [Description("The id of an upload. Either this or path.")]
    public string? UploadId { get; init; }

    [Description("Where the piece begins in its file, ticks.")]
    public required string In { get; init; }

    [Description("Where it ends there, exclusive, ticks.")]
    public required string Out { get; init; }

    [Description("Where it is heard, ticks from the clip's in point.")]
    public required string At { get; init; }
}

/// <summary>A whole file, by path or by upload.</summary>
internal sealed record SoundRequest
{
    [Description("Absolute path inside a media folder. Either this or uploadId.")]
    public string? Path { get; init; }

    [Description("The id of an upload. Either this or path.")]
    public string? UploadId { get; init; }
}

/// <summary>A point from the file's start: in ticks, or in frames of a given rate.</summary>
internal sealed record PointRequest
{
    [Description("Ticks of 1/254016000000 second, a whole number of at most 18 digits as a string.")]
    public string? Ticks { get; init; }

    [Description("A frame number from 0, with rate.")]
    public long? Frame { get; init; }

    [Description("Frames a second as a fraction, such as 30000/1001.")]
    public string? Rate { get; init; }
}
