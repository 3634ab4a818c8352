using HeyGem.Core.Errors;
using HeyGem.Core.Render.Segments;

namespace HeyGem.Core.Tests.Render.Segments;

/// <summary>How many lanes draw an order, and what becomes of it when one of them fails.</summary>
public sealed class LocalExecutorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public async Task A_small_machine_draws_in_one_lane_all_that_follows_one_another_at_a_time(int processors)
    {
        var budget = Budget(processors);
        using var order = new MachineOrder(9, budget, lanes => 100 * lanes);
        order.Done(3);

        await new LocalExecutor(budget, order).DrawAsync(order, Token);

        Assert.Equal([(0, 3), (4, 5)], order.Calls);
        Assert.Equal([1], order.Lanes);
        Assert.Equal(0, budget.Held);
    }

    [Theory]
    [InlineData(116, true)]
    [InlineData(114, false)]
    public async Task A_lane_is_kept_where_all_together_draw_fifteen_percent_more(double withTwo, bool kept)
    {
        var budget = Budget(8);
        using var order = new MachineOrder(40, budget, lanes => lanes == 1 ? 100 : withTwo);
        var late = new HashSet<int>();
        order.Before = (_, _) => _ = order.Drawn.Count is > 10 and < 36 && late.Add(order.Active);

        await new LocalExecutor(budget, order).DrawAsync(order, Token);

        Assert.Equal([1, 2], order.Lanes.Take(2));
        Assert.Equal([kept ? 2 : 1], late);
        Assert.Equal(Enumerable.Range(0, 40), order.Drawn.Order());
        Assert.Equal(0, budget.Held);
    }

    [Fact]
    public async Task Lanes_are_added_until_one_brings_nothing()
    {
        var budget = Budget(64);
        using var order = new MachineOrder(120, budget, lanes => 100 * Math.Min(lanes, 3));

        await new LocalExecutor(budget, order).DrawAsync(order, Token);

        Assert.Equal([1, 2, 3, 4, 3], order.Lanes.Take(5));
        Assert.Equal(4, order.Lanes.Max());
        Assert.Equal(Enumerable.Range(0, 120), order.Drawn.Order());
    }

    [Fact]
    public async Task There_is_one_lane_for_every_four_processors()
    {
        var budget = Budget(12);
        using var order = new MachineOrder(60, budget, lanes => 100 * lanes);

        await new LocalExecutor(budget, order).DrawAsync(order, Token);

        Assert.Equal(3, order.Lanes.Max());
    }

    [Fact]
    public async Task There_are_no_more_lanes_than_half_of_the_memory_holds()
    {
        var budget = new LaneBudget(64, static () => 1000);
        using var order = new MachineOrder(60, budget, lanes => 100 * lanes) { LaneBytes = 240 };

        await new LocalExecutor(budget, order).DrawAsync(order, Token);

        Assert.Equal(2, order.Lanes.Max());
    }

    [Fact]
    public async Task Two_orders_share_the_lanes_and_one_that_ends_leaves_them_to_the_other()
    {
        var budget = Budget(8);
        budget.Take(0);
        using var order = new MachineOrder(40, budget, lanes => 100 * lanes) { Others = 1 };
        order.Before = (index, frame) =>
        {
            if ((index, frame) == (10, 0))
            {
                Assert.Equal([1], order.Lanes);
                budget.GiveBack(0);
                order.Others = 0;
            }
        };

        await new LocalExecutor(budget, order).DrawAsync(order, Token);

        Assert.Equal([1, 2], order.Lanes.Take(2));
        Assert.Equal(0, budget.Held);
    }

    [Fact]
    public void An_order_has_one_lane_whatever_the_others_have()
    {
        var budget = new LaneBudget(8, static () => 100);
        budget.Take(90);
        budget.Take(90);
        budget.Take(90);

        Assert.Equal(3, budget.Held);
        Assert.False(budget.TryTake(0));
    }

    [Fact]
    public async Task A_lane_that_brought_nothing_is_tried_again_when_others_have_left()
    {
        var budget = Budget(12);
        budget.Take(0);
        var speeds = new[] { 100.0, 100, 100 };
        using var order = new MachineOrder(60, budget, lanes => speeds[lanes - 1]) { Others = 1 };
        var changes = new List<int>();
        order.Before = (index, frame) =>
        {
            if ((index, frame) == (20, 0))
            {
                changes.AddRange(order.Lanes);
                budget.GiveBack(0);
                (order.Others, speeds) = (0, [100, 200, 300]);
            }
        };

        await new LocalExecutor(budget, order).DrawAsync(order, Token);

        Assert.Equal([1, 2, 1], changes);
        Assert.Equal([1, 2, 1, 2, 3], order.Lanes.Take(5));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task A_tool_that_dies_costs_its_own_segment_and_a_second_time_the_render(int lanes)
    {
        var budget = Budget(12);
        using var order = new MachineOrder(12, budget, n => 100 * n);
        var deaths = 0;
        order.Before = (index, frame) => _ = (index, frame) == (5, 7) && deaths++ < 1 ? throw MachineOrder.Death() : 0;
        await new LocalExecutor(budget, order) { Begins = lanes }.DrawAsync(order, Token);
        Assert.Equal(2, deaths);
        Assert.Equal(Enumerable.Range(0, 12), order.Drawn.Order());

        using var dying = new MachineOrder(12, budget, n => 100 * n);
        dying.Before = (index, frame) => _ = (index, frame) == (5, 7) ? throw MachineOrder.Death() : 0;
        var error = await Assert.ThrowsAsync<HeyGemException>(
            () => new LocalExecutor(budget, dying) { Begins = lanes }.DrawAsync(dying, Token));

        Assert.Equal(ErrorCode.FfmpegDied, error.Code);
        Assert.False(dying.IsDone(5));
        Assert.All(dying.Drawn, index => Assert.True(dying.IsDone(index)));
        Assert.InRange(dying.Drawn.Count, 1, 11);
        Assert.Equal((0, 0), (dying.Active, budget.Held));
    }

    [Fact]
    public async Task A_fault_that_does_not_pass_ends_all_lanes_with_its_own_code()
    {
        var budget = Budget(12);
        using var order = new MachineOrder(12, budget, n => 100 * n);
        order.Before = (index, frame) =>
            _ = order.Drawn.Count >= 4 && frame == 9 ? throw new HeyGemException(ErrorCode.DiskFull, "Full.") : 0;

        var error = await Assert.ThrowsAsync<HeyGemException>(
            () => new LocalExecutor(budget, order) { Begins = 3 }.DrawAsync(order, Token));

        Assert.Equal(ErrorCode.DiskFull, error.Code);
        Assert.Equal(3, order.Calls.Count);
        Assert.Equal((0, 0), (order.Active, budget.Held));
    }

    [Fact]
    public async Task Cancelled_all_lanes_end()
    {
        var budget = Budget(12);
        using var order = new MachineOrder(12, budget, n => 100 * n);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        order.Before = (_, frame) =>
        {
            if (order.Drawn.Count >= 4 && frame == 9)
            {
                stop.Cancel();
            }
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => new LocalExecutor(budget, order) { Begins = 3 }.DrawAsync(order, stop.Token));

        Assert.Equal((0, 0), (order.Active, budget.Held));
        Assert.InRange(order.Drawn.Count, 4, 7);
    }

    private static LaneBudget Budget(int processors) => new(processors, static () => long.MaxValue);
}
