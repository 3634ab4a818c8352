using System.Collections;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Ffmpeg.Segments;

/// <summary>
/// Reads a file's packet list (<see cref="PacketListArguments"/>) in parts of known lengths: a digest of each part's encoded pictures, and
/// whether each picture is shown at a frame of its own within its part.
/// </summary>
/// <param name="rate">Frames a second of the file.</param>
/// <param name="lengths">Pictures of each part, in order.</param>
internal sealed class PictureDigests(FrameRate rate, IReadOnlyList<int> lengths) : IDisposable
{
    // The list maps the picture first.
    private const string TimeBase = "#tb 0: ";
    private const string Picture = "0,";

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly List<string> _digests = [];
    private (long Numerator, long Denominator) _unit = (0, 1);
    private BitArray? _shown;
    private long _start;
    private int _read;

    /// <summary>What is wrong with the times of the pictures, a sentence; null where nothing is.</summary>
    public string? Fault { get; private set; }

    /// <summary>The digests of the parts that were read whole.</summary>
    public IReadOnlyList<string> Digests => _digests;

    /// <summary>Takes a line of the list.</summary>
    public void Add(string line)
    {
        if (line.StartsWith(TimeBase, StringComparison.Ordinal) && line[TimeBase.Length..].Split('/') is [var unit, var parts])
        {
            _unit = (long.Parse(unit, CultureInfo.InvariantCulture), long.Parse(parts, CultureInfo.InvariantCulture));
        }
        else if (line.StartsWith(Picture, StringComparison.Ordinal) && _digests.Count < lengths.Count)
        {
            var fields = line.Split(',', StringSplitOptions.TrimEntries);
            if (fields.Length >= 6)
            {
                // A picture without a time has no frame either.
                var isTimed = long.TryParse(fields[2], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var time);
                AddPicture(isTimed ? time : -1, fields[4], fields[5]);
            }
        }
    }

    /// <summary>Takes the next picture where no list was made of them.</summary>
    /// <param name="packet">When it is shown, and its size.</param>
    /// <param name="unit">How many units of its time a second has.</param>
    /// <param name="sum">Its checksum as the list would have it.</param>
    public void Add(PicturePacket packet, long unit, uint sum)
    {
        _unit = (1, unit);
        if (_digests.Count < lengths.Count)
        {
            AddPicture(packet.Time, packet.Bytes.ToString(CultureInfo.InvariantCulture), $"0x{sum:x8}");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    private void AddPicture(long time, string size, string sum)
    {
        var length = lengths[_digests.Count];
        _shown ??= new BitArray(length);
        var frame = FrameOf(time) - _start;
        if (frame < 0 || frame >= length || _shown[(int)frame])
        {
            Fault ??= $"Picture {_start + _read} of the result has no frame of its own: it is shown at {time} of " +
                $"{_unit.Denominator} a second.";
        }
        else
        {
            _shown[(int)frame] = true;
        }

        _hash.AppendData(Encoding.ASCII.GetBytes($"{size} {sum}\n"));
        if (++_read == length)
        {
            _digests.Add(Convert.ToHexStringLower(_hash.GetHashAndReset()));
            (_shown, _start, _read) = (null, _start + length, 0);
        }
    }

    /// <summary>The frame that begins exactly at a time, or -1.</summary>
    private long FrameOf(long time)
    {
        var (frame, rest) = Int128.DivRem(
            (Int128)time * _unit.Numerator * rate.Numerator, (Int128)_unit.Denominator * rate.Denominator);
        return rest == 0 && frame >= 0 && frame <= long.MaxValue ? (long)frame : -1;
    }
}
