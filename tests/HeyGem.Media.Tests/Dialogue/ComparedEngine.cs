using System.Collections.Concurrent;
using HeyGem.Core.Engines;
using HeyGem.Core.Engines.Mesh;
using HeyGem.Core.Frames;

namespace HeyGem.Media.Tests.Dialogue;

/// <summary>The built-in engine, of which is seen what each painter changed in each frame before anything is encoded.</summary>
internal sealed class ComparedEngine : IMouthEngine, ILoadedEngine
{
    private readonly MeshEngine _engine = new();

    /// <summary>Every painting: the frame's place in the result, and which halves of the picture are changed by it.</summary>
    public ConcurrentQueue<(int Output, bool Left, bool Right)> Changes { get; } = [];

    public EngineInfo Info => _engine.Info;

    public bool WasLoaded => false;

    public EngineNeeds Needs => _engine.Needs;

    public EngineUse Use => _engine.Use;

    public string? Obstacle() => null;

    public Task<ILoadedEngine> LoadAsync(EngineRequest request, CancellationToken cancellationToken) =>
        Task.FromResult<ILoadedEngine>(this);

    public async Task<IMouthPlan> PlanAsync(PlanInput input, CancellationToken cancellationToken) =>
        new Plan(this, await _engine.PlanAsync(input, cancellationToken));

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
