using HeyGem.Core.Frames;

namespace HeyGem.Core.Engines.Occlusion;

/// <summary>
/// Puts what stands before the mouth back over what another painter drew. That painter is given the frame with the thing taken out and skin
/// in its place, so that it drags none of it along.
/// </summary>
internal sealed class UncoveredPainter(IFramePainter painter, MouthCover cover, YuvSpace space) : IFramePainter
{
    private readonly CoverLift _lift = new(space);

    /// <inheritdoc/>
    public FrameOutcome Paint(MouthFrame frame)
    {
        var lifted = _lift.Take(frame.Frame, cover, frame.Index);
        var outcome = painter.Paint(frame);
        if (lifted)
        {
            _lift.PutBack(frame.Frame);
        }

        return outcome;
    }

    /// <inheritdoc/>
    public void Dispose() => painter.Dispose();
}
