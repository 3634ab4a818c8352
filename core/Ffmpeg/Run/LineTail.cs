namespace HeyGem.Core.Ffmpeg.Run;

/// <summary>The last lines that a program writes about trouble: what it says of its ordinary work is left out. Thread-safe.</summary>
internal sealed class LineTail(int capacity)
{
    private readonly Lock _lock = new();
    private readonly Queue<string> _lines = new(capacity);

    public void Add(string line)
    {
        if (line.Contains("[verbose]", StringComparison.Ordinal) || line.Contains("[info]", StringComparison.Ordinal))
        {
            return;
        }

        lock (_lock)
        {
            if (_lines.Count == capacity)
            {
                _lines.Dequeue();
            }

            _lines.Enqueue(line);
        }
    }

    public IReadOnlyList<string> Snapshot()
    {
        lock (_lock)
        {
            return [.. _lines];
        }
    }
}
