using System.Security.Cryptography;
using HeyGem.Bridge.Tests;
using HeyGem.Core.Queue.Runner;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Segments;

/// <summary>A clip of many segments that workers bring without drawing them; the result is a small file.</summary>
internal sealed class SleptRender(int segments)
{
    /// <summary>The farm.</summary>
    public ISegmentExecutor? Executor { get; set; }

    public RenderItem Delegate => async (spec, _, cancellationToken) =>
    {
        using var order = new SleptOrder(spec, segments);
        await Executor!.DrawAsync(order, cancellationToken);
        var path = Path.Combine(spec.OutputFolder, "slept.mp4");
        await File.WriteAllTextAsync(path, "slept", cancellationToken);
        return new RenderResult(path, 5, Convert.ToHexStringLower(SHA256.HashData("slept"u8)), FakeRender.Report);
    };
}
