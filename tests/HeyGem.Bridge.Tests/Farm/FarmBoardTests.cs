using HeyGem.Bridge.Farm;
using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Tests.Farm;

/// <summary>Who gets which segment, by a clock that the test moves.</summary>
public sealed class FarmBoardTests : IDisposable
{
    private readonly string _bundle = Path.GetTempFileName();
    private readonly Clock _clock = new();
    private readonly FarmLimits _limits = new();
    private readonly FarmBoard _board;

    public FarmBoardTests() => _board = new FarmBoard(_limits, _clock);

    public void Dispose() => File.Delete(_bundle);

    [Fact]
    public void A_long_render_does_not_stand_in_the_way_of_a_short_one()
    {
        Enter("one", slots: 8);
        var (_, longer) = Add("a", 100);
        Send(10);
        var (_, shorter) = Add("b", 3);

        var next = Enumerable.Range(0, 6).Select(_ => _board.NextToSend()!.Order).ToList();

        Assert.Equal(3, next.Count(o => o == shorter));
        Assert.Equal(shorter, next[0]);
        Assert.Contains(longer, next);
    }

    [Fact]
    public void No_more_is_out_than_workers_can_soon_take()
    {
        Add("a", 100);

        Assert.Equal(2, Send(100));
        Enter("one", slots: 3);
        Assert.Equal(4, Send(100));
    }

    [Fact]
    public void What_a_silent_worker_had_is_sent_again_and_what_it_then_brings_is_refused()
    {
        var (order, farm) = Add("a", 1);
        var (slow, other) = (Enter("slow"), Enter("other"));
        Send(1);
        _board.Begin("key", slow.Id, order.Key, 0);
        Assert.Equal(ErrorCode.FarmSegmentGone, CodeOf(() => _board.Begin("key", other.Id, order.Key, 0)));

        _clock.Move(_limits.Silence / 2);
        Beat(other);
        _clock.Move((_limits.Silence / 2) + TimeSpan.FromSeconds(1));
        _board.Sweep();

        Assert.Equal(WorkerState.Silent, slow.State);
        Assert.Equal(farm.Parts[0], _board.NextToSend());
        _board.Begin("key", other.Id, order.Key, 0);
        Assert.Equal(ErrorCode.FarmSegmentGone, CodeOf(() => _board.Held("key", slow.Id, order.Key, 0)));
        Assert.Equal(WorkerState.Working, slow.State);
    }

    [Fact]
    public void What_a_broker_had_that_comes_back_is_sent_again_and_what_is_drawn_is_not()
    {
        var (order, farm) = Add("a", 2);
        var worker = Enter("one", slots: 2);
        Send(2);
        _board.Begin("key", worker.Id, order.Key, 0);

        _board.SendAgain();

        Assert.Equal(farm.Parts[1], _board.NextToSend());
        Assert.Null(_board.NextToSend());
    }

    [Fact]
    public void A_message_that_reaches_nobody_is_sent_again()
    {
        var (_, farm) = Add("a", 1);
        var worker = Enter("idle");
        Send(1);
        _clock.Move(_limits.Lost + TimeSpan.FromSeconds(1));
        Beat(worker);
        _board.Sweep();

        Assert.Equal(farm.Parts[0], _board.NextToSend());
    }

    [Fact]
    public void Without_workers_the_bridge_draws_after_a_while_and_with_one_it_does_not()
    {
        var (_, farm) = Add("a", 2);
        Assert.Null(_board.NextHere(farm));
        _clock.Move(_limits.Alone + TimeSpan.FromSeconds(1));

        var first = _board.NextHere(farm)!;
        ((FakeOrder)farm.Order).Done(first.Index);
        Enter("late");

        Assert.Null(_board.NextHere(farm));
    }

