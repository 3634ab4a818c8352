using System.Collections.Concurrent;
using System.Reflection;
using HeyGem.Tests;
using Xunit.v3;

[assembly: TestLimit]

namespace HeyGem.Tests;

/// <summary>
/// Ends a test that waits for something that never comes: its token is cancelled after five minutes, so that it fails by itself and the
/// others still run. Tests that are run by name only may take longer.
/// </summary>
[AttributeUsage(AttributeTargets.Assembly)]
internal sealed class TestLimitAttribute : BeforeAfterTestAttribute
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    private readonly ConcurrentDictionary<string, Timer> _running = new();

    public override void Before(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (!test.Explicit)
        {
            var context = TestContext.Current;
            _running[test.UniqueID] = new Timer(_ => context.CancelCurrentTest(), null, Limit, Timeout.InfiniteTimeSpan);
        }
    }

    public override void After(MethodInfo methodUnderTest, IXunitTest test)
    {
        if (_running.TryRemove(test.UniqueID, out var timer))
        {
            timer.Dispose();
        }
    }
}
