using System.Collections.Concurrent;
using HeyGem.Core.Engines;
using HeyGem.Core.Frames;

namespace HeyGem.Media.Tests.Dialogue;

/// <summary>An engine of which is seen what each painter changed in each frame before anything is encoded.</summary>
internal sealed class ComparedEngine(IMouthEngine engine) : IMouthEngine, IDisposable
{
    /// <summary>Every painting: the frame's place in the result, and which halves of the picture are changed by it.</summary>
    public ConcurrentQueue<(int Output, bool Left, bool Right)> Changes { get; } = [];

    public EngineInfo Info => engine.Info;

    public string? Obstacle() => engine.Obstacle();

    public async Task<ILoadedEngine> LoadAsync(EngineRequest request, CancellationToken cancellationToken) =>
        new Loaded(this, await engine.LoadAsync(request, cancellationToken));

    public void Dispose() => (engine as IDisposable)?.Dispose();

    private sealed class Loaded(ComparedEngine owner, ILoadedEngine loaded) : ILoadedEngine
    {
        public bool WasLoaded => loaded.WasLoaded;

        public EngineNeeds Needs => loaded.Needs;

        public EngineUse Use => loaded.Use;

        public async Task<IMouthPlan> PlanAsync(PlanInput input, CancellationToken cancellationToken) =>
            new Plan(owner, await loaded.PlanAsync(input, cancellationToken));
    }

    private sealed class Plan(ComparedEngine owner, IMouthPlan plan) : IMouthPlan
    {
        public BlockShape Block => plan.Block;

        public IReferenceMouths? References => plan.References;

        public IReadOnlyList<string> Warnings => plan.Warnings;

        public FramePlan At(int output) => plan.At(output);

        public ValueTask PrepareAsync(FrameBlock block, CancellationToken cancellationToken) => plan.PrepareAsync(block, cancellationToken);

        public IFramePainter CreatePainter() => new Painter(owner, plan.CreatePainter());
    }

    private sealed class Painter(ComparedEngine owner, IFramePainter painter) : IFramePainter
    {
        public FrameOutcome Paint(MouthFrame frame)
        {
            var before = frame.Frame.Bytes.ToArray();
            var outcome = painter.Paint(frame);
            var (left, right) = Halves(frame.Frame, before);
            owner.Changes.Enqueue((frame.Output, left, right));
            return outcome;
        }

        public void Dispose() => painter.Dispose();

        /// <summary>Compares all three planes of an 8-bit 4:2:0 frame.</summary>
        private static (bool Left, bool Right) Halves(Frame frame, byte[] before)
        {
            var (left, right) = (false, false);
            var after = frame.Bytes.Span;
            var luma = frame.Width * frame.Height;
            for (var i = 0; i < after.Length; i++)
            {
                if (after[i] != before[i])
                {
                    var (width, at) = i < luma ? (frame.Width, i) : (frame.Width / 2, i - luma);
                    (left, right) = at % width < width / 2 ? (true, right) : (left, true);
                }
            }

            return (left, right);
        }
    }
}
