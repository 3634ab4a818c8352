using HeyGem.Core.Errors;

namespace HeyGem.Core.Engines;

/// <summary>
/// An engine made ready for one clip and one voice: knows what happens to every frame of the result. Thread-safe after planning. A plan
/// that holds more than memory, such as a process, is an <see cref="IAsyncDisposable"/> as well; its caller disposes it after its
/// painters.
/// </summary>
public interface IMouthPlan
{
    /// <summary>How many frames <see cref="PrepareAsync"/> is given together, and how many of them twice.</summary>
    BlockShape Block { get; }

    /// <summary>The clip's frames whose pixels the engine draws with, or null where it needs none.</summary>
    IReferenceMouths? References { get; }

    /// <summary>What the editor should know of this clip with this voice, each a sentence.</summary>
    IReadOnlyList<string> Warnings { get; }

    /// <summary>What happens to frame <paramref name="output"/> of the result.</summary>
    FramePlan At(int output);

    /// <summary>
    /// Works out what the frames of a block need before any of them is painted. Blocks come in order and one at a time where they
    /// overlap, else in any order, and <see cref="BlockShape.AtOnce"/> of them at once. Not called where
    /// <see cref="Block"/> is <see cref="BlockShape.OneFrame"/>.
    /// </summary>
    /// <param name="block">The frames, unpainted; they stay the caller's and are not changed.</param>
    /// <param name="cancellationToken">Stops the work; the block's frames are not painted.</param>
    /// <exception cref="HeyGemException">The engine could not run.</exception>
    ValueTask PrepareAsync(FrameBlock block, CancellationToken cancellationToken);

    /// <summary>Makes a painter with buffers of its own. The caller disposes it.</summary>
    IFramePainter CreatePainter();
}
