namespace HeyGem.Core.Ffmpeg.Decode;

/// <summary>What a clip shows at a time.</summary>
/// <param name="Seconds">The time, seconds from the start.</param>
public sealed record PictureMoment(double Seconds)
{
    /// <summary>The part of the picture, shares of its sides; null for all of it.</summary>
    public (double X, double Y, double Width, double Height)? Part { get; init; }
}
