using System.Globalization;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Answers;
using HeyGem.Core.Ffmpeg.Run;
using HeyGem.Core.Storage;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Ffmpeg.Probe;

/// <summary>
/// The packets of one video stream, read once without decoding: what pictures the file really holds and when each is shown.
/// </summary>
internal sealed class PacketScan : IToolAnswer
{
    /// <summary>Packets that may come between a picture and one that is shown before it.</summary>
    private const int MostReordered = 16;

    private readonly int _stream;
    private readonly Dictionary<int, long> _ends = [];
    private readonly List<(long Pts, bool Key)> _pictures = [];
    private readonly long _fileBytes;
    private bool _started;
    private int _dated;
    private int _undatedLead;
    private long _firstKeyPts = long.MinValue;
    private long _lastPts;
    private int _withoutTime;
    private bool _even = true;

    private PacketScan(int stream, long fileBytes)
    {
        _stream = stream;
        _fileBytes = fileBytes;
    }

    /// <inheritdoc/>
    public bool IsWhole { get; private set; }

    /// <summary>Packets in the file, shown or not, whole or not.</summary>
    public long Packets { get; private set; }

    /// <summary>Packets that are in the file and outside the edit list, so that they are not listed.</summary>
    public long Trimmed { get; private set; }

    /// <summary>Packets whose bytes end after the file does.</summary>
    public long CutPackets { get; private set; }

    /// <summary>Whether a packet's bytes are the file's last: where the file was cut inside it, that shows only in decoding.</summary>
    public bool EndsWithFile { get; private set; }

    /// <summary>Length of the packet that is shown last, in the stream's units; 0 when unknown.</summary>
    public long LastDuration { get; private set; }

    /// <summary>The last lines that ffprobe wrote about trouble.</summary>
    public IReadOnlyList<string> ErrorTail { get; private set; } = [];

    /// <summary>Packets without a time stamp among the first, in the order in which they are decoded; 0 where none has one.</summary>
    public int UndatedLead => _dated == 0 ? 0 : _undatedLead;

    /// <summary>The earliest time stamp, in the stream's units; null where no packet has one.</summary>
    public long? EarliestPts { get; private set; }

    /// <summary>Lists a stream's packets.</summary>
    /// <param name="tools">The ffmpeg to ask.</param>
    /// <param name="file">The file, and what is known of it.</param>
    /// <param name="demuxer">The demuxer to force, or null.</param>
    /// <param name="stream">Index of the stream whose pictures are wanted.</param>
    /// <param name="allStreams">Whether the ends of the other streams are wanted, too.</param>
    /// <param name="cancellationToken">Stops ffprobe.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FfmpegDied"/> or <see cref="ErrorCode.FfmpegStalled"/>.</exception>
    public static async Task<PacketScan> ReadAsync(
        FfmpegTools tools, FileAnswers file, string? demuxer, int stream, bool allStreams, CancellationToken cancellationToken) =>
        await ReadAsync(
            tools,
            file,
            ProbeArguments.Packets(file.Path, demuxer, allStreams ? null : stream, withoutEdits: false),
            stream,
            cancellationToken).ConfigureAwait(false);

    /// <summary>Counts, too, what an MP4's edit list leaves out, for a file that lists fewer packets than its header counts.</summary>
    /// <param name="tools">The ffmpeg to ask.</param>
    /// <param name="file">The file, and what is known of it.</param>
    /// <param name="stream">Index of the stream whose pictures are wanted.</param>
    /// <param name="cancellationToken">Stops ffprobe.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.FfmpegDied"/> or <see cref="ErrorCode.FfmpegStalled"/>.</exception>
    public async Task CountTrimmedAsync(FfmpegTools tools, FileAnswers file, int stream, CancellationToken cancellationToken)
    {
        var arguments = ProbeArguments.Packets(file.Path, demuxer: null, stream, withoutEdits: true);
        var all = await ReadAsync(tools, file, arguments, stream, cancellationToken).ConfigureAwait(false);
        Trimmed = Math.Max(0, all.Packets - Packets);
    }

