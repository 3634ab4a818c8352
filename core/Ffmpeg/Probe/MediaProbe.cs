using System.Globalization;
using System.Text;
using FFMpegCore;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Answers;
using HeyGem.Core.Ffmpeg.Probe.Streams;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Ffmpeg.Probe;

/// <summary>Learns what a media file holds, from its header and its packets' time stamps; no frame is decoded. Thread-safe.</summary>
/// <param name="tools">The ffmpeg to ask.</param>
public sealed class MediaProbe(FfmpegTools tools)
{
    /// <summary>Probes a video, a sound file or a still picture.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="cancellationToken">Stops at once; nothing is left behind.</param>
    /// <exception cref="HeyGemException">One of the <c>input.*</c> or <c>media.*</c> codes. A file that was cut short is no error here: it
    /// says so in <see cref="VideoStreamInfo.ReadableFrameCount"/>, and only a range beyond that is.</exception>
    public Task<ClipInfo> ProbeAsync(string path, CancellationToken cancellationToken) =>
        ProbeAsync(path, StreamNumbers.None, cancellationToken);

    /// <summary>The same with streams that somebody chose.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="numbers">What was chosen.</param>
    /// <param name="cancellationToken">Stops at once; nothing is left behind.</param>
    /// <exception cref="HeyGemException">Also <see cref="ErrorCode.ArgumentInvalid"/>: the file has no such stream.</exception>
    public async Task<ClipInfo> ProbeAsync(string path, StreamNumbers numbers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        var (full, demuxer) = InputFile.Check(path);
        using var file = await OpenAsync(full, cancellationToken).ConfigureAwait(false);
        return Keep(await ProbeAsync(file, demuxer, numbers, cancellationToken).ConfigureAwait(false), file);
    }

    /// <summary>
    /// Probes the file of a voice: as <see cref="ProbeAsync(string, CancellationToken)"/>, and the sound's length by its packets where the
    /// container's word is none or a guess.
    /// </summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="cancellationToken">Stops at once; nothing is left behind.</param>
    /// <exception cref="HeyGemException">As <see cref="ProbeAsync(string, CancellationToken)"/>.</exception>
    public Task<ClipInfo> ProbeVoiceAsync(string path, CancellationToken cancellationToken) =>
        ProbeVoiceAsync(path, StreamNumbers.None, cancellationToken);

    /// <summary>The same with a sound that somebody chose.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="numbers">What was chosen.</param>
    /// <param name="cancellationToken">Stops at once; nothing is left behind.</param>
    /// <exception cref="HeyGemException">Also <see cref="ErrorCode.ArgumentInvalid"/>: the file has no such stream or
    /// channel.</exception>
    public async Task<ClipInfo> ProbeVoiceAsync(string path, StreamNumbers numbers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(numbers);
        var (full, demuxer) = InputFile.Check(path);
        using var file = await OpenAsync(full, cancellationToken).ConfigureAwait(false);
        var voice = await ProbeAsync(file, demuxer, numbers, cancellationToken).ConfigureAwait(false);
        voice.Audio?.RequireRead(full);
        if (voice.Audio is { } audio && AudioLength.MustBeMeasured(audio, voice.Container))
        {
            var length = await AudioLength.MeasureAsync(tools, file, audio, cancellationToken).ConfigureAwait(false);
            voice = voice with { Audio = audio with { Duration = length } };
        }

        return Keep(voice, file);
    }

    internal static AudioStreamInfo? Audio(StreamReport report) => report.Audio is { } audio
        ? Audio(report, audio) is var heard && report.Chosen.Channel is { } channel
            ? heard with { Channel = channel, Use = heard.Use! with { Channel = channel } } : heard
        : null;

    private static AudioStreamInfo Audio(StreamReport report, FFProbeStream audio) => new(
        audio.CodecName ?? "unknown",
        StreamReport.Integer(audio.SampleRate),
        audio.Channels ?? 0,
        report.FromStart(StreamReport.Seconds(audio.StartTime)),
        MediaTime.FromSeconds(StreamReport.Seconds(audio.Duration)))
    {
        StreamIndex = audio.Index,
        Use = StreamChoice.Use(StreamChoice.Sounds(report.Streams), audio),
        MonoStreams = StreamChoice.Sounds(report.Streams) is { Count: > 1 } sounds && sounds.All(s => s.Channels == 1)
            ? [.. sounds.Select(s => s.Index)] : [],
        ChannelLayout = StreamReport.Known(audio.ChannelLayout),
        Lead = MediaTime.FromSeconds(report.StartSeconds - report.EarliestSeconds),
        TimeBase = StreamReport.TimeBase(audio),
    };

    /// <summary>The header alone: the path checked, the streams listed.</summary>
    internal async Task<(string Path, StreamReport Report)> ReadStreamsAsync(
        string path, StreamNumbers numbers, CancellationToken cancellationToken)
    {
        var (full, demuxer) = InputFile.Check(path);
        using var file = FileAnswers.Unknown(full);
        return (full, await ReadStreamsAsync(file, demuxer, numbers, cancellationToken).ConfigureAwait(false));
    }

