using System.ComponentModel;
using HeyGem.Bridge.Http.Jobs;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Voice;

namespace HeyGem.Bridge.Http.Timelines;

/// <summary>A timeline file, and what of it is asked for.</summary>
internal sealed record TimelineRequest
{
    [Description("Absolute path of the timeline file inside a media folder. Either this or uploadId.")]
    public string? Path { get; init; }

    [Description("The id of an upload. Either this or path.")]
    public string? UploadId { get; init; }

    [Description("Frames a second of an edit decision list (EDL), such as 25, 29.97 or 30000/1001; other formats tell their own.")]
    public string? Rate { get; init; }

    [Description("Folders of the timeline's machine and where they are on this one, at most 100.")]
    public IReadOnlyList<MediaRootRequest>? MediaRoots { get; init; }

    [Description("Which clips: V1, V2, ...; selected (between the sequence's in and out points); marked or marked:COLOUR.")]
    public string Clips { get; set; } = "V1";

    [Description("The audio track that holds the voice, such as A2; what sounds longest under each clip when left out.")]
    public string? VoiceTrack { get; init; }

    [Description("A voice file whose start meets the start of each clip; not with voiceTrack.")]
    public SoundRequest? Voice { get; init; }

    [Description("Extra frames on each side, 0 to 250.")]
    public int Handles { get; init; }
}

/// <summary>A folder of another machine and where it is on this one.</summary>
internal sealed record MediaRootRequest
{
    [Description("The folder as the timeline names it; when left out, files that are missing are looked for in \"to\" by their names.")]
    public string From { get; set; } = string.Empty;

    [Description("Absolute path of the folder on the bridge's machine, inside a media folder.")]
    public required string To { get; init; }
}

/// <summary>A job that renders clips of a timeline, one item a clip.</summary>
internal sealed record TimelineRenderRequest
{
    [Description("The client's own name for this request, 8 to 128 characters. Sending the same request again gives the same job.")]
    public required string IdempotencyKey { get; init; }

    [Description("The timeline, as it was read.")]
    public required TimelineRequest Timeline { get; init; }

    [Description("The hash that the reading answered; a file that has changed since is refused.")]
    public string? Sha256 { get; init; }

    [Description("The ids of the clips to render, 1 to 1000; all that can be rendered when left out.")]
    public IReadOnlyList<string>? Chosen { get; init; }

    [Description("What the editor calls the job, at most 200 characters; the timeline's name when left out.")]
    public string? Title { get; init; }

    [Description("The name of a preset, whose settings stand in for those that are left out here. What it says of length and sound is left "
        + "aside: renders of a timeline are as long as their clips and have no sound.")]
    public string? Preset { get; init; }

    [Description("The engine that draws the mouth: one of the words that capabilities lists; auto when left out.")]
    public string? Engine { get; init; }

    [Description("What results are written as; match when left out.")]
    public OutputFormat? Format { get; init; }

    [Description("Strength of the mouth's movement, 0 to 1.5; 1, as measured, when left out.")]
    public double? Intensity { get; init; }

    [Description("How much later (positive) or earlier the lips move, milliseconds, -1000 to 1000.")]
    public double? OffsetMs { get; init; }

    [Description("How strongly the mouth articulates.")]
    public VoiceStyle? VoiceStyle { get; init; }

    [Description("Absolute folder inside a media folder that results go to; the bridge's own folder, by date and job, when left out.")]
    public string? OutputFolder { get; init; }
}
