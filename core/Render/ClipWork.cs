using HeyGem.Core.Engines;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Frames;
using HeyGem.Core.Render.Fields;
using HeyGem.Core.Render.Plan;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Render.Spec;

namespace HeyGem.Core.Render;

/// <summary>
/// A clip on its way through the stages: what was asked for, what was found out before the first frame, and the clocks. Holds no frames.
/// </summary>
internal sealed record ClipWork
{
    /// <summary>What is rendered.</summary>
    public required RenderSpec Spec { get; init; }

    /// <summary>What draws.</summary>
    public required ILoadedEngine Engine { get; init; }

    /// <summary>The clip; has a picture.</summary>
    public required ClipInfo Clip { get; init; }

    /// <summary>Names what is inside the clip's file.</summary>
    public required string ClipKey { get; init; }

    /// <summary>The files that the voice is heard from, by their paths in the spec, each with the name of what is inside it.</summary>
    public required IReadOnlyDictionary<string, (ClipInfo Info, string Key)> Voices { get; init; }

    /// <summary>Which frames the result shows.</summary>
    public required SourcePlan Plan { get; init; }

    /// <summary>The buffers of the clip's frames.</summary>
    public required FramePool Pool { get; init; }

    /// <summary>Where what grows with the clip is kept.</summary>
    public required FrameSpill Spill { get; init; }

    /// <summary>How the clip's frames are split into fields; null for whole pictures.</summary>
    public FieldSplit? Fields => FieldSplit.Of(Clip.Video!.FieldOrder, Clip.Video.RotationDegrees);

    /// <summary>Reads the clip in the plan's order.</summary>
    public required FrameSequence Frames { get; init; }

    /// <summary>The conversion between the clip's samples and RGB.</summary>
    public required YuvSpace Space { get; init; }

    /// <summary>Adds up where the time goes.</summary>
    public required RenderClock Clock { get; init; }

    /// <summary>Tells how far the render is.</summary>
    public required ProgressMeter Meter { get; init; }
}
