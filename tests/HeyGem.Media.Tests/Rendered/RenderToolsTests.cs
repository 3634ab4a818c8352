using System.Reflection;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Segments;
using HeyGem.Core.Storage;

namespace HeyGem.Media.Tests.Rendered;

public sealed class RenderToolsTests
{
    [Fact]
    public async Task Tools_for_one_render_have_all_that_was_set_on_those_that_they_come_from()
    {
        using var tools = await RenderTools.LoadAsync(TimeProvider.System, TestContext.Current.CancellationToken);
        tools.PhoneReader = "/reader";
        tools.SegmentLengths = new SegmentLengths(7, 11);
        tools.Local = new LocalExecutor(new LaneBudget(12, static () => 1 << 30), TimeProvider.System);
        tools.Executor = new LocalExecutor(LaneBudget.OfMachine(), TimeProvider.System);

        using var one = tools.With(new AnalysisCache(Path.GetTempPath()));

        var settable = typeof(RenderTools).GetProperties(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .Where(property => property.SetMethod is not null).ToList();
        Assert.Equal(4, settable.Count);
        Assert.All(settable, property => Assert.Equal(property.GetValue(tools), property.GetValue(one)));
    }
}
