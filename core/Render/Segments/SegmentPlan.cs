using HeyGem.Core.Engines;
using HeyGem.Core.Render.Plan;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render.Segments;

/// <summary>
/// Where a result is cut into segments, as few as there can be and of one length: at the shot nearest to that length, else after a whole
/// number of groups of pictures, and always between two of the engine's blocks, so that the engine sees the same blocks as without
/// segments. Pure arithmetic.
/// </summary>
internal static class SegmentPlan
{
    // The encoder begins a group of pictures every two seconds; see PictureEncoding.
    private const double GroupSeconds = 2;

    /// <summary>
    /// The segments of a result in order, without gaps; a single one where it is short or the engine's blocks overlap.
    /// </summary>
    /// <param name="plan">Which frames the result shows.</param>
    /// <param name="shots">The clip's shots, counted from the start of the plan's source.</param>
    /// <param name="block">The engine's blocks.</param>
    /// <param name="lengths">How long segments are.</param>
    public static IReadOnlyList<FrameRange> Of(
        SourcePlan plan, IReadOnlyList<FrameRange> shots, BlockShape block, SegmentLengths lengths) =>
        block.Overlap > 0
            ? [new FrameRange(0, plan.Count)]
            : Of(plan.Count, plan.Rate, ShotStarts(plan, shots), block.Size, lengths);

    /// <summary>The same from numbers.</summary>
    /// <param name="count">Frames of the result.</param>
    /// <param name="rate">Frames a second.</param>
    /// <param name="shotStarts">The result's frames that begin a shot, ascending.</param>
    /// <param name="block">Every cut lies at a multiple of so many frames.</param>
    /// <param name="lengths">How long segments are.</param>
    internal static IReadOnlyList<FrameRange> Of(
        int count, FrameRate rate, IReadOnlyList<int> shotStarts, int block, SegmentLengths lengths)
    {
        var least = Up(lengths.Least * rate.PerSecond, block);
        var most = Math.Max(2 * least, (int)(lengths.Most * rate.PerSecond) / block * block);
        var group = Math.Max(1, (int)Math.Round(GroupSeconds * rate.PerSecond));
        var segments = new List<FrameRange>();
        var start = 0;
        while (count - start > most)
        {
            // What is left must be long enough for a segment of its own.
            var (from, to) = (start + least, Math.Min(start + most, count - least));
            var wanted = Math.Clamp(start + Share(count - start, most, group), from, to) / block * block;
            var shot = shotStarts.Where(s => s >= from && s <= to && s % block == 0).Select(s => (int?)s)
                .MinBy(s => Math.Abs(s!.Value - wanted));
            var cut = shot ?? Math.Max(from, wanted);
            segments.Add(new FrameRange(start, cut - start));
            start = cut;
        }

        segments.Add(new FrameRange(start, count - start));
        return segments;
    }

    /// <summary>The result's frames that show another shot than the frame before, or begin the same one anew.</summary>
    private static List<int> ShotStarts(SourcePlan plan, IReadOnlyList<FrameRange> shots)
    {
        var starts = new List<int>();
        long[] beginnings = [.. shots.Select(s => s.Start)];
        for (var n = 1; n < plan.Count; n++)
        {
            var (before, now) = (plan.SourceOf(n - 1), plan.SourceOf(n));
            if (Math.Abs(now - before) > 1 || ShotOf(before) != ShotOf(now))
            {
                starts.Add(n);
            }
        }

        return starts;

        int ShotOf(int frame)
        {
            var found = Array.BinarySearch(beginnings, frame);
            return found >= 0 ? found : ~found - 1;
        }
    }

    /// <summary>An equal share of what is left, in whole groups of pictures.</summary>
    private static int Share(int left, int most, int group)
    {
        var parts = (left + most - 1) / most;
        return ((left / parts) + group - 1) / group * group;
    }

    /// <summary>At least so many frames, and a multiple of a block.</summary>
    private static int Up(double frames, int block) => Math.Max(1, (int)Math.Ceiling(frames / block)) * block;
}
