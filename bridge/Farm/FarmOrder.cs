using HeyGem.Core.Farm;
using HeyGem.Core.Render.Segments;

namespace HeyGem.Bridge.Farm;

/// <summary>
/// A render whose segments are sent out: what is drawn, from which files, and how each segment stands. Held by the board.
/// </summary>
internal sealed class FarmOrder
{
    /// <param name="order">The segments.</param>
    /// <param name="bundle">The file that they are drawn from, and its content key.</param>
    /// <param name="media">The media files, by their content keys.</param>
    public FarmOrder(ISegmentOrder order, (string Path, string Key) bundle, IReadOnlyList<(string Path, BundleMedia Media)> media)
    {
        Order = order;
        Bundle = bundle.Key;
        BundleBytes = new FileInfo(bundle.Path).Length;
        Files = media.Select(m => (m.Media.Key, m.Path)).Append((bundle.Key, bundle.Path)).DistinctBy(f => f.Item1)
            .ToDictionary(f => f.Item1, f => f.Item2);
        Parts = [.. order.Segments.Select((_, index) => new FarmPart(this, index))];
    }

    /// <summary>What is drawn.</summary>
    public ISegmentOrder Order { get; }

    /// <summary>The content key of the file that segments are drawn from.</summary>
    public string Bundle { get; }

    /// <summary>Its size.</summary>
    public long BundleBytes { get; }

    /// <summary>The files that its workers may read, by content key.</summary>
    public IReadOnlyDictionary<string, string> Files { get; }

    /// <summary>The segments.</summary>
    public IReadOnlyList<FarmPart> Parts { get; }
}

/// <summary>How a segment of an order stands.</summary>
internal sealed class FarmPart(FarmOrder order, int index)
{
    /// <summary>The order.</summary>
    public FarmOrder Order => order;

    /// <summary>The segment.</summary>
    public int Index => index;

    /// <summary>How it stands; one that is done is so whatever this says.</summary>
    public PartState State { get; set; }

    /// <summary>When it came to stand so, a time stamp of the board's clock.</summary>
    public long Since { get; set; }

    /// <summary>Who draws it, where somebody does.</summary>
    public FarmWorker? By { get; set; }

    /// <summary>How often somebody failed at it.</summary>
    public int Failures { get; set; }

    /// <summary>Whether it is done.</summary>
    public bool IsDone => order.Order.IsDone(index);
}

/// <summary>How a segment stands.</summary>
internal enum PartState
{
    /// <summary>Nobody has it.</summary>
    Waiting,

    /// <summary>The broker has it.</summary>
    Sent,

    /// <summary>A worker draws it.</summary>
    Drawing,

    /// <summary>No worker can draw it: the bridge does.</summary>
    Here,
}
