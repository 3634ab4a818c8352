using HeyGem.Core.Frames;

namespace HeyGem.Core.Engines;

/// <summary>
/// Frames of the clip whose pixels an engine draws with. They depend on the clip only, never on the voice, and are kept in the cache for
/// the next voice. For one thread at a time, before the first frame is painted.
/// </summary>
public interface IReferenceMouths
{
    /// <summary>The extension of their file in the cache. Engines whose references have the same form share it.</summary>
    string Kind { get; }

    /// <summary>The frames, ascending, counted from the start of the track's range; at most about 40, whatever the clip's length.</summary>
    IReadOnlyList<int> ReferenceFrames { get; }

    /// <summary>Takes what is needed from a frame.</summary>
    /// <param name="frame">The decoded frame; stays the caller's.</param>
    /// <param name="index">Its place in the track's range, one of <see cref="ReferenceFrames"/>.</param>
    void AddReference(Frame frame, int index);

    /// <summary>Takes what is needed from a part of a frame, to the same result as <see cref="AddReference"/>.</summary>
    /// <param name="crop">The part; stays the caller's.</param>
    /// <param name="index">The frame's place in the track's range, one of <see cref="ReferenceFrames"/>.</param>
    /// <returns>False, and nothing taken, where the part does not hold everything; then the whole frame must be given.</returns>
    bool TryAddReference(FrameCrop crop, int index);

    /// <summary>Writes the references taken so far.</summary>
    void SaveReferences(Stream stream);

    /// <summary>
    /// Reads what <see cref="SaveReferences"/> wrote; false, and nothing taken, where it does not fit this clip or version.
    /// </summary>
    bool TryLoadReferences(Stream stream);

    /// <summary>Ends the taking: chooses among the references for every output frame. Called once, also where there are none.</summary>
    void Complete(CancellationToken cancellationToken);
}
