using System.Globalization;
using Serilog.Events;
using Serilog.Formatting;
using Serilog.Formatting.Compact;

namespace HeyGem.Bridge.Http.Health;

/// <summary>
/// One record as a line of compact JSON. What a client named can hold any character: whatever is not plain ASCII is escaped, so that
/// nothing ends a line early, drives a terminal or turns the direction of writing.
/// </summary>
internal sealed class LogLine : ITextFormatter
{
    private readonly CompactJsonFormatter _compact = new();

    /// <inheritdoc/>
    public void Format(LogEvent logEvent, TextWriter output)
    {
        using var line = new StringWriter(CultureInfo.InvariantCulture);
        _compact.Format(logEvent, line);
        foreach (var character in line.ToString().TrimEnd())
        {
            if (character is >= ' ' and <= '~')
            {
                output.Write(character);
            }
            else
            {
                output.Write(string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"));
            }
        }

        output.Write('\n');
    }
}
