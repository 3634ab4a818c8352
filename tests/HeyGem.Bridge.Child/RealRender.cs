using HeyGem.Core.Queue.Runner;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Segments;

/// <summary>The real pipeline with segments of about a second, loaded with the first clip.</summary>
internal sealed class RealRender
{
    private readonly Lazy<Task<RenderTools>> _tools = new(async () =>
    {
        var tools = await RenderTools.LoadAsync(TimeProvider.System, CancellationToken.None);
        tools.SegmentLengths = new SegmentLengths(0.5, 1);
        return tools;
    });

    /// <summary>Draws the segments; null for this process.</summary>
    public ISegmentExecutor? Executor { get; set; }

    public RenderItem Delegate => async (spec, progress, cancellationToken) =>
    {
        var tools = await _tools.Value;
        tools.Executor = Executor ?? tools.Executor;
        return await new RenderPipeline(tools).RunAsync(spec, progress, cancellationToken);
    };
}
