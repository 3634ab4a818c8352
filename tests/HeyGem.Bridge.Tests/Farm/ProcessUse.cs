namespace HeyGem.Bridge.Tests.Farm;

/// <summary>What a process has used, as Linux tells it.</summary>
/// <param name="Processor">Processor time since it began.</param>
/// <param name="Bytes">Memory that is its own now, with its share of what it has in common with others.</param>
/// <param name="PeakBytes">The most memory that it had at a time, all of what it shares included.</param>
internal readonly record struct ProcessUse(TimeSpan Processor, long Bytes, long PeakBytes)
{
    /// <summary>Asks now.</summary>
    public static ProcessUse Of(int id)
    {
        // A hundred ticks a second; the name in brackets may hold blanks.
        var fields = File.ReadAllText($"/proc/{id}/stat").Split(") ")[1].Split(' ');
        return new ProcessUse(
            TimeSpan.FromMilliseconds(10 * (double.Parse(fields[11], null) + double.Parse(fields[12], null))),
            Line($"/proc/{id}/smaps_rollup", "Pss:"), Line($"/proc/{id}/status", "VmHWM:"));
    }

    private static long Line(string path, string name) => 1024 * long.Parse(
        string.Concat(File.ReadLines(path).First(l => l.StartsWith(name, StringComparison.Ordinal)).Where(char.IsAsciiDigit)), null);
}
