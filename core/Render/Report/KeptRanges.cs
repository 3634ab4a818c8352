using HeyGem.Core.Engines;

namespace HeyGem.Core.Render.Report;

/// <summary>Gathers the outcome of each frame into runs of kept frames.</summary>
internal static class KeptRanges
{
    /// <summary>Runs of equal reason, in order; drawn frames make no run.</summary>
    public static IReadOnlyList<KeptRange> Of(ReadOnlySpan<FrameOutcome> outcomes)
    {
        var runs = new List<KeptRange>();
        for (var i = 0; i < outcomes.Length; i++)
        {
            if (Reason(outcomes[i]) is not { } reason)
            {
                continue;
            }

            if (runs.Count > 0 && runs[^1].End == i && runs[^1].Reason == reason)
            {
                runs[^1] = runs[^1] with { End = i + 1 };
            }
            else
            {
                runs.Add(new KeptRange(i, i + 1, reason));
            }
        }

        return runs;
    }

    private static string? Reason(FrameOutcome outcome) => outcome switch
    {
        FrameOutcome.KeptNoFace => "no_face",
        FrameOutcome.KeptOccluded => "occluded",
        FrameOutcome.KeptTurned => "turned",
        FrameOutcome.KeptSmall => "small",
        _ => null,
    };
}
