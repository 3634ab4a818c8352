using System.Globalization;
using HeyGem.Core.Ffmpeg.Answers;

namespace HeyGem.Core.Ffmpeg.Run;

/// <summary>The ffmpeg found on this machine.</summary>
/// <param name="FfmpegPath">Absolute path of <c>ffmpeg</c>.</param>
/// <param name="FfprobePath">Absolute path of <c>ffprobe</c> from the same folder.</param>
/// <param name="Version">Version as ffmpeg prints it, such as <c>5.1.9-0+deb12u1</c>.</param>
/// <param name="Encoders">Names of the encoders it was built with, such as <c>libx264</c>.</param>
public sealed record FfmpegTools(string FfmpegPath, string FfprobePath, string Version, IReadOnlySet<string> Encoders)
{
    /// <summary>What the user should know of this version, a sentence, or null.</summary>
    public string? Notice => FfmpegAdvisories.NoticeOf(Version);

    /// <summary>Whether it reads a list of files as one, which joining segments takes.</summary>
    internal bool ReadsLists { get; init; }

    /// <summary>What it said of files before; null where nothing is kept.</summary>
    internal KeptAnswers? Answers { get; init; }

    /// <summary>
    /// Whether the order of fields is an option of its own. ffmpeg 8 took <c>-top</c> away and goes by the pictures alone; before, an
    /// interlaced file is marked wrongly without it.
    /// </summary>
    internal bool HasTopOption =>
        Major < 8;

    /// <summary>
    /// Whether decoder, filters and encoder run beside each other, with pictures queued between them: what the decoder says of a picture is
    /// then heard long before the picture comes.
    /// </summary>
    internal bool QueuesPictures => Major >= 7;

    /// <summary>The first number of the version; of a build that names none, the largest.</summary>
    private int Major => int.TryParse(
        Version.TrimStart('n').Split('.')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : int.MaxValue;
}
