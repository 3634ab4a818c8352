using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Ffmpeg.Encode;

/// <summary>The sound of a result.</summary>
/// <param name="Path">File whose first sound stream is taken.</param>
/// <param name="Start">The file's time that the result's first frame hears, at least 0, counted from the container's start.</param>
/// <param name="Duration">How much of it is heard at most; after that, and after the file's own end, the result is silent.</param>
public sealed record AudioSource(string Path, MediaTime Start, MediaTime Duration)
{
    /// <summary>Whether several tracks of one channel each stay tracks of the result; else the one that is heard is its sound.</summary>
    public bool KeepsTracks { get; init; }

    /// <summary>What a probe said of the file's sound; null where the writer shall look for itself.</summary>
    public AudioStreamInfo? Stream { get; init; }
}
