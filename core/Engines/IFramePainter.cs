using HeyGem.Core.Errors;

namespace HeyGem.Core.Engines;

/// <summary>
/// Paints frames of one plan with buffers of its own. For one thread at a time; a plan may have several painters at work at once.
/// </summary>
public interface IFramePainter : IDisposable
{
    /// <summary>Draws the mouth into a frame in place; only masked samples of the face change.</summary>
    /// <param name="frame">A frame that its plan draws, after every block that holds it was prepared.</param>
    /// <returns>What became of it.</returns>
    /// <exception cref="HeyGemException">The engine could not run.</exception>
    FrameOutcome Paint(MouthFrame frame);
}
