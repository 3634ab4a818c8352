using HeyGem.Core.Render.Segments;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Tests.Render.Segments;

public sealed class SegmentPlanTests
{
    private static readonly FrameRate _rate = FrameRate.Of(25, 1);

    [Theory]
    [InlineData(1)]
    [InlineData(250)]
    [InlineData(500)]
    public void A_clip_of_20_seconds_or_less_is_one_segment(int count) =>
        Assert.Equal([new FrameRange(0, count)], SegmentPlan.Of(count, _rate, [100], 1, SegmentLengths.Default));

    [Fact]
    public void Without_shots_it_is_cut_into_as_few_equal_parts_of_whole_groups_of_pictures_as_can_be()
    {
        Assert.Equal([0, 500, 1000], Starts(1500, []));
        Assert.Equal([0, 400, 800, 1200], Starts(1510, []));
    }

    [Fact]
    public void A_shot_in_time_is_where_it_is_cut() => Assert.Equal([0, 317, 717, 1094], Starts(1500, [40, 317, 1093, 1094, 1495]));

    [Fact]
    public void What_is_left_is_long_enough_for_a_segment() => Assert.Equal([0, 250], Starts(501, []));

    [Fact]
    public void Every_frame_is_in_one_segment_of_10_to_20_seconds_that_begins_between_two_blocks()
    {
        var random = new Random(20261129);
        FrameRate[] rates =
            [FrameRate.Of(25, 1), FrameRate.Of(24000, 1001), FrameRate.Of(30000, 1001), FrameRate.Of(60, 1), FrameRate.Of(12, 1)];
        for (var round = 0; round < 2000; round++)
        {
            var (count, rate, block) = (random.Next(1, 20_000), rates[random.Next(rates.Length)], new[] { 1, 4, 16 }[random.Next(3)]);
            int[] shots = [.. Enumerable.Range(0, random.Next(40)).Select(_ => random.Next(1, count + 1)).Order().Distinct()];

            var plan = SegmentPlan.Of(count, rate, shots, block, SegmentLengths.Default);

            for (var (i, start) = (0, 0L); i < plan.Count; start = plan[i].End, i++)
            {
                Assert.Equal(start, plan[i].Start);
                Assert.Equal(0, start % block);
                Assert.InRange(plan[i].Count, plan.Count == 1 ? 1 : 10 * rate.PerSecond, (20 * rate.PerSecond) + (2 * block));
            }

            Assert.Equal(count, plan[^1].End);
        }
    }

    private static IEnumerable<int> Starts(int count, int[] shots) =>
        SegmentPlan.Of(count, _rate, shots, 1, SegmentLengths.Default).Select(s => (int)s.Start);
}
