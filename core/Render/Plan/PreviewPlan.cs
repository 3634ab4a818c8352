using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice;

namespace HeyGem.Core.Render.Plan;

/// <summary>Which frames a preview shows, and which of the clip are looked at for them. Pure arithmetic, no I/O.</summary>
internal static class PreviewPlan
{
    /// <summary>
    /// What is looked at before and behind the stretch, seconds: following, smoothing and easing need half a second, and the more of the
    /// person is seen, the nearer are mouths and range to those of the whole clip.
    /// </summary>
    private const double AroundSeconds = 2;

    /// <summary>From this share of the clip on all of it is looked at: the real render then finds it in the cache.</summary>
    private const double MostOfClip = 0.7;

    /// <summary>From this share of what is spoken most on, the first stretch is taken.</summary>
    private const double AsMuch = 0.95;

    /// <summary>The frames of the result that are asked for.</summary>
    /// <param name="preview">The stretch.</param>
    /// <param name="plan">The whole result.</param>
    /// <param name="clip">The clip.</param>
    /// <param name="curve">Its voice; asked where the stretch has no beginning.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.RangeEmpty"/>: it holds no frame of the result, or lies outside it;
    /// <see cref="ErrorCode.ArgumentInvalid"/>: it is longer than <see cref="Preview.MostSeconds"/>.</exception>
    public static FrameRange FramesOf(Preview preview, SourcePlan plan, ClipInfo clip, MouthCurve? curve)
    {
        var usual = Math.Max(1, plan.Rate.FramesIn(MediaTime.FromSeconds(Preview.UsualSeconds)));
        if (preview.From is not { } from)
        {
            var count = Math.Min(usual, plan.Count);
            return new FrameRange(MostSpoken(curve!, plan, (int)count), count);
        }

        var timecode = EncodeTarget.StartTimecode(clip.Video!, plan);
        var start = from.ToFrame(plan.Rate, timecode, plan.Count);
        var end = preview.To?.ToFrame(plan.Rate, timecode, plan.Count + 1) ?? start + usual;
        var asked = $"{from.Text}{(preview.To is { } to ? $" to {to.Text}" : " on")}";
        if (start >= plan.Count || end <= start)
        {
            throw new HeyGemException(
                ErrorCode.RangeEmpty,
                $"The stretch from {asked} holds no frame of the result of {MediaName.Of(clip.Path)}, which has " +
                    $"{Counted.Of(plan.Count, "frame")}.");
        }

        end = Math.Min(end, plan.Count);
        return end - start <= plan.Rate.FramesIn(MediaTime.FromSeconds(Preview.MostSeconds))
            ? new FrameRange(start, end - start)
            : throw new HeyGemException(
                ErrorCode.ArgumentInvalid,
                FormattableString.Invariant($"A preview shows {Preview.MostSeconds} s at most: {asked} is longer."));
    }

    /// <summary>The frames of the clip that are looked at, counted from the start of the plan's source.</summary>
    /// <param name="plan">The result with the frames that are shown.</param>
    /// <param name="known">What the whole render looks at.</param>
    public static FrameRange LookedAt(SourcePlan plan, FrameRange known)
    {
        var (first, last) = (int.MaxValue, 0);
        for (var n = plan.Shown.Start; n < plan.Shown.End; n++)
        {
            var source = plan.SourceOf((int)n);
            (first, last) = (Math.Min(first, source), Math.Max(last, source));
        }

        var around = plan.Rate.FramesIn(MediaTime.FromSeconds(AroundSeconds));
        var (start, end) = (Math.Max(0, first - around), Math.Min(known.Count, last + 1 + around));
        return end - start < MostOfClip * known.Count ? new FrameRange(start, end - start) : new FrameRange(0, known.Count);
    }

    /// <summary>Where the voice speaks most for so many frames.</summary>
    private static int MostSpoken(MouthCurve curve, SourcePlan plan, int count)
    {
        var sums = new double[plan.Count + 1];
        for (var n = 0; n < plan.Count; n++)
        {
            var k = (int)plan.Rate.StartOf(n).ToSamples(MouthCurve.RateHz);
            sums[n + 1] = sums[n] + (k < curve.Length ? 1 - curve.Silence[k] : 0);
        }

        var spoken = Enumerable.Range(0, plan.Count - count + 1).Select(n => sums[n + count] - sums[n]).ToList();
        return spoken.FindIndex(s => s >= AsMuch * spoken.Max());
    }
}
