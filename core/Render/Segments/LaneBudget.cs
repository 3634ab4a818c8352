namespace HeyGem.Core.Render.Segments;

/// <summary>
/// How many lanes draw at once in this process: one for every four processors, and no more than half of the memory holds. Each order has
/// one in any case; all further ones are shared. Thread-safe.
/// </summary>
/// <param name="processors">Processors of the machine.</param>
/// <param name="memory">Gives the memory that the process may use, bytes.</param>
internal sealed class LaneBudget(int processors, Func<long> memory)
{
    // A lane's decoder, painters and encoder together keep about so many busy.
    private const int ProcessorsALane = 4;

    private readonly Lock _gate = new();
    private int _held;
    private long _bytes;

    /// <summary>The most lanes, however much memory there is.</summary>
    public int Most { get; } = Math.Max(1, processors / ProcessorsALane);

    /// <summary>Lanes of all orders at this moment.</summary>
    public int Held
    {
        get
        {
            lock (_gate)
            {
                return _held;
            }
        }
    }

    /// <summary>What this machine has.</summary>
    public static LaneBudget OfMachine() => new(Environment.ProcessorCount, () => GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    /// <summary>An order's first lane; whoever takes one gives it back when it ends.</summary>
    /// <param name="bytes">What the lane holds.</param>
    public void Take(long bytes)
    {
        lock (_gate)
        {
            _held++;
            _bytes += bytes;
        }
    }

    /// <summary>One more lane of an order; false where there is no room for it now.</summary>
    /// <param name="bytes">What the lane holds.</param>
    public bool TryTake(long bytes)
    {
        lock (_gate)
        {
            if (_held >= Most || _bytes + bytes > memory() / 2)
            {
                return false;
            }

            Take(bytes);
            return true;
        }
    }

    /// <summary>A lane has ended.</summary>
    /// <param name="bytes">What it was taken with.</param>
    public void GiveBack(long bytes)
    {
        lock (_gate)
        {
            _held--;
            _bytes -= bytes;
        }
    }
}
