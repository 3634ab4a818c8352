using HeyGem.Bridge.Backend;
using HeyGem.Core.Errors;
using HeyGem.Core.Render;

namespace HeyGem.Bridge.Tests.Backend;

/// <summary>What is got ready in the background: whatever stops it is told, and tried again.</summary>
public sealed class RetryingLazyTests
{
    private static readonly Exception _noLibrary = new TypeInitializationException(
        "Microsoft.ML.OnnxRuntime.NativeMethods", new DllNotFoundException("Unable to load shared library 'onnxruntime.dll'.\n/a/b/c"));

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_library_that_is_missing_is_a_fault_with_a_name_and_a_way_out()
    {
        var lazy = new RetryingLazy<string>("The models cannot be loaded", _ => throw _noLibrary, new Clock());

        var error = await Assert.ThrowsAsync<HeyGemException>(() => lazy.GetAsync(Now));

        Assert.Same(error, lazy.Fault);
        Assert.Equal(ErrorCode.EngineUnavailable, error.Code);
        Assert.Equal("The models cannot be loaded: Unable to load shared library 'onnxruntime.dll'.", error.Message);
        Assert.Contains("Visual C++", error.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_nobody_foresaw_is_a_fault_too_and_is_tried_again_after_a_pause_and_then_forgotten()
    {
        var tries = 0;
        var clock = new Clock();
        var second = new TaskCompletionSource<string>();
        var begun = new TaskCompletionSource();
        var lazy = new RetryingLazy<string>(
            "It fails",
            _ => ++tries switch
            {
                1 => throw new InvalidOperationException("a mistake"),
                2 when begun.TrySetResult() => second.Task,
                _ => Task.FromResult("ready"),
            },
            clock);

        await Assert.ThrowsAsync<HeyGemException>(() => lazy.GetAsync(Now));
        lazy.Begin();
        Assert.Equal((1, ErrorCode.Internal), (tries, lazy.Fault?.Code));
        clock.Elapsed += TimeSpan.FromSeconds(3);
        clock.Time -= TimeSpan.FromDays(400);
        lazy.Begin();
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(20), Now);
        var waiting = lazy.GetAsync(Now);
        second.SetException(new InvalidOperationException("a mistake"));
        await Assert.ThrowsAsync<HeyGemException>(() => waiting);

        Assert.Equal("ready", await lazy.GetAsync(Now));
        Assert.Equal((3, "ready", null), (tries, lazy.Value, lazy.Fault));
    }

    [Fact]
    public async Task Capabilities_say_why_the_models_cannot_be_loaded_instead_of_getting_ready_for_ever()
    {
        var folder = Path.GetTempPath();
        using var engine = new EngineBackend(folder, folder, TimeProvider.System, _ => Task.FromException<RenderTools>(_noLibrary));
        var checks = await engine.Parts.CheckAsync(true, Now);
        var models = (await engine.Parts.CheckAsync(false, Now)).Single(c => c.Name == "models");

        Assert.False(checks.Single(c => c.Name == "models").Ok);
        Assert.Equal("engine.unavailable", models.Code);
        Assert.Contains("onnxruntime.dll", models.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("Getting ready", models.Detail, StringComparison.Ordinal);
    }

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Time { get; set; } = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public TimeSpan Elapsed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => Time;

        public override long GetTimestamp() => Elapsed.Ticks;
    }
}
