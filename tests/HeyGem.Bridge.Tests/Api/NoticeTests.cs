using HeyGem.Bridge.Auth;
using HeyGem.Bridge.Http.Health;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;
using HeyGem.Core.Storage;

namespace HeyGem.Bridge.Tests.Api;

/// <summary>What an editor is told although renders run: where it is said and in which words.</summary>
public sealed class NoticeTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_that_was_damaged_is_told_in_the_checks_and_in_the_log()
    {
        await using var bridge = await BridgeFixture.StartAsync(s =>
        {
            File.WriteAllText(s.StorePath, "not a job list at all, and longer than one line of it would have to be");
            return s;
        });
        var check = (await bridge.GetAsync("/api/v1/capabilities"))["checks"]!.AsArray()
            .Single(c => c!["name"]!.GetValue<string>() == "job list")!;

        Assert.True(check["ok"]!.GetValue<bool>());
        Assert.Equal("store.recovered", check["code"]!.GetValue<string>());
        Assert.Contains("was damaged. It was moved to", check["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("jobs.db.corrupt.", check["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Contains("Finished files are untouched", check["hint"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/data/HeyGem.Bridge", DriveType.Network, true)]
    [InlineData(@"\\server\share\HeyGem.Bridge", DriveType.Fixed, true)]
    [InlineData("/data/HeyGem.Bridge", DriveType.Fixed, false)]
    [InlineData("/data/HeyGem.Bridge", DriveType.Removable, false)]
    [InlineData("/data/HeyGem.Bridge", DriveType.Unknown, false)]
    public void A_job_list_on_a_network_drive_is_told(string folder, DriveType kind, bool told)
    {
        var notice = DataFolderCheck.Notice(folder, _ => kind);

        Assert.Equal(told, notice is not null);
        Assert.True(notice?.Contains(folder, StringComparison.Ordinal) ?? true);
    }

    [Fact]
    public void This_machines_own_disk_is_no_network_drive() =>
        Assert.Null(DataFolderCheck.Notice(Path.Combine(AppContext.BaseDirectory, "not", "there", "yet"), Disk.KindOf));

    [Fact]
    public async Task Guesses_at_the_password_beyond_a_few_are_sent_away_at_once()
    {
        await using var bridge = await BridgeFixture.StartAsync(s => s with { Lan = LanSettings.Of("127.0.0.2", "correct horse battery") });
        using var door = new LanLogin(
            bridge.Settings, (ClientTokens)bridge.App.Services.GetService(typeof(ClientTokens))!, new StoppedClock());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Now);
        var waiting = Enumerable.Range(0, 8).Select(i => door.EnterAsync($"guess number {i}", Thief(i / 2), stop.Token)).ToList();

        var refused = await Assert.ThrowsAsync<HeyGemException>(() => door.EnterAsync("guess number 9", Thief(9), stop.Token));
        await stop.CancelAsync();
        await Task.WhenAll(waiting).ContinueWith(static _ => { }, TaskScheduler.Default);

        Assert.Equal(ErrorCode.AuthTooManyGuesses, refused.Code);
        Assert.Contains("Wait some seconds", refused.Hint, StringComparison.Ordinal);
        Assert.NotEmpty(await door.EnterAsync("correct horse battery", new LanClient("friend", "192.168.1.9"), Now));
    }

    [Fact]
    public async Task One_stranger_who_guesses_all_the_time_leaves_room_for_others()
    {
        await using var bridge = await BridgeFixture.StartAsync(s => s with { Lan = LanSettings.Of("127.0.0.2", "correct horse battery") });
        using var door = new LanLogin(
            bridge.Settings, (ClientTokens)bridge.App.Services.GetService(typeof(ClientTokens))!, new StoppedClock());
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Now);
        var guesses = Enumerable.Range(0, 40).Select(i => door.EnterAsync($"guess number {i}", Thief(1), stop.Token)).ToList();

        var friend = door.EnterAsync("correct horse battery", new LanClient("friend", "192.168.1.9"), Now);
        await stop.CancelAsync();

        Assert.NotEmpty(await friend);
        Assert.Equal(38, guesses.Count(g => g.Exception?.InnerException is HeyGemException { Code: ErrorCode.AuthTooManyGuesses }));
    }

    private static LanClient Thief(int machine) => new("thief", $"192.168.1.{100 + machine}");

    /// <summary>No wait on it ever ends.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Never();

        private sealed class Never : ITimer
        {
            public bool Change(TimeSpan dueTime, TimeSpan period) => true;

            public void Dispose()
            {
            }

            public ValueTask DisposeAsync() => ValueTask.CompletedTask;
        }
    }
}
