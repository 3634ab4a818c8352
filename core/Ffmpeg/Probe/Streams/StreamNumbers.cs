namespace HeyGem.Core.Ffmpeg.Probe.Streams;

/// <summary>Which of a file's streams are used, where somebody chose; null is left to the rule of <see cref="StreamChoice"/>.</summary>
/// <param name="Video">The picture stream by its number among the file's picture streams, from 1.</param>
/// <param name="Audio">The sound stream by its number among the file's sound streams, from 1.</param>
/// <param name="Channel">The one channel of the sound stream that is heard, from 1.</param>
public sealed record StreamNumbers(int? Video = null, int? Audio = null, int? Channel = null)
{
    /// <summary>The largest number.</summary>
    public const int Most = 64;

    /// <summary>Nothing was chosen.</summary>
    public static StreamNumbers None { get; } = new();
}
