using HeyGem.Core.Timing;

namespace HeyGem.Core.Ffmpeg.Probe;

/// <summary>
/// What a probe learned about a media file, before any frame was decoded. All times count from the container's own start, the
/// earliest of its streams.
/// </summary>
public sealed record ClipInfo
{
    /// <summary>Absolute path.</summary>
    public required string Path { get; init; }

    /// <summary>The picture, or null for a sound file (cover art does not count as a picture).</summary>
    public VideoStreamInfo? Video { get; init; }

    /// <summary>The first sound stream, or null.</summary>
    public AudioStreamInfo? Audio { get; init; }

    /// <summary>Whether the file is one still picture (PNG, JPEG), whose frame repeats as often as asked.</summary>
    public bool IsStill { get; init; }

    /// <summary>Length of the longest stream.</summary>
    public MediaTime Duration { get; init; }

    /// <summary>ffmpeg's names of the container, such as <c>mov,mp4,m4a,3gp,3g2,mj2</c>.</summary>
    public string Container { get; init; } = string.Empty;

    /// <summary>The tags by which an editor finds the original again, by ffmpeg's names; they go into a result.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>Things the editor should know that do not stop a render, each a sentence.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>
    /// Whether what cannot be read is left out, or shown as the picture before it, instead of ending the reading with a code.
    /// </summary>
    public bool IsPartial { get; private init; }

    /// <summary>
    /// The clip as far as it can be read: it ends with its last readable frame, and frames in between that are missing or damaged are no
    /// error any more. Its warnings say in numbers what is not there.
    /// </summary>
    public ClipInfo Partial() =>
        this with
        {
            IsPartial = true,
            Video = Video is { } video
        && !IsStill ? video with { FrameCount = video.ReadableFrameCount } : Video
        };

    /// <summary>Every sound stream, in the order of the file, <see cref="Audio"/> among them.</summary>
    internal IReadOnlyList<AudioStreamInfo> Sounds { get; init; } = [];

    /// <summary>Names what is inside the file, by <see cref="Storage.ContentKey"/>; null where that was not worked out.</summary>
    internal string? ContentKey { get; init; }

    /// <summary>The demuxer to force when the file is opened again, or null.</summary>
    internal string? Demuxer { get; init; }
}
