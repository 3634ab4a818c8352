using HeyGem.Core.Engines;
using HeyGem.Core.Render.Plan;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice;

namespace HeyGem.Core.Render.Dialogue;

/// <summary>
/// When one of several people speaks: their mouth is driven then and is the clip's own at all other times. A mouth moves before and after
/// its sound, and pauses for breath belong to speech; nothing is driven outside the pieces of the voice.
/// </summary>
internal sealed class SpokenFrames
{
    // Seconds. Lips part before a sound and close after it; shorter leads were seen to jump. A pause under the gap is breath.
    private const double Lead = 0.2;
    private const double Tail = 0.25;
    private const double Breath = 0.5;

    // How long the mouth takes from the clip's own to the wanted one.
    private const float Ramp = 0.12f;

    private readonly List<LipSpan> _spans;
    private readonly FrameRate _rate;
    private readonly float[] _shares;

    private SpokenFrames(List<LipSpan> spans, FrameRate rate, int count)
    {
        (_spans, _rate) = (spans, rate);
        _shares = Sample(spans, rate, count);
    }

    /// <summary>All frames but those in which the mouth is to be left alone.</summary>
    /// <param name="plan">The result.</param>
    /// <param name="alone">When it is left alone.</param>
    public static SpokenFrames Outside(SourcePlan plan, Stretches alone)
    {
        var end = plan.Rate.StartOf(plan.Count).Seconds;
        return new SpokenFrames(Without([new LipSpan(-Ramp, end + Ramp)], alone), plan.Rate, plan.Count);
    }

    /// <summary>Finds them.</summary>
    /// <param name="voice">The voice from the result's first frame on.</param>
    /// <param name="plan">The result, with the pieces of this voice.</param>
    /// <param name="offsetMs">How much later than natural the lips move.</param>
    /// <param name="alone">When the mouth is left alone all the same.</param>
    public static SpokenFrames Of(MouthCurve voice, SourcePlan plan, double offsetMs, Stretches alone)
    {
        var spoken = new List<LipSpan>();
        var before = double.NegativeInfinity;
        foreach (var rest in LipSpans.Rests(voice))
        {
            if (rest.Start > before && !double.IsInfinity(before))
            {
                spoken.Add(new LipSpan(before + (offsetMs / 1000) - Lead, rest.Start + (offsetMs / 1000) + Tail));
            }

            before = rest.End;
        }

        var pieces = LipSpans.Merge(
            [.. plan.Pieces.OrderBy(p => p.At.Ticks).Select(p => new LipSpan(p.At.Seconds, p.End.Seconds))], plan.Rate.StartOf(1).Seconds);
        var spans = LipSpans.Merge(spoken, Breath).SelectMany(span => pieces
            .Select(piece => new LipSpan(Math.Max(span.Start, piece.Start), Math.Min(span.End, piece.End)))
            .Where(part => part.End > part.Start));

        // At either end of the result there is no mouth to come from or go to.
        var end = plan.Rate.StartOf(plan.Count).Seconds;
        return new SpokenFrames(
            Without(spans.Select(s => new LipSpan(s.Start <= 0 ? s.Start - Ramp : s.Start, s.End >= end ? s.End + Ramp : s.End)), alone),
            plan.Rate, plan.Count);
    }

    private static List<LipSpan> Without(IEnumerable<LipSpan> spans, Stretches alone) => alone
        .Aggregate(spans, (left, none) => left.SelectMany(s => (LipSpan[])[
            s with { End = Math.Min(s.End, none.From.Seconds) }, s with { Start = Math.Max(s.Start, none.To.Seconds) }])
            .Where(s => s.End > s.Start))
        .ToList();

    /// <summary>Whether the mouth is driven in a frame of the result.</summary>
    public bool Has(int output) => _shares[output] > 0;

    /// <summary>How much of the wanted mouth is drawn, 0..1, of each picture of the result.</summary>
    /// <param name="each">Pictures a frame: 2 where fields are drawn.</param>
    public IReadOnlyList<float> Shares(int each) => each == 1
        ? _shares : Sample(_spans, FrameRate.Of(each * _rate.Numerator, _rate.Denominator), each * _shares.Length);

    /// <summary>The runs of frames in which the mouth is driven, of those that are shown and from their start.</summary>
    public IReadOnlyList<FrameRange> Ranges(FrameRange shown)
    {
        List<FrameRange> runs = [];
        for (var n = shown.Start; n < shown.End; n++)
        {
            var at = n - shown.Start;
            if (!Has((int)n))
            {
                continue;
            }

            if (runs.Count > 0 && runs[^1].End == at)
            {
                runs[^1] = runs[^1] with { Count = runs[^1].Count + 1 };
            }
            else
            {
                runs.Add(new FrameRange(at, 1));
            }
        }

        return runs;
    }

    private static float[] Sample(List<LipSpan> spans, FrameRate rate, int count)
    {
        var shares = new float[count];
        foreach (var span in spans)
        {
            var last = Math.Min(count - 1, (long)Math.Ceiling(span.End * rate.PerSecond));
            for (var n = (int)Math.Max(0, Math.Floor(span.Start * rate.PerSecond)); n <= last; n++)
            {
                var t = rate.StartOf(n).Seconds;
                shares[n] = MathF.Max(shares[n], Smooth.Step((float)Math.Min(t - span.Start, span.End - t), 0, Ramp));
            }
        }

        return shares;
    }
}
