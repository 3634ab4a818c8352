using System.Text.RegularExpressions;

namespace HeyGem.Core.Ffmpeg.Decode;

/// <summary>
/// What a decoder says beside its pictures: complaints of damage, which ffmpeg's exit code does not tell of, and changes of the picture's
/// size, which ffmpeg scales to the first one. Complaints before the first picture are told apart: a recording that starts within a group
/// has many of them, about pictures that nobody sees, and they may be heard when many pictures have been read. Thread-safe.
/// </summary>
internal sealed partial class DecodeComplaints
{
    private int _count;
    private int _corrupt;
    private bool _early;
    private volatile bool _begun;
    private readonly List<string> _sizes = [];
    private volatile string? _last;

    /// <summary>Whether it has complained before its first picture; false until that picture is told of.</summary>
    public bool HasComplainedEarly => _begun && _early;

    /// <summary>Complaints since the first picture.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Pictures so far that were decoded and are damaged, each counted once.</summary>
    public int CorruptPictures => Volatile.Read(ref _corrupt);

    /// <summary>The last complaint, for the error message.</summary>
    public string? Last => _last;

    /// <summary>Sizes other than the first picture's, such as <c>640 x 360</c>.</summary>
    public IReadOnlyCollection<string> OtherSizes
    {
        get
        {
            lock (_sizes)
            {
                return [.. _sizes.Skip(1)];
            }
        }
    }

    /// <summary>Takes one line of standard error.</summary>
    public void Add(string line)
    {
        if (Size().Match(line) is { Success: true } size)
        {
            NoteSize($"{size.Groups[1].Value} x {size.Groups[2].Value}");
            _begun = true;
            return;
        }

        // A stream that nobody reads: the one that is read has a decoder, or the file was refused before. And a picture that H.264 would
        // forget and does not have, as after a jump into an open group: no picture is worse for that.
        if (line.Contains("not on whitelist", StringComparison.Ordinal)
            || line.Contains("mmco: unref short failure", StringComparison.Ordinal))
        {
            return;
        }

        if (line.Contains("[error]", StringComparison.Ordinal)
            || line.Contains("[fatal]", StringComparison.Ordinal)
            || line.Contains("corrupt decoded frame", StringComparison.Ordinal))
        {
            _last = line;
            if (line.Contains("corrupt decoded frame", StringComparison.Ordinal))
            {
                Interlocked.Increment(ref _corrupt);
            }

            _early |= !_begun;
            if (_begun)
            {
                Interlocked.Increment(ref _count);
            }
        }
    }

    private void NoteSize(string size)
    {
        lock (_sizes)
        {
            if (!_sizes.Contains(size))
            {
                _sizes.Add(size);
            }
        }
    }

    // What goes into ffmpeg's filters, told each time that it changes.
    [GeneratedRegex(@"^\[graph -?\d+ input .*\] \[verbose\] w:(\d+) h:(\d+) pixfmt:")]
    private static partial Regex Size();
}
