using System.Text.RegularExpressions;

namespace HeyGem.Architecture.Tests;

/// <summary>
/// Work is ended by silence, never by its length: whatever can end work after a time is known by name here, with what makes it no limit
/// on length.
/// </summary>
public sealed partial class DeadlineTests
{
    private static readonly Dictionary<string, string> _known = new()
    {
        ["core/Ffmpeg/Run/StallWatch.cs"] = "silence: begun anew with every sign of progress",
        ["core/Ffmpeg/Run/ChildProcess.cs"] = "a child that was asked to end",
        ["core/Ffmpeg/Encode/EncoderProcess.cs"] = "looks whether the file grows",
        ["core/Weights/Download.cs"] = "silence: begun anew with every block",
        ["core/Queue/Store/StoreFile.cs"] = "another program's lock on the job list",
        ["core/Queue/Runner/JobRunner.cs"] = "looks for work",
        ["bridge/Http/Carried/CarriedPipeline.cs"] = "a request that a message carried, longer than the longest poll",
        ["bridge/Http/Events/JobEvents.cs"] = "the heartbeat of an event stream",
        ["bridge/Http/LongPoll.cs"] = "a long poll that the client gave a time",
        ["bridge/Host/BridgeApp.cs"] = "requests without data, and the bridge's own end",
        ["bridge/Farm/FarmBroker.cs"] = "connecting and a broker's answer, both tried again",
        ["bridge/Farm/Work/BridgeLink.cs"] = "connecting; what waits ends by the bridge's silence",
        ["bridge/Farm/Work/WorkerLoop.cs"] = "a sign of life that is not answered",
        ["bridge/Cli/RunningBridge.cs"] = "the answer of a bridge on this machine to a request that does no work",
        ["bridge/Cli/HeyGemCommand.cs"] = "the program's own end after Ctrl+C",
    };

    [Fact]
    public void Nothing_ends_work_because_it_took_long()
    {
        var found = new[] { "core", "bridge" }
            .SelectMany(folder => SourceTree.Files(folder, ".cs"))
            .Where(file => Deadline().IsMatch(File.ReadAllText(file)))
            .Select(SourceTree.Relative)
            .Order(StringComparer.Ordinal);

        Assert.Equal(_known.Keys.Order(StringComparer.Ordinal), found);
    }

    [Theory]
    [InlineData("using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));")]
    [InlineData("limit.CancelAfter(_patience);")]
    [InlineData("await child.WaitAsync(TimeSpan.FromMinutes(1));")]
    [InlineData("await Task.WhenAny(work, Task.Delay(1000));")]
    [InlineData("client.Timeout = TimeSpan.FromSeconds(9);")]
    public void A_deadline_is_recognised(string code) => Assert.Matches(Deadline(), code);

    [GeneratedRegex(
        @"CancelAfter\(|new CancellationTokenSource\([^)]|WaitAsync\((TimeSpan|_?[a-z]+(Limit|Patience|Timeout)|options\.)|WaitForExit\("
        + @"|PeriodicTimer|CreateTimer\("
        + @"|new Timer\(|WhenAny\([^;]*Task\.Delay|[A-Za-z]*Timeout = (?!Timeout\.Infinite)")]
    private static partial Regex Deadline();
}
