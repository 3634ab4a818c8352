using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Ffmpeg.Probe.Streams;

namespace HeyGem.Core.Render.Report;

/// <summary>What a finished render did: what really ran, what was kept, what was measured.</summary>
public sealed record RenderReport
{
    /// <summary>The engine that drew, such as <c>mesh</c>.</summary>
    public required string Engine { get; init; }

    /// <summary>The execution provider that really ran the models, such as <c>CPU</c>.</summary>
    public required string Provider { get; init; }

    /// <summary>Graphics cards that drew at the same time; 0 where the processor did, and in a report of an older version.</summary>
    public int Cards { get; init; }

    /// <summary>The providers that were tried before it, and cards beside the first, each with why it did not run the models.</summary>
    public IReadOnlyList<string> ProvidersPassedOver { get; init; } = [];

    /// <summary>Model files used, each <c>name sha256</c>.</summary>
    public required IReadOnlyList<string> Weights { get; init; }

    /// <summary>Frames written.</summary>
    public required long Frames { get; init; }

    /// <summary>Frames whose mouth was drawn or already had the wanted shape.</summary>
    public required long FramesRendered { get; init; }

    /// <summary>Frames that keep their source pixels for want of a usable face.</summary>
    public required long FramesKept { get; init; }

    /// <summary>Runs of kept frames in the result.</summary>
    public required IReadOnlyList<KeptRange> KeptRanges { get; init; }

    /// <summary>The clip's shots as the result shows them, and whom; empty in a report of an older version.</summary>
    public IReadOnlyList<ReportShot> Shots { get; init; } = [];

    /// <summary>
    /// What became of each of several people who speak, in the order in which they were named; empty for one voice. Their shots and
    /// places of faces are in here and not in the report itself.
    /// </summary>
    public IReadOnlyList<ReportSpeaker> Speakers { get; init; } = [];

    /// <summary>The moments that are worth a look, at most five, the worst first; empty in a report of an older version.</summary>
    public IReadOnlyList<ReportMoment> Moments { get; init; } = [];

    /// <summary>Frame rate as a fraction, such as <c>30000/1001</c>.</summary>
    public required string Fps { get; init; }

    /// <summary>Width of the finished file in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height of the finished file in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Pixel format of the finished file, in ffmpeg's words.</summary>
    public required string PixelFormat { get; init; }

    /// <summary>The finished file as a probe sees it; null in a report of an older version.</summary>
    public ResultFacts? File { get; init; }

    /// <summary>Which of the clip's pictures was drawn on; null in a report of an older version.</summary>
    public StreamUse? VideoStream { get; init; }

    /// <summary>Which of the voice's sounds was heard, of the first file where the voice is in pieces.</summary>
    public StreamUse? AudioStream { get; init; }

    /// <summary>Where the face is, in nine tenths of the frames that have one; null in a report of an older version.</summary>
    public PictureBox? FaceBox { get; init; }

    /// <summary>Where the lips are in them.</summary>
    public PictureBox? MouthBox { get; init; }

    /// <summary>How much later than the clip's first frame the voice begins in the result, milliseconds.</summary>
    public required double AudioOffsetMs { get; init; }

    /// <summary>What came from the cache.</summary>
    public required CacheUse Cache { get; init; }

    /// <summary>In how many segments the clip was drawn, and how many were kept; null in a report of an older version.</summary>
    public SegmentUse? Segments { get; init; }

    /// <summary>What of the result is new, where a range of a finished one was corrected; else null.</summary>
    public CorrectedFrames? Corrected { get; init; }

    /// <summary>Which stretch of the result this is, where only that was rendered to be looked at; else null.</summary>
    public PreviewedFrames? Preview { get; init; }

    /// <summary>How the cues of spoken captions lie in the clip; empty where the voice is sound.</summary>
    public IReadOnlyList<SpokenCue> Cues { get; init; } = [];

    /// <summary>When the words that the voice is known to say are heard; empty where nobody told them.</summary>
    public IReadOnlyList<ReportWord> Words { get; init; } = [];

    /// <summary>Names of the files that lie beside the result and belong to it: speech, sound, captions.</summary>
    public IReadOnlyList<string> Beside { get; init; } = [];

    /// <summary>Seconds spent in each stage.</summary>
    public required StageSeconds Seconds { get; init; }

    /// <summary>The process's largest resident memory so far, MiB.</summary>
    public required double PeakMemoryMB { get; init; }

    /// <summary>What the editor should know, each a sentence.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }
}
