using System.Numerics.Tensors;
using HeyGem.Core.Engines;

namespace HeyGem.Core.Render.Report;

/// <summary>Gathers the outcome of each frame into runs of kept frames.</summary>
internal static class KeptRanges
{
    /// <summary>The report's word for frames and shots of others than the person who is driven.</summary>
    public const string OtherPerson = "other_person";

    /// <summary>The report's word for shots whose face is that of another of several speakers.</summary>
    public const string OtherSpeaker = "other_speaker";

    private const string Occluded = "occluded";

    /// <summary>Runs of equal reason, in order; drawn frames make no run.</summary>
    /// <param name="outcomes">What became of each frame.</param>
    /// <param name="covered">Which share of its mouth is covered, 0..1.</param>
    /// <param name="shots">Whom it shows.</param>
    public static IReadOnlyList<KeptRange> Of(
        ReadOnlySpan<FrameOutcome> outcomes, ReadOnlySpan<float> covered, IReadOnlyList<ReportShot> shots)
    {
        var runs = new List<KeptRange>();
        var others = new HashSet<long>(shots.Where(s => s.State is OtherPerson or OtherSpeaker).SelectMany(Frames));
        for (var i = 0; i < outcomes.Length; i++)
        {
            if ((outcomes[i] == FrameOutcome.KeptNoFace && others.Contains(i) ? OtherPerson : ReasonOf(outcomes[i])) is not { } reason)
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

        for (var k = 0; k < runs.Count; k++)
        {
            if (runs[k].Reason == Occluded)
            {
                runs[k] = runs[k] with { Share = Mean(covered[(int)runs[k].Start..(int)runs[k].End]) };
            }
        }

        return runs;
    }

    private static IEnumerable<long> Frames(ReportShot shot)
    {
        for (var n = shot.Start; n < shot.End; n++)
        {
            yield return n;
        }
    }

    private static double? Mean(ReadOnlySpan<float> shares)
    {
        var mean = TensorPrimitives.Sum(shares) / shares.Length;
        return mean > 0 ? Math.Round(mean, 2) : null;
    }

    /// <summary>The report's word for why a frame is kept; null where it is not.</summary>
    internal static string? ReasonOf(FrameOutcome outcome) => outcome switch
    {
        FrameOutcome.KeptNoFace => "no_face",
        FrameOutcome.KeptOccluded => Occluded,
        FrameOutcome.KeptTurned => "turned",
        FrameOutcome.KeptSmall => "small",
        FrameOutcome.KeptAsked => "no_lip_sync",
        _ => null,
    };
}
