namespace HeyGem.Testing;

/// <summary>Memory that work takes from the managed heap.</summary>
public static class Allocated
{
    private const int Rounds = 5;

    /// <summary>
    /// The fewest bytes that this thread allocated in one of some rounds. What work allocates it allocates every time; a collection or the
    /// compiler may charge the thread with something once.
    /// </summary>
    /// <param name="work">The work, warm already.</param>
    public static long Least(Action work) => Enumerable.Range(0, Rounds).Min(_ =>
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    });
}
