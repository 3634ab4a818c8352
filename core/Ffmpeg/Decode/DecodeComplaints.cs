namespace HeyGem.Core.Ffmpeg.Decode;

/// <summary>Counts what a decoder had to say of damage; ffmpeg's exit code does not tell of it. Thread-safe.</summary>
internal sealed class DecodeComplaints
{
    private int _count;
    private volatile string? _last;

    /// <summary>Complaints so far.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The last complaint, for the error message.</summary>
    public string? Last => _last;

    /// <summary>Takes one line of standard error.</summary>
    public void Add(string line)
    {
        if (line.Contains("not on whitelist", StringComparison.Ordinal))
        {
            // A stream that nobody reads. The one that is read has a decoder, or the file was refused before.
            return;
        }

        if (line.Contains("[error]", StringComparison.Ordinal)
            || line.Contains("[fatal]", StringComparison.Ordinal)
            || line.Contains("corrupt decoded frame", StringComparison.Ordinal))
        {
            _last = line;
            Interlocked.Increment(ref _count);
        }
    }
}
