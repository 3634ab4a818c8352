using HeyGem.Core.Engines;
using HeyGem.Core.Errors;
using HeyGem.Core.Render.Moments;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render.Dialogue;

/// <summary>What is known of several people's mouths before the first frame is drawn; holds no face track.</summary>
internal sealed record PlannedDialogue
{
    private readonly IReadOnlyList<PlannedSpeaker> _speakers;

    public PlannedDialogue(
        IReadOnlyList<PlannedSpeaker> speakers, IReadOnlyList<FaceStageResult> faces, IReadOnlyList<HeardVoice> heard)
    {
        _speakers = speakers;
        Mouth = new JoinedPlan([.. speakers.Where(s => s.Mouth is not null).Select(s => (s.Mouth!, s.Spoken))]);
        Cached = (faces.All(f => f.Cached), heard.All(h => h.Voice.Cached));
        Looked = (faces[0].LookedAt, faces[0].IsWhole);
        Cuts = faces[0].Shots;
        Warnings =
        [
            .. faces.SelectMany(f => f.Warnings).Distinct(), .. speakers.OrderBy(s => s.Number).SelectMany(s => s.Told()),
        ];
    }

    /// <summary>All mouths as one plan; the caller's.</summary>
    public JoinedPlan Mouth { get; }

    /// <summary>Whether looking and listening came from the cache.</summary>
    public (bool Faces, bool Voice) Cached { get; }

    /// <summary>Frames of the clip that were looked at, and whether they are all that a whole render looks at.</summary>
    public (long Frames, bool IsWhole) Looked { get; }

    /// <summary>The clip's shots.</summary>
    public IReadOnlyList<FrameRange> Cuts { get; }

    /// <summary>What an editor should know, each a sentence.</summary>
    public IReadOnlyList<string> Warnings { get; }

    /// <summary>Where anybody's face is not that of the person, for the runs of kept frames.</summary>
    public IReadOnlyList<ReportShot> Shots => [.. _speakers.SelectMany(s => s.Shots)];

    /// <summary>A report with what became of each speaker, in the order in which they were named.</summary>
    /// <param name="report">The report of the whole clip.</param>
    /// <param name="shown">The frames of the result that were written.</param>
    /// <param name="rate">Frames a second.</param>
    public RenderReport Told(RenderReport report, FrameRange shown, FrameRate rate) => report with
    {
        Shots = [],
        Speakers = [.. _speakers.OrderBy(s => s.Number).Select(s => s.Report(shown))],
        Moments = [.. _speakers.SelectMany(s => WorthALook.Of(s.Measures, s.Drawn(shown), s.Speaking(shown), rate))
            .OrderByDescending(m => m.Risk).ThenBy(m => m.Start).Take(WorthALook.Most)],
    };
}

/// <summary>One of them.</summary>
internal sealed record PlannedSpeaker
{
    /// <summary>Their place among the speakers, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>What a render of this voice alone asks for.</summary>
    public required RenderSpec Spec { get; init; }

    /// <summary>Their mouth; null where nothing can be drawn.</summary>
    public required IMouthPlan? Mouth { get; init; }

    /// <summary>Why nothing can be drawn.</summary>
    public required HeyGemException? Fault { get; init; }

    /// <summary>When they speak.</summary>
    public required SpokenFrames Spoken { get; init; }

    /// <summary>Where their face is.</summary>
    public required FaceBoxes Boxes { get; init; }

    /// <summary>Whom each shot shows.</summary>
    public required IReadOnlyList<ReportShot> Shots { get; init; }

    /// <summary>What was measured of each frame.</summary>
    public required FrameMeasures Measures { get; init; }

    /// <summary>What is to be said of their voice.</summary>
    public required IReadOnlyList<string> Warnings { get; init; }

    /// <summary>What an editor should know, each a sentence.</summary>
    public IEnumerable<string> Told()
    {
        var name = $"{Number} ({MediaName.Of(Spec.VoicePath)})";
        var taken = Shots.Where(s => s.State == KeptRanges.OtherSpeaker).ToList();
        return
        [
            .. Warnings,
            .. Fault is null ? (IEnumerable<string>)[] : [$"Speaker {name} is heard, and no mouth is drawn: {Fault.Message}"],
            .. taken.Count == 0 ? (IEnumerable<string>)[] : [
                $"In {Counted.Of(taken.Count, "shot")} the face that is asked for speaker {name} is not theirs and is left alone: frames " +
                $"{string.Join(", ", taken.Select(s => $"{s.Start}-{s.End - 1}"))}."],
        ];
    }

    /// <summary>What becomes of the frames as far as this speaker goes: those in which they are silent are right as they are.</summary>
    public DrawnFrames Drawn(FrameRange shown)
    {
        int[] frames = [.. Enumerable.Range((int)shown.Start, (int)shown.Count)];
        return new DrawnFrames([.. frames.Select(n => At(n).Outcome)], [.. frames.Select(n => At(n).Covered)]);
    }

    /// <summary>The parts of their shots in which they speak.</summary>
    public IReadOnlyList<ReportShot> Speaking(FrameRange shown) =>
    [
        .. Spoken.Ranges(shown).SelectMany(range => Shots
            .Select(shot => shot with { Start = Math.Max(shot.Start, range.Start), End = Math.Min(shot.End, range.End) })
            .Where(shot => shot.End > shot.Start && shot.State is not (KeptRanges.OtherPerson or KeptRanges.OtherSpeaker))),
    ];

    /// <summary>What is told of them.</summary>
    public ReportSpeaker Report(FrameRange shown)
    {
        var drawn = Drawn(shown);
        var kept = KeptRanges.Of(drawn.Outcomes, drawn.Covered, Shots);
        var ranges = Spoken.Ranges(shown);
        return new ReportSpeaker
        {
            Voice = Path.GetFileName(Spec.VoicePath),
            Face = Spec.PersonPath is null ? Spec.Face.ToString() : null,
            Person = Spec.PersonPath is { } path ? Path.GetFileName(path) : null,
            Ranges = [.. ranges.Select(r => new SpokenRange(r.Start, r.End))],
            FramesSpoken = ranges.Sum(r => r.Count),
            FramesRendered = ranges.Sum(r => r.Count) - kept.Sum(r => r.End - r.Start),
            KeptRanges = kept,
            Shots = Measures.Over(Shots, i => At((int)shown.Start + i)),
            FaceBox = Boxes.Face,
            MouthBox = Boxes.Mouth,
        };
    }

    private FramePlan At(int output) => !Spoken.Has(output) ? FramePlan.Keep(FrameOutcome.AlreadyRight)
        : Mouth?.At(output) ?? FramePlan.Keep(Fault?.Code switch
        {
            ErrorCode.FaceTooSmall => FrameOutcome.KeptSmall,
            ErrorCode.FaceTurned => FrameOutcome.KeptTurned,
            ErrorCode.FaceOccluded => FrameOutcome.KeptOccluded,
            _ => FrameOutcome.KeptNoFace,
        });
}