    private async Task<FileAnswers> OpenAsync(string path, CancellationToken cancellationToken)
    {
        if (tools.Answers is { } kept)
        {
            return await kept.OpenAsync(path, cancellationToken).ConfigureAwait(false);
        }

        return FileAnswers.Unknown(path);
    }

    /// <summary>
    /// Keeps what was said of a whole file. What is cut may be whole the next time, and of some containers nobody knows whether they are.
    /// </summary>
    private static ClipInfo Keep(ClipInfo clip, FileAnswers file)
    {
        var isWhole = clip.Video is not { } video || (video.ReadableFrameCount == video.FrameCount && video.Holes.Count == 0);
        file.End(isKept: isWhole && clip.Container is not ("mpegts" or "mpeg"));
        return clip with { ContentKey = file.ContentKey };
    }

    private async Task<ClipInfo> ProbeAsync(FileAnswers file, string? demuxer, StreamNumbers numbers, CancellationToken cancellationToken)
    {
        var full = file.Path;
        var report = await ReadStreamsAsync(file, demuxer, numbers, cancellationToken).ConfigureAwait(false);
        List<string> warnings = [];
        var video = report.Video is { } stream
            ? await ReadVideoAsync(file, demuxer, report, stream, warnings, cancellationToken).ConfigureAwait(false)
            : null;
        if (report.Container == "wav" && ContainerEnd.PresentShareOfWave(full) is < 0.999 and var share)
        {
            warnings.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The sound file was cut short: {report.DurationSeconds:0.0} s of about " +
                        $"{report.DurationSeconds / share:0.0} s are there."));
        }

        return new ClipInfo
        {
            Path = full,
            Container = report.Container,
            Demuxer = demuxer,
            IsStill = demuxer is not null,
            Video = video,
            Audio = Audio(report),
            Sounds = [.. StreamChoice.Sounds(report.Streams).Select(sound => Audio(report, sound))],
            Duration = MediaTime.FromSeconds(report.DurationSeconds),
            Tags = report.ClipTags,
            Warnings = warnings,
        };
    }

    private async Task<StreamReport> ReadStreamsAsync(
        FileAnswers file, string? demuxer, StreamNumbers numbers, CancellationToken cancellationToken)
    {
        var full = file.Path;
        var (json, exit, tail) = await FfmpegOutput.ReadAnswerAsync(
            file, tools.FfprobePath, ProbeArguments.Streams(full, demuxer), () => new JsonText(), cancellationToken)
                .ConfigureAwait(false);
        var report = StreamReport.Parse(json.ToString(), numbers);
        if (exit != 0 || report is null || report.Streams.Count == 0)
        {
            throw ProbeFailure.Of(full, tail);
        }

        if (ProbeFailure.IsTooLarge(tail))
        {
            throw ProbeFailure.Of(full, tail);
        }

        StreamChoice.Check(full, report.Streams, numbers);
        return report.Streams.Count > MediaLimits.MaxStreams
            ? throw new HeyGemException(ErrorCode.MediaTooLarge,
                $"{MediaName.Of(full)} holds {report.Streams.Count} streams; at most {MediaLimits.MaxStreams} are read.")
            : report;
    }

    private async Task<VideoStreamInfo> ReadVideoAsync(
        FileAnswers file, string? demuxer, StreamReport report, FFProbeStream stream, List<string> warnings,
        CancellationToken cancellationToken)
    {
        var path = file.Path;
        var pixels = VideoStreamRules.Check(path, stream, isStill: demuxer is not null);
        var scan = await PacketScan.ReadAsync(
            tools, file, demuxer, stream.Index, Completeness.NeedsAllStreams(report, stream), cancellationToken).ConfigureAwait(false);
        if (demuxer is null && Completeness.NeedsTrimmed(report, stream, scan))
        {
            await scan.CountTrimmedAsync(tools, file, stream.Index, cancellationToken).ConfigureAwait(false);
        }

        if (demuxer is not null && pixels.HasAlpha
            && await IsOpaqueAsync(file, demuxer, stream.Index, cancellationToken).ConfigureAwait(false))
        {
            pixels = pixels with { HasAlpha = false };
        }

        var first = await FirstPictureAsync(file, demuxer, stream, cancellationToken).ConfigureAwait(false);
        var rotation = demuxer is null ? StreamReport.RotationDegrees(stream) : StreamReport.QuarterTurns(first.Rotation);
        Fraction[] stated = [Fraction.Parse(stream.FrameRate), Fraction.Parse(stream.AvgFrameRate)];
        if (report.Container == "flv")
        {
            // The second is the file's own word, the first is guessed from milliseconds.
            Array.Reverse(stated);
        }

        var counted = stated.FirstOrDefault(f => f.IsPositive && f.Numerator <= 120 * f.Denominator);
        var reordered = report.Container == "mxf" && StreamReport.Long(StreamReport.Text(stream, "has_b_frames")) > 0;
        var timeline = scan.Timeline(StreamReport.TimeBase(stream), counted, reordered);
        if (timeline.Count == 0)
        {
            throw scan.CutPackets > 0
                ? new HeyGemException(ErrorCode.MediaTruncated, $"{MediaName.Of(path)} ends before its first frame.")
                : new HeyGemException(ErrorCode.MediaUnreadable, $"{MediaName.Of(path)} holds no frame that can be shown.");
        }

        var (rate, variable) = RateRule.Choose(timeline, stated);

        // Where the first pictures have no time they come before the earliest that has one, which need not be the first in the file;
        // each has its frame.
        var earliest = timeline.IsCounted && scan.UndatedLead > 0 && scan.EarliestPts is { } pts
            ? StreamReport.TimeBase(stream).SecondsOf(pts)
            : StreamReport.Seconds(stream.StartTime);
        var late = report.FromStart(earliest).Seconds;
        var lead = (late <= TimeZero.ShiftSeconds(report) ? 0 : late * rate.PerSecond) - (timeline.IsCounted ? scan.UndatedLead : 0);
        timeline = timeline.After(Math.Max(0, (long)Math.Round(lead)));
        var tail = variable ? rate.FramesIn(
            MediaTime.FromSeconds((double)scan.LastDuration * timeline.TimeBase.Numerator / timeline.TimeBase.Denominator)) : 1;
        var readable = timeline.FrameOf(timeline.Count - 1, rate) + Math.Max(1, tail);
        var whole = Completeness.Of(path, report, stream, scan, timeline, rate);
        var info = VideoStreamRules.Describe(report, stream, pixels, rotation) with
        {
            FrameRate = rate,
            FrameCount = readable + whole.Missing,
            ReadableFrameCount = readable,
            IsVariableRate = variable,
            StreamIndex = stream.Index,
            Use = StreamChoice.Use(StreamChoice.Pictures(report.Streams), stream),
            FieldOrder = demuxer is null ? first.FieldOrder ?? StreamReport.FieldOrder(stream) : StreamReport.FieldOrder(stream),
            Hdr = StreamReport.Hdr(stream) ?? first.Hdr,
            HasDolbyVision = StreamReport.HasDolbyVision(stream),
            StartTime = report.FromStart(timeline.IsCounted ? StreamReport.Seconds(stream.StartTime) : timeline.SecondsOf(0)),
            Timeline = timeline,
            Pixels = pixels,
            EndIsUnknown = whole.IsAtLeast,
            Holes = whole.Holes,
        };
        if (readable > MediaLimits.MaxFrames)
        {
            throw new HeyGemException(
                ErrorCode.MediaTooLarge, $"{MediaName.Of(path)} has {readable} frames; at most {MediaLimits.MaxFrames} are read.");
        }

        ClipWarnings.Collect(info, timeline, warnings);
        return info;
    }

    /// <summary>Decodes one picture where the header leaves open what it alone says.</summary>
    private async Task<FirstPicture> FirstPictureAsync(
        FileAnswers file, string? demuxer, FFProbeStream stream, CancellationToken cancellationToken)
    {
        var isHdr = stream.ColorTransfer is "smpte2084" or "arib-std-b67" && StreamReport.Hdr(stream) is null;
        if (demuxer is null && !isHdr && StreamReport.Known(stream.FieldOrder) is not (null or "tb" or "bt"))
        {
            return new FirstPicture();
        }

        var (json, _, _) = await FfmpegOutput.ReadAnswerAsync(
            file, tools.FfprobePath, ProbeArguments.FirstPicture(file.Path, demuxer, stream.Index), () => new JsonText(),
            cancellationToken).ConfigureAwait(false);
        return FirstPicture.Parse(json.ToString());
    }

    /// <summary>Whether a still that could be transparent is so nowhere.</summary>
    private async Task<bool> IsOpaqueAsync(FileAnswers file, string demuxer, int stream, CancellationToken cancellationToken)
    {
        var (alpha, _, _) = await FfmpegOutput.ReadAnswerAsync(
            file, tools.FfmpegPath, ProbeArguments.LeastAlpha(file.Path, demuxer, stream), () => new LeastAlpha(), cancellationToken)
            .ConfigureAwait(false);
        return alpha.IsOpaque;
    }

    /// <summary>ffprobe's JSON: whole when its outermost brace has come, which ffprobe writes also of a file that it cannot read.</summary>
    private sealed class JsonText : IToolAnswer
    {
        private readonly StringBuilder _text = new();

        public bool IsWhole { get; private set; }

        public void Add(string line)
        {
            _text.Append(line).Append('\n');
            IsWhole |= line == "}";
        }

        public override string ToString() => _text.ToString();
    }

    /// <summary>The least of a picture's alpha. It has no end mark; a picture without the line counts as transparent.</summary>
    private sealed class LeastAlpha : IToolAnswer
    {
        public bool IsWhole => true;

        public bool IsOpaque { get; private set; }

        public void Add(string line) => IsOpaque |= line.EndsWith("YMIN=255", StringComparison.Ordinal);
    }
}
