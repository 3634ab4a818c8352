namespace HeyGem.Core.Voice.Words;

/// <summary>
/// What came before on the ways that a search follows: a tree of words with their moments, of which the branches that nobody follows any
/// more are cut from time to time. For one thread.
/// </summary>
internal sealed class WordTrail
{
    /// <summary>No word came before.</summary>
    public const int Nothing = 0;

    private const int Room = 1 << 18;

    private Node[] _nodes = new Node[Room];
    private int _count = 1;
    private int _fullAt = Room;

    /// <summary>Whether it is time for <see cref="Keep"/>.</summary>
    public bool IsFull => _count >= _fullAt;

    /// <summary>A word after what came before it.</summary>
    public int Add(int word, int from, int to, int before)
    {
        if (_count == _nodes.Length)
        {
            Array.Resize(ref _nodes, _count + Room);
        }

        _nodes[_count] = new Node(word, from, to, before);
        return _count++;
    }

    /// <summary>Cuts all but what these lead back to, and renames them.</summary>
    public void Keep(IEnumerable<ArraySegment<int>> alive)
    {
        var ends = alive.ToList();
        var moved = new int[_count];
        foreach (var end in ends)
        {
            foreach (var start in end)
            {
                for (var n = start; n != Nothing && moved[n] == 0; n = _nodes[n].Before)
                {
                    moved[n] = -1;
                }
            }
        }

        // A word always comes after what was before it, so one pass in order renames both.
        var kept = 1;
        for (var n = 1; n < _count; n++)
        {
            if (moved[n] != 0)
            {
                _nodes[kept] = _nodes[n] with { Before = moved[_nodes[n].Before] };
                moved[n] = kept++;
            }
        }

        foreach (var end in ends)
        {
            for (var i = 0; i < end.Count; i++)
            {
                end.AsSpan()[i] = moved[end[i]];
            }
        }

        (_count, _fullAt) = (kept, kept + Room);
    }

    /// <summary>The words that lead to an end, in order.</summary>
    public IReadOnlyList<(int Word, int From, int To)> Of(int end)
    {
        List<(int Word, int From, int To)> words = [];
        for (; end != Nothing; end = _nodes[end].Before)
        {
            words.Add((_nodes[end].Word, _nodes[end].From, _nodes[end].To));
        }

        words.Reverse();
        return words;
    }

    private readonly record struct Node(int Word, int From, int To, int Before);
}
