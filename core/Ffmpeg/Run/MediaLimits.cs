namespace HeyGem.Core.Ffmpeg.Run;

/// <summary>Bounds on what is read, so that a small hostile file cannot take the machine's memory.</summary>
public static class MediaLimits
{
    /// <summary>Largest picture, luma samples: DCI 8K (8192 x 4320).</summary>
    public const long MaxPixels = 8192L * 4320;

    /// <summary>The same bound inside ffmpeg, 8192 x 8192: a file that claims less than it holds fails in the decoder.</summary>
    public const long MaxDecoderPixels = 67_108_864;

    /// <summary>Smallest width and height in pixels; a face in less cannot be drawn.</summary>
    public const int MinSide = 64;

    /// <summary>Largest number of streams in a file.</summary>
    public const int MaxStreams = 64;

    /// <summary>Longest clip, frames: ten hours at 120 frames a second.</summary>
    public const long MaxFrames = 10L * 3600 * 120;
}
