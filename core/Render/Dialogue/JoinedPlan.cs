using HeyGem.Core.Engines;

namespace HeyGem.Core.Render.Dialogue;

/// <summary>
/// The plans of several people as one: their painters paint the same frame one after the other, each where its person speaks. All plans
/// come from one engine, and read a block's frames before any of them paints.
/// </summary>
/// <param name="parts">The plans, taken over, each with when it draws; at least one.</param>
/// <param name="silent">What becomes of a frame in which none of them speaks.</param>
internal sealed class JoinedPlan(
    IReadOnlyList<(IMouthPlan Mouth, SpokenFrames Spoken)> parts, FrameOutcome silent = FrameOutcome.AlreadyRight)
    : IMouthPlan, IAsyncDisposable
{
    /// <inheritdoc/>
    public BlockShape Block => parts[0].Mouth.Block;

    /// <summary>None is left to ask for: each plan has its own already.</summary>
    public IReferenceMouths? References => null;

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => [.. parts.SelectMany(p => p.Mouth.Warnings).Distinct()];

    /// <inheritdoc/>
    public FramePlan At(int output)
    {
        var joined = FramePlan.Keep(silent);
        foreach (var (mouth, spoken) in parts)
        {
            joined = spoken.Has(output) ? Join(joined, mouth.At(output)) : joined;
        }

        return joined;
    }

    /// <inheritdoc/>
    public async ValueTask PrepareAsync(FrameBlock block, CancellationToken cancellationToken)
    {
        foreach (var (mouth, _) in parts)
        {
            await mouth.PrepareAsync(block, cancellationToken);
        }
    }

    /// <inheritdoc/>
    public IFramePainter CreatePainter() => new Painter(this, [.. parts.Select(p => p.Mouth.CreatePainter())]);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var (mouth, _) in parts)
        {
            await ((mouth as IAsyncDisposable)?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    private bool Draws(int part, int output) => parts[part].Spoken.Has(output) && parts[part].Mouth.At(output).Draws;

    /// <summary>What two people's mouths make of one frame; one number each, so the wider mask and the more that is covered.</summary>
    private static FramePlan Join(FramePlan a, FramePlan b) =>
        new(Join(a.Outcome, b.Outcome), (MaskKind)Math.Max((int)a.Mask, (int)b.Mask)) { Covered = Math.Max(a.Covered, b.Covered) };

    /// <summary>A drawn mouth says most, then why one that speaks is kept.</summary>
    private static FrameOutcome Join(FrameOutcome a, FrameOutcome b) =>
        a == FrameOutcome.Rendered || b == FrameOutcome.AlreadyRight ? a : b;

    private sealed class Painter(JoinedPlan plan, IReadOnlyList<IFramePainter> painters) : IFramePainter
    {
        public FrameOutcome Paint(MouthFrame frame)
        {
            var outcome = plan.At(frame.Output).Outcome;
            outcome = outcome == FrameOutcome.Rendered ? FrameOutcome.AlreadyRight : outcome;
            for (var k = 0; k < painters.Count; k++)
            {
                outcome = plan.Draws(k, frame.Output) ? Join(outcome, painters[k].Paint(frame)) : outcome;
            }

            return outcome;
        }

        public void Dispose()
        {
            foreach (var painter in painters)
            {
                painter.Dispose();
            }
        }
    }
}
