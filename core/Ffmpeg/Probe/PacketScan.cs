using System.Globalization;
using HeyGem.Core.Ffmpeg.Run;

namespace HeyGem.Core.Ffmpeg.Probe;

/// <summary>
/// The packets of one video stream, read once without decoding: what pictures the file really holds and when each is shown.
/// </summary>
internal sealed class PacketScan
{
    private readonly List<(long Pts, bool Key)> _pictures = [];
    private readonly long _fileBytes;
    private bool _started;
    private long _firstKeyPts = long.MinValue;
    private long _lastPts;
    private int _withoutTime;

    private PacketScan(long fileBytes) => _fileBytes = fileBytes;

    /// <summary>Packets in the file, shown or not, whole or not.</summary>
    public long Packets { get; private set; }

    /// <summary>Packets whose bytes end after the file does.</summary>
    public long CutPackets { get; private set; }

    /// <summary>Whether a packet's bytes are the file's last: where the file was cut inside it, that shows only in decoding.</summary>
    public bool EndsWithFile { get; private set; }

    /// <summary>Length of the packet that is shown last, in the stream's units; 0 when unknown.</summary>
    public long LastDuration { get; private set; }

    /// <summary>The last lines that ffprobe wrote about trouble.</summary>
    public IReadOnlyList<string> ErrorTail { get; private set; } = [];

    public static async Task<PacketScan> ReadAsync(
        FfmpegTools tools, string path, string? demuxer, int stream, CancellationToken cancellationToken)
    {
        var scan = new PacketScan(new FileInfo(path).Length);
        (_, scan.ErrorTail) = await FfmpegOutput.ReadLinesAsync(
            tools.FfprobePath, ProbeArguments.Packets(path, demuxer, stream), scan.Add, cancellationToken).ConfigureAwait(false);
        return scan;
    }

    /// <summary>The pictures in the order in which they are shown.</summary>
    public SourceTimeline Timeline(Fraction timeBase, Fraction countedRate)
    {
        if (_withoutTime > 0)
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

        return new SourceTimeline([.. shown.Select(picture => picture.Pts)], timeBase) { KeyPictures = [.. keys], EndsWithFile = EndsWithFile };
    }

    /// <summary>Takes one line <c>pts,duration,size,pos,flags</c>.</summary>
    private void Add(string line)
    {
        var fields = line.Split(',');
        if (fields.Length < 5)
        {
            return;
        }

        Packets++;
        var flags = fields[4];
        var size = Number(fields[2]) ?? 0;
        var end = Number(fields[3]) + size;
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

        if (Number(fields[0]) is not { } pts)
        {
            _started |= key;
            _withoutTime++;
            _pictures.Add((0, key));
            return;
        }

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

        if (_pictures.Count == 0 || pts >= _lastPts)
        {
            _lastPts = pts;
            LastDuration = Number(fields[1]) ?? 0;
        }

        _pictures.Add((pts, key));
    }

    /// <summary>A field of a packet's line, or null where ffprobe knows none.</summary>
    internal static long? Number(string text) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) ? value : null;
}
