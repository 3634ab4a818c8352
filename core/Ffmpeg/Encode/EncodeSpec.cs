using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Ffmpeg.Encode;

/// <summary>What a result is: its name, its picture and its sound.</summary>
public sealed record EncodeSpec
{
    /// <summary>The final name. A file that has it is never written over: the result is then named <c>name (2)</c>.</summary>
    public required string OutputPath { get; init; }

    /// <summary>What it is written as.</summary>
    public required OutputFormat Format { get; init; }

    /// <summary>The clip that the frames come from: its colour tags, sample aspect and field order are kept.</summary>
    public required VideoStreamInfo Source { get; init; }

    /// <summary>Frames a second of the result, exact.</summary>
    public required FrameRate FrameRate { get; init; }

    /// <summary>Luma samples in a row of every frame.</summary>
    public required int Width { get; init; }

    /// <summary>Luma rows of every frame.</summary>
    public required int Height { get; init; }

    /// <summary>Layout of every frame.</summary>
    public required PixelLayout Layout { get; init; }

    /// <summary>How many frames will be written. The sound is cut or filled with silence to exactly their length.</summary>
    public required long FrameCount { get; init; }

    /// <summary>Timecode of the first frame, such as <c>01:00:00:00</c>, or null.</summary>
    public string? StartTimecode { get; init; }

    /// <summary>Tags of the result, by ffmpeg's names.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>The sound, or null for none.</summary>
    public AudioSource? Audio { get; init; }

    /// <summary>The sound where its tracks are ready; <see cref="Audio"/> is null then.</summary>
    internal IReadOnlyList<SoundTrack> Tracks { get; init; } = [];

    /// <summary>Threads that the encoder may use; 0 lets it choose.</summary>
    public int EncoderThreads { get; init; }
}
