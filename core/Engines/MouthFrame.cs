using HeyGem.Core.Frames;

namespace HeyGem.Core.Engines;

/// <summary>A frame on its way to be drawn.</summary>
/// <param name="Frame">The decoded frame; stays its holder's.</param>
/// <param name="Index">Its place in the track's range.</param>
/// <param name="Output">Its place in the output.</param>
public readonly record struct MouthFrame(Frame Frame, int Index, int Output);