    [Fact]
    public void What_came_back_too_often_and_what_nobody_can_draw_is_drawn_here()
    {
        var (order, farm) = Add("a", 3);
        var worker = Enter("one");
        Send(3);
        _board.GiveUp(order.Key, 2);
        Assert.Equal(2, _board.NextHere(farm)!.Index);
        order.Done(2);
        for (var n = 0; n < _limits.Failures; n++)
        {
            Assert.Null(_board.NextHere(farm));
            _board.Begin("key", worker.Id, order.Key, 1);
            _board.Failed(farm.Parts[1], worker, "It cannot.");
        }

        Assert.Equal(1, _board.NextHere(farm)!.Index);
        Assert.Equal(_limits.Failures, worker.Failures);
    }

    [Fact]
    public void A_worker_that_was_set_aside_gets_nothing_until_somebody_resumes_it()
    {
        var (order, farm) = Add("a", 2);
        var worker = Enter("liar");
        Send(2);
        _board.Begin("key", worker.Id, order.Key, 0);
        _board.SetAside(farm.Parts[0], worker, "A wrong hash.");

        Assert.Equal(ErrorCode.FarmSetAside, CodeOf(() => _board.Begin("key", worker.Id, order.Key, 1)));
        Assert.Equal(new BeatReply(true, "A wrong hash."), Beat(worker));
        Assert.Equal(farm.Parts[0], _board.NextToSend());

        _board.Rest(worker.Name, rest: false);
        Assert.Equal(new BeatReply(false, null), Beat(worker));
        _board.Begin("key", worker.Id, order.Key, 1);
    }

    [Fact]
    public void A_key_that_was_withdrawn_loses_its_workers_and_what_they_had()
    {
        var (order, farm) = Add("a", 1);
        var worker = Enter("one");
        Send(1);
        _board.Begin("key", worker.Id, order.Key, 0);
        _board.Withdraw("key");

        Assert.Equal(farm.Parts[0], _board.NextToSend());
        Assert.Equal(ErrorCode.FarmVersionRefused, CodeOf(() => Beat(worker)));
        Assert.Empty(_board.View(null, []).Workers);
    }

    [Fact]
    public void A_worker_may_read_the_files_of_what_it_draws_and_no_others()
    {
        var (order, farm) = Add("a", 1);
        var (one, other) = (Enter("one"), Enter("other"));
        _board.Begin("key", one.Id, order.Key, 0);

        Assert.Equal(_bundle, _board.FileOf("key", one.Id, new string('f', 64)));
        Assert.Equal(ErrorCode.FarmMediaRefused, CodeOf(() => _board.FileOf("key", one.Id, new string('e', 64))));
        Assert.Equal(ErrorCode.FarmMediaRefused, CodeOf(() => _board.FileOf("key", other.Id, new string('f', 64))));
        _board.Remove(farm);
        Assert.Equal(ErrorCode.FarmMediaRefused, CodeOf(() => _board.FileOf("key", one.Id, new string('f', 64))));
    }

    private (FakeOrder Order, FarmOrder Farm) Add(string key, int segments)
    {
        var order = new FakeOrder(key, segments);
        var farm = new FarmOrder(order, (_bundle, new string('f', 64)), []);
        _board.Add(farm);
        return (order, farm);
    }

    private FarmWorker Enter(string name, int slots = 1) =>
        _board.Enter("key", new EnterRequest(EnterRequest.Current, name, "1.0.0", ["mesh.0123456789abcdef"], slots));

    private BeatReply Beat(FarmWorker worker) => _board.Beat("key", new BeatRequest(worker.Id, [], 0));

    private int Send(int most) => Enumerable.Range(0, most).TakeWhile(_ => _board.NextToSend() is not null).Count();

    private static ErrorCode CodeOf(Action act) => Assert.Throws<HeyGemException>(act).Code;

    /// <summary>A clock that stands until it is moved.</summary>
    private sealed class Clock : TimeProvider
    {
        private long _now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => _now;

        public void Move(TimeSpan by) => _now += by.Ticks;
    }
}
