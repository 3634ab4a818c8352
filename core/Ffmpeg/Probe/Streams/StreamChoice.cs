using FFMpegCore;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Core.Ffmpeg.Probe.Streams;

/// <summary>
/// Which of a file's streams are the clip: of those whose codec is read, the one that the file marks as default, then the picture with
/// the most pixels, then the first. Cover art and chapter pictures are no picture of a clip. Other streams never refuse a file.
/// </summary>
internal static class StreamChoice
{
    private static readonly string[] _beside = ["attached_pic", "timed_thumbnails", "still_image"];

    /// <summary>The picture, by the rule or by its number.</summary>
    public static FFProbeStream? Picture(IReadOnlyList<FFProbeStream> streams, int? number = null) => Best(Pictures(streams), number);

    /// <summary>The sound, by the rule or by its number.</summary>
    public static FFProbeStream? Sound(IReadOnlyList<FFProbeStream> streams, int? number = null) => Best(Sounds(streams), number);

    /// <summary>Every picture that a clip could be, in the order of the file.</summary>
    public static IReadOnlyList<FFProbeStream> Pictures(IReadOnlyList<FFProbeStream> streams) =>
        [.. streams.Where(s => s.CodecType == "video" && !_beside.Any(word => Is(s, word)))];

    /// <summary>Every sound, in the order of the file.</summary>
    public static IReadOnlyList<FFProbeStream> Sounds(IReadOnlyList<FFProbeStream> streams) =>
        [.. streams.Where(s => s.CodecType == "audio")];

    /// <summary>Holds what was chosen against what the file has.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.ArgumentInvalid"/>: it has no such stream or channel.</exception>
    public static void Check(string path, IReadOnlyList<FFProbeStream> streams, StreamNumbers numbers)
    {
        Require(numbers.Video, Pictures(streams).Count, "picture stream");
        Require(numbers.Audio, Sounds(streams).Count, "sound stream");
        Require(numbers.Channel, Sound(streams, numbers.Audio)?.Channels ?? 0, "channel");

        void Require(int? number, int count, string what)
        {
            if (number is { } chosen && (chosen < 1 || chosen > count))
            {
                throw new HeyGemException(
                    ErrorCode.ArgumentInvalid, $"{MediaName.Of(path)} has {Counted.Of(count, what)}; there is no {what} {chosen}.");
            }
        }
    }

    /// <summary>A stream among its kind.</summary>
    public static StreamUse Use(IReadOnlyList<FFProbeStream> kind, FFProbeStream stream) =>
        new(1 + kind.TakeWhile(s => s.Index != stream.Index).Count(), kind.Count, stream.CodecName ?? "unknown")
        {
            Language = stream.Tags?.FirstOrDefault(
                t => t.Key.Equals("language", StringComparison.OrdinalIgnoreCase) && t.Value != "und").Value,
            Channels = stream.Channels ?? 0,
        };

    private static FFProbeStream? Best(IReadOnlyList<FFProbeStream> streams, int? number) =>
        number is { } chosen ? streams.ElementAtOrDefault(chosen - 1) : Best(streams);

    private static FFProbeStream? Best(IEnumerable<FFProbeStream> streams) => streams
        .OrderByDescending(s => FfmpegInput.Reads(s.CodecName ?? string.Empty))
        .ThenByDescending(s => Is(s, "default"))
        .ThenByDescending(s => (long)(s.Width ?? 0) * (s.Height ?? 0))
        .ThenBy(s => s.Index)
        .FirstOrDefault();

    private static bool Is(FFProbeStream stream, string word) => stream.Disposition?.GetValueOrDefault(word) is 1;
}
