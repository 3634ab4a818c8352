using HeyGem.Core.Errors;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Engines;

/// <summary>
/// A mouth engine made ready for one clip and one voice: knows for every frame what to draw. Made from a face track and a
/// driving curve before the second pass; <see cref="Draw"/> may run on several frames at once, each with its own scratch.
/// </summary>
public interface IMouthDrawer
{
    /// <summary>
    /// Clip frames (ascending, counted from the start of the track's range) whose pixels must be given to
    /// <see cref="AddReference"/> before the first <see cref="Draw"/>. At most about 40, whatever the clip's length; depends on the clip
    /// only, never on the voice.
    /// </summary>
    IReadOnlyList<int> ReferenceFrames { get; }

    /// <summary>Takes what it needs from a reference frame; the frame stays the caller's.</summary>
    /// <param name="frame">The decoded frame.</param>
    /// <param name="index">Its place in the track's range, one of <see cref="ReferenceFrames"/>.</param>
    void AddReference(Frame frame, int index);

    /// <summary>Takes what it needs from a part of a reference frame, to the same result as <see cref="AddReference"/>.</summary>
    /// <param name="crop">The part; stays the caller's.</param>
    /// <param name="index">The frame's place in the track's range, one of <see cref="ReferenceFrames"/>.</param>
    /// <returns>False, and nothing taken, where the part does not hold everything; then the whole frame must be given.</returns>
    bool TryAddReference(FrameCrop crop, int index) => false;

    /// <summary>Writes the references taken so far, so that a later render of the same clip needs no decode for them.</summary>
    void SaveReferences(Stream stream);

    /// <summary>Reads what <see cref="SaveReferences"/> wrote; false (and nothing taken) when it does not fit this clip or version.</summary>
    bool TryLoadReferences(Stream stream);

    /// <summary>Makes the buffers that one drawing thread needs. The caller disposes it.</summary>
    IDisposable CreateScratch();

    /// <summary>Draws the mouth into a frame in place; only masked pixels of the face region change.</summary>
    /// <param name="frame">The decoded frame, changed in place.</param>
    /// <param name="index">Its place in the track's range.</param>
    /// <param name="output">Its place in the output: which value of the driving curve applies.</param>
    /// <param name="scratch">What <see cref="CreateScratch"/> made, used by one thread at a time.</param>
    FrameOutcome Draw(Frame frame, int index, int output, IDisposable scratch);

    /// <summary>How many frames <see cref="Prepare"/> looks at together; 1 where nothing needs preparing.</summary>
    int GroupSize => 1;

    /// <summary>
    /// Works out what the frames of a group need before any of them is drawn; several groups may be prepared at once. The frames are left as they are.
    /// </summary>
    /// <param name="group">At most <see cref="GroupSize"/> frames.</param>
    /// <exception cref="HeyGemException">The engine could not run.</exception>
    void Prepare(IReadOnlyList<MouthFrame> group)
    {
    }
}
