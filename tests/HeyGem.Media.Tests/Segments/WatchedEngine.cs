using System.Collections.Concurrent;
using System.Security.Cryptography;
using HeyGem.Core.Engines;

namespace HeyGem.Media.Tests.Segments;

/// <summary>An engine whose painted frames are seen before they are encoded, and who may be stopped at any of them.</summary>
internal sealed class WatchedEngine(IMouthEngine engine) : IMouthEngine, IDisposable
{
    /// <summary>Every frame that was painted, by its place in the result, with a digest of its samples, in the order of painting.</summary>
    public ConcurrentQueue<(int Output, string Digest)> Painted { get; } = [];

    /// <summary>Called with a frame's place before it is painted; may throw.</summary>
    public Action<int> Before { get; set; } = static _ => { };

    public EngineInfo Info => engine.Info;

    public string? Obstacle() => engine.Obstacle();

    public async Task<ILoadedEngine> LoadAsync(EngineRequest request, CancellationToken cancellationToken) =>
        new Loaded(this, await engine.LoadAsync(request, cancellationToken));

    public void Dispose() => (engine as IDisposable)?.Dispose();

    private sealed class Loaded(WatchedEngine owner, ILoadedEngine loaded) : ILoadedEngine
    {
        public bool WasLoaded => loaded.WasLoaded;

        public EngineNeeds Needs => loaded.Needs;

        public EngineUse Use => loaded.Use;

        public async Task<IMouthPlan> PlanAsync(PlanInput input, CancellationToken cancellationToken) =>
            new Plan(owner, await loaded.PlanAsync(input, cancellationToken));
    }

    private sealed class Plan(WatchedEngine owner, IMouthPlan plan) : IMouthPlan, IAsyncDisposable
    {
        public BlockShape Block => plan.Block;

        public IReferenceMouths? References => plan.References;

        public IReadOnlyList<string> Warnings => plan.Warnings;

        public FramePlan At(int output) => plan.At(output);

        public ValueTask PrepareAsync(FrameBlock block, CancellationToken cancellationToken) => plan.PrepareAsync(block, cancellationToken);

        public IFramePainter CreatePainter() => new Painter(owner, plan.CreatePainter());

        public ValueTask DisposeAsync() => (plan as IAsyncDisposable)?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    private sealed class Painter(WatchedEngine owner, IFramePainter painter) : IFramePainter
    {
        public FrameOutcome Paint(MouthFrame frame)
        {
            owner.Before(frame.Output);
            var outcome = painter.Paint(frame);
            owner.Painted.Enqueue((frame.Output, Convert.ToHexStringLower(SHA256.HashData(frame.Frame.Bytes.Span))));
            return outcome;
        }

        public void Dispose() => painter.Dispose();
    }
}
