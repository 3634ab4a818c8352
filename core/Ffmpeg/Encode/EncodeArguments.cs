using System.Globalization;
using HeyGem.Core.Ffmpeg.Decode;
using HeyGem.Core.Ffmpeg.Probe.Streams;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Ffmpeg.Encode;

/// <summary>What to encode, for <see cref="EncodeArguments"/>.</summary>
internal sealed record EncodeRequest
{
    /// <summary>File to write; it exists already and is ours.</summary>
    public required string OutputPath { get; init; }

    public required bool IsMp4 { get; init; }

    /// <summary>Codec name and its own options.</summary>
    public required IReadOnlyList<string> Codec { get; init; }

    /// <summary>Layout of the frames that arrive.</summary>
    public required PixelLayout Layout { get; init; }

    /// <summary>ffmpeg's name of the layout that is encoded.</summary>
    public required string EncodedPixelFormat { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required FrameRate FrameRate { get; init; }

    /// <summary>Filters between the frames and the encoder, such as range and tags.</summary>
    public required IReadOnlyList<string> Filters { get; init; }

    /// <summary>Output options that describe the picture: colour tags, field order.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    /// <summary>Pictures that will be written.</summary>
    public required long FrameCount { get; init; }

    public string? Timecode { get; init; }

    /// <summary>Tags of the file.</summary>
    public IReadOnlyDictionary<string, string> FileTags { get; init; } = new Dictionary<string, string>();

    public int Threads { get; init; }

    /// <summary>Whether the pictures come encoded: a list of files to join arrives in place of frames.</summary>
    public bool Joins { get; init; }

    public EncodeSound? Sound { get; init; }

    /// <summary>Its sound where that is ready.</summary>
    public IReadOnlyList<SoundTrack> Tracks { get; init; } = [];
}

/// <summary>The sound of a result, in samples at 48 kHz on the source container's time line.</summary>
internal sealed record EncodeSound
{
    /// <summary>Its file.</summary>
    public required string Path { get; init; }

    /// <summary>Indices of its streams, each of which becomes a track.</summary>
    public required IReadOnlyList<int> Streams { get; init; }

    /// <summary>Channels of each track.</summary>
    public required int Channels { get; init; }

    /// <summary>The end of a filter that makes the streams' channels those; empty where they are.</summary>
    public required string Layout { get; init; }

    /// <summary>The sample that the first frame hears.</summary>
    public required long FirstSample { get; init; }

    /// <summary>Samples taken from the file at most.</summary>
    public required long SourceSamples { get; init; }

    /// <summary>Samples in the result, exactly; silence fills the rest.</summary>
    public required long TotalSamples { get; init; }
}

/// <summary>Arguments that encode raw pictures from standard input, with a sound file beside them, into one file.</summary>
internal static class EncodeArguments
{
    /// <summary>Sample rate of every result's sound.</summary>
    public const int SampleRateHz = 48_000;

    // Of several inputs ffmpeg waits 10 ms for each whose eight packets are used up, which is longer than copying them takes.
    private static readonly string[] _readAhead = ["-thread_queue_size", "512"];

    // Packets pass as they are: each file's own parameter sets are those of the first, so that none need to be repeated.
    private static readonly string[] _list = ["-f", "concat", "-safe", "0", "-auto_convert", "0"];