    private static async Task<PacketScan> ReadAsync(
        FfmpegTools tools, FileAnswers file, IReadOnlyList<string> arguments, int stream, CancellationToken cancellationToken)
    {
        var bytes = RegularFile.Length(file.Path);
        var (scan, _, tail) = await FfmpegOutput.ReadAnswerAsync(
            file,
            tools.FfprobePath,
            arguments,
            () => new PacketScan(stream, bytes),
            cancellationToken).ConfigureAwait(false);
        scan.ErrorTail = tail;
        return scan;
    }

    /// <summary>Where the last packet of a stream ends, in the stream's units; 0 when it has none.</summary>
    public long EndOf(int stream) => _ends.GetValueOrDefault(stream);

    /// <summary>The pictures in the order in which they are shown.</summary>
    /// <param name="timeBase">Seconds of one unit of the time stamps.</param>
    /// <param name="countedRate">The rate where pictures are counted.</param>
    /// <param name="isReordered">Whether pictures are shown in another order than that of their packets. Where the time stamps then go up
    /// with the packets, as in an MXF file without offsets in its index, they are no picture's own, and pictures are counted.</param>
    public SourceTimeline Timeline(Fraction timeBase, Fraction countedRate, bool isReordered)
    {
        if (_withoutTime > 0 || (isReordered && _even))
        {
            var counted = new long[_pictures.Count];
            for (var i = 0; i < counted.Length; i++)
            {
                counted[i] = i;
            }

            var unit = countedRate.IsPositive ? new Fraction(countedRate.Denominator, countedRate.Numerator) : new Fraction(1, 25);
            return new SourceTimeline(counted, unit) { IsCounted = true, EndsWithFile = EndsWithFile };
        }

        var shown = _pictures.Where(picture => picture.Pts >= _firstKeyPts).OrderBy(picture => picture.Pts).ToList();
        List<int> keys = [];
        for (var i = 0; i < shown.Count; i++)
        {
            if (shown[i].Key)
            {
                keys.Add(i);
            }
        }

        return new SourceTimeline([.. shown.Select(picture => picture.Pts)], timeBase)
        {
            KeyPictures = [.. keys],
            EndsWithFile = EndsWithFile
        };
    }

    /// <summary>Takes one line <c>packet,stream,pts,duration,size,pos,flags</c>, or the end mark.</summary>
    public void Add(string line)
    {
        var fields = line.Split(',');
        IsWhole |= fields[0] == "format";
        if (fields.Length < 7 || fields[0] != "packet"
            || !int.TryParse(fields[1], NumberStyles.None, CultureInfo.InvariantCulture, out var stream))
        {
            return;
        }

        var (stamp, duration) = (Number(fields[2]), Number(fields[3]) ?? 0);
        if (stamp is { } begin)
        {
            _ends[stream] = Math.Max(_ends.GetValueOrDefault(stream), begin + duration);
        }

        if (stream == _stream)
        {
            AddPicture(stamp, duration, Number(fields[4]) ?? 0, Number(fields[5]), fields[6]);
        }
    }

    private void AddPicture(long? stamp, long duration, long size, long? position, string flags)
    {
        Packets++;
        var end = position + size;
        EndsWithFile |= end == _fileBytes;
        if (end > _fileBytes)
        {
            CutPackets++;
            return;
        }

        // Packets outside the edit list are decoded but not shown.
        var key = flags.StartsWith('K');
        if (flags.Length > 1 && flags[1] == 'D')
        {
            _started |= key;
            return;
        }

        if (stamp is not { } pts)
        {
            _started |= key;
            _withoutTime++;
            _undatedLead += _dated < MostReordered ? 1 : 0;
            _pictures.Add((0, key));
            return;
        }

        _dated++;
        EarliestPts = Math.Min(EarliestPts ?? pts, pts);

        // A recording that starts in the middle of a group shows nothing before its first key picture.
        if (!_started && !key)
        {
            return;
        }

        if (!_started)
        {
            _started = true;
            _firstKeyPts = pts;
        }

        _even &= _pictures.Count == 0 || (duration > 0 && pts == _pictures[^1].Pts + duration);
        if (_pictures.Count == 0 || pts >= _lastPts)
        {
            _lastPts = pts;
            LastDuration = duration;
        }

        _pictures.Add((pts, key));
    }

    /// <summary>A field of a packet's line, or null where ffprobe knows none.</summary>
    internal static long? Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
}
