using System.Diagnostics;
using System.Globalization;

namespace HeyGem.Benchmarks.Render;

/// <summary>
/// Processor time of this process and of the children it has waited for: what a busy machine disturbs less than the clock.
/// </summary>
internal static class ProcessorTime
{
    // Linux counts in hundredths of a second, whatever the machine.
    private const double TicksPerSecond = 100;

    /// <summary>Spent so far. Only Linux tells of children; elsewhere they are left out.</summary>
    public static TimeSpan Now()
    {
        using var self = Process.GetCurrentProcess();
        return self.TotalProcessorTime + Children();
    }

    /// <summary>Spent by children that have ended, theirs included.</summary>
    public static TimeSpan Children()
    {
        const string Table = "/proc/self/stat";
        if (!File.Exists(Table))
        {
            return TimeSpan.Zero;
        }

        // After the name in brackets; cutime and cstime are the 16th and 17th fields, the state after the name is the 3rd.
        var text = File.ReadAllText(Table);
        var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
        return TimeSpan.FromSeconds((Ticks(fields[13]) + Ticks(fields[14])) / TicksPerSecond);
    }

    private static long Ticks(string field) => long.Parse(field, CultureInfo.InvariantCulture);
}
