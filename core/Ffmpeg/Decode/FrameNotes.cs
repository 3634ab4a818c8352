using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Probe;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Ffmpeg.Decode;

/// <summary>What was wrong with frames that a reader could show all the same. Thread-safe.</summary>
internal sealed class FrameNotes
{
    private readonly Lock _gate = new();
    private readonly SortedSet<long> _damaged = [];
    private readonly List<long> _lost = [];
    private readonly SortedSet<string> _otherSizes = new(StringComparer.Ordinal);
    private long _held;

    /// <summary>The frames that the decoder complained of, so far.</summary>
    public IReadOnlyList<long> DamagedFrames
    {
        get
        {
            lock (_gate)
            {
                return [.. _damaged];
            }
        }
    }

    /// <summary>Notes a frame that the decoder complained of; one may come again.</summary>
    /// <returns>How many there are so far.</returns>
    public int Damaged(long frame)
    {
        lock (_gate)
        {
            _damaged.Add(frame);
            return _damaged.Count;
        }
    }

    /// <summary>Notes a frame whose picture could not be decoded.</summary>
    public void Lost(long frame)
    {
        lock (_gate)
        {
            _lost.Add(frame);
        }
    }

    /// <summary>Notes a frame past the last picture.</summary>
    public void Held()
    {
        lock (_gate)
        {
            _held++;
        }
    }

    /// <summary>Notes sizes that the decoder scaled to the first picture's.</summary>
    public void OtherSizes(IEnumerable<string> sizes)
    {
        lock (_gate)
        {
            _otherSizes.UnionWith(sizes);
        }
    }

    /// <summary>Each as a sentence.</summary>
    /// <param name="rate">Frames a second.</param>
    public IReadOnlyList<string> Sentences(FrameRate rate)
    {
        lock (_gate)
        {
            List<string> sentences = [];
            if (_damaged.Count > 0)
            {
                sentences.Add($"{Counted.Of(_damaged.Count, "frame")} of the source {(_damaged.Count == 1 ? "is" : "are")} damaged: " +
                    $"{ClipWarnings.Frames([.. _damaged], rate)}.");
            }

            if (_lost.Count > 0)
            {
                sentences.Add((_lost.Count == 1
                    ? "1 frame of the source cannot be decoded and shows the picture before it: "
                    : $"{_lost.Count} frames of the source cannot be decoded and show the picture before them: ") +
                    $"{ClipWarnings.Frames(_lost, rate)}.");
            }

            if (_held > 0)
            {
                sentences.Add($"The source ends {Counted.Of(_held, "frame")} before its index says; its last frame is held.");
            }

            if (_otherSizes.Count > 0)
            {
                sentences.Add(
                    $"The source's picture changes its size: {string.Join(", ", _otherSizes)} is scaled to the size of its first picture.");
            }

            return sentences;
        }
    }
}
