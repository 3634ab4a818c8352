using HeyGem.Core.Engines;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Render.Fields;

/// <summary>
/// A plan of fields as one of frames: each field is drawn as a picture of its own moment, and its rows are laid back between those of the
/// other. Frame n of the result shows fields 2n and 2n + 1.
/// </summary>
/// <param name="fields">The plan, whose frames are fields; taken over. Its blocks do not overlap.</param>
/// <param name="split">How frames are split.</param>
/// <param name="pool">Frames of the clip's layout and size.</param>
internal sealed class FieldPlan(IMouthPlan fields, FieldSplit split, FramePool pool) : IMouthPlan, IAsyncDisposable
{
    /// <inheritdoc/>
    public BlockShape Block { get; } = fields.Block.Size == 1
        ? BlockShape.OneFrame
        : new BlockShape(Math.Max(2, fields.Block.Size / 2), 0) { AtOnce = fields.Block.AtOnce };

    /// <inheritdoc/>
    public IReferenceMouths? References => fields.References;

    /// <inheritdoc/>
    public IReadOnlyList<string> Warnings => fields.Warnings;

    /// <inheritdoc/>
    public FramePlan At(int output)
    {
        var (first, second) = (fields.At(FieldSplit.Count * output), fields.At((FieldSplit.Count * output) + 1));
        var shown = first.Draws || !second.Draws ? first : second;
        return shown with { Covered = Math.Max(first.Covered, second.Covered) };
    }

    /// <inheritdoc/>
    public async ValueTask PrepareAsync(FrameBlock block, CancellationToken cancellationToken)
    {
        foreach (var few in block.Frames.Chunk(Math.Max(1, fields.Block.Size / FieldSplit.Count)))
        {
            Frame[] lent = [.. Enumerable.Range(0, FieldSplit.Count * few.Length).Select(_ => pool.Rent())];
            try
            {
                var pictures = lent.Select((picture, n) => Take(few[n / FieldSplit.Count], n % FieldSplit.Count, picture)).ToArray();
                foreach (var group in pictures.Chunk(fields.Block.Size))
                {
                    await fields.PrepareAsync(new FrameBlock(group, 0), cancellationToken);
                }
            }
            finally
            {
                Array.ForEach(lent, picture => picture.Dispose());
            }
        }
    }

    /// <inheritdoc/>
    public IFramePainter CreatePainter() => new Painter(this, fields.CreatePainter());

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => (fields as IAsyncDisposable)?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>A field of a frame, in a picture that is lent.</summary>
    private MouthFrame Take(MouthFrame frame, int field, Frame picture)
    {
        split.Take(frame.Frame, field, picture);
        return new MouthFrame(picture, (FieldSplit.Count * frame.Index) + field, (FieldSplit.Count * frame.Output) + field);
    }

    private sealed class Painter(FieldPlan plan, IFramePainter painter) : IFramePainter
    {
        public FrameOutcome Paint(MouthFrame frame)
        {
            var outcome = plan.At(frame.Output).Outcome;
            for (var field = 0; field < FieldSplit.Count; field++)
            {
                if (!plan.Draws(frame.Output, field))
                {
                    continue;
                }

                using var picture = plan.Rent();
                var drawn = painter.Paint(plan.Take(frame, field, picture));
                outcome = drawn == FrameOutcome.Rendered ? drawn : outcome;
                plan.Put(picture, field, frame.Frame);
            }

            return outcome;
        }

        public void Dispose() => painter.Dispose();
    }

    private Frame Rent() => pool.Rent();

    private bool Draws(int output, int field) => fields.At((FieldSplit.Count * output) + field).Draws;

    private void Put(Frame picture, int field, Frame frame) => split.Put(picture, field, frame);
}