    public static IReadOnlyList<string> Build(EncodeRequest request)
    {
        List<string> arguments =
        [
            "-hide_banner", "-nostdin", "-nostats", "-loglevel", "level+warning", "-y",
            "-protocol_whitelist", "file,pipe",
            .. request.Joins ? [.. _readAhead, .. _list] : Raw(request),
            "-i", "pipe:0",
        ];
        if (request.Sound is { } sound)
        {
            arguments.AddRange(FfmpegInput.Of(sound.Path, null));
            arguments.AddRange(["-map", "0:v:0"]);
            arguments.AddRange(sound.Streams.SelectMany(stream => new[] { "-map", FormattableString.Invariant($"1:{stream}") }));
            arguments.AddRange(["-af", SoundFilter(sound)]);
            arguments.AddRange(request.IsMp4 ? SoundTrack.Aac(sound.Channels) : ["-c:a", "pcm_s24le"]);
        }

        if (request.Tracks.Count > 0)
        {
            arguments.AddRange(request.Tracks.SelectMany(track => _readAhead.Concat(track.Input)));
            arguments.AddRange(["-map", "0:v:0"]);
            arguments.AddRange(request.Tracks.SelectMany((_, i) => new[] { "-map", FormattableString.Invariant($"{i + 1}:a:0") }));
            arguments.AddRange(request.Tracks.SelectMany((track, i) => track.Output(i)));
        }

        arguments.AddRange(request.Joins ? ["-c:v", "copy"] : Encoding(request));
        if (request.Timecode is { } timecode)
        {
            arguments.AddRange(["-timecode", timecode]);
        }

        arguments.AddRange(["-map_metadata", "-1"]);
        if (request.Joins)
        {
            // The name of the encoder, which a copy would lose; not the track's, which the timecode's track would take, too.
            arguments.AddRange(["-map_metadata:s:v:0", "0:s:v:0", "-metadata:s:v:0", "handler_name="]);
        }

        arguments.AddRange(request.FileTags.SelectMany(tag => new[] { "-metadata", $"{tag.Key}={tag.Value}" }));
        if (request.FileTags.TryGetValue(ClipTags.Reel, out var reel))
        {
            arguments.AddRange(["-metadata:s:v:0", $"{ClipTags.Reel}={reel}"]);
        }

        if (request.FileTags.TryGetValue(ClipTags.Created, out var created))
        {
            // ffmpeg 9 gives a stream no longer the file's own.
            arguments.AddRange(["-metadata:s:v:0", $"{ClipTags.Created}={created}"]);
        }

        if (request.FileTags.Count > 0)
        {
            arguments.AddRange(["-movflags", "+use_metadata_tags"]);
        }

        if (request.IsMp4)
        {
            arguments.AddRange(["-moov_size", IndexBytes(request).ToString(CultureInfo.InvariantCulture)]);
        }

        // Edit lists count in the movie's own units, milliseconds unless told: too coarse for the last frame at 29.97.
        var timescale = request.FrameRate.Numerator * (1 + (9_999 / request.FrameRate.Numerator));
        arguments.AddRange(["-movie_timescale", timescale.ToString(CultureInfo.InvariantCulture)]);
        arguments.AddRange(["-f", request.IsMp4 ? "mp4" : "mov", "file:" + request.OutputPath]);
        return arguments;
    }

    /// <summary>An output that encodes one stream of a sound as AAC.</summary>
    /// <param name="sound">The sound, which is the first input.</param>
    /// <param name="stream">Index of the stream.</param>
    /// <param name="muxer">ffmpeg's name of what is written.</param>
    /// <param name="path">The file; it is replaced.</param>
    public static IEnumerable<string> Sound(EncodeSound sound, int stream, string muxer, string path) =>
    [
        "-map", FormattableString.Invariant($"0:{stream}"), "-af", SoundFilter(sound), .. SoundTrack.Aac(sound.Channels),
        "-f", muxer, "file:" + path,
    ];

    private static string[] Raw(EncodeRequest request) =>
    [
        "-f", "rawvideo", "-pix_fmt", request.Layout.FfmpegName,
        "-video_size", string.Create(CultureInfo.InvariantCulture, $"{request.Width}x{request.Height}"),
        "-r", request.FrameRate.ToString(),
    ];

    private static string[] Encoding(EncodeRequest request) =>
    [
        .. request.Filters.Count > 0 ? new[] { "-vf", string.Join(',', request.Filters) } : [],
        "-fps_mode", "passthrough", .. request.Codec, "-pix_fmt", request.EncodedPixelFormat, .. request.Tags,
        .. request.Threads > 0 ? new[] { "-threads:v", request.Threads.ToString(CultureInfo.InvariantCulture) } : [],
    ];

    /// <summary>
    /// Bytes kept free for the index at the front of an MP4, so that it is written there at once and the file never has to be moved:
    /// an upper bound of what its tables take a packet (stsz 4, co64 8, stsc 12, and for pictures ctts 8, stts 8, stss 4).
    /// </summary>
    private static long IndexBytes(EncodeRequest request)
    {
        const long Headers = 65_536, Picture = 44, SoundPacket = 24, SamplesOfPacket = 1024, Priming = 8;
        var soundPackets = request.Sound is { } sound ? sound.Streams.Count * ((sound.TotalSamples / SamplesOfPacket) + Priming) : 0;
        soundPackets += request.Tracks.Sum(track => track.Packets + Priming);
        return Headers + (request.FrameCount * Picture) + (soundPackets * SoundPacket);
    }

    private static string SoundFilter(EncodeSound sound) => string.Create(
        CultureInfo.InvariantCulture,
        $"{DecodeAudioArguments.Filter(SampleRateHz)},atrim=start_sample={sound.FirstSample}:"
        + $"end_sample={sound.FirstSample + sound.SourceSamples},"
        + $"asetpts=N/SR/TB{sound.Layout},"
        + $"apad=whole_len={sound.TotalSamples},atrim=end_sample={sound.TotalSamples}");
}
