using System.Globalization;
using Serilog.Core;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace HeyGem.Bridge.Http.Health;

/// <summary>The newest records of the log, in memory, for the page.</summary>
internal sealed class LogTail : ILogEventSink
{
    private const int Kept = 2000;
    private const int MaxText = 4096;

    // Texts as they are; Serilog would put them in quotes.
    private static readonly MessageTemplateTextFormatter _plain = new("{Message:lj}", CultureInfo.InvariantCulture);

    private readonly Lock _gate = new();
    private readonly Queue<LogRecord> _records = [];
    private long _number;

    /// <summary>Records after a number, oldest first, at most <paramref name="limit"/> of the newest.</summary>
    public IReadOnlyList<LogRecord> After(long number, int limit)
    {
        lock (_gate)
        {
            return [.. _records.Where(r => r.Number > number).TakeLast(limit)];
        }
    }

    /// <inheritdoc/>
    public void Emit(LogEvent logEvent)
    {
        ArgumentNullException.ThrowIfNull(logEvent);
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        _plain.Format(logEvent, text);
        lock (_gate)
        {
            _records.Enqueue(new LogRecord(
                ++_number,
                logEvent.Timestamp.ToUniversalTime(),
                Word(logEvent.Level),
                Value(logEvent.Properties.GetValueOrDefault(Constants.SourceContextPropertyName)) as string ?? string.Empty,
                EventOf(logEvent),
                Short(text.ToString()),
                logEvent.Exception is { } error ? Short(error.ToString()) : null));
            if (_records.Count > Kept)
            {
                _records.Dequeue();
            }
        }
    }

    private static int EventOf(LogEvent logEvent) =>
        logEvent.Properties.GetValueOrDefault("EventId") is StructureValue { Properties: var parts }
        && Value(parts.FirstOrDefault(p => p.Name == "Id")?.Value) is int id ? id : 0;

    private static object? Value(LogEventPropertyValue? property) => (property as ScalarValue)?.Value;

    private static string Short(string text) => text.Length <= MaxText ? text : text[..MaxText];

    private static string Word(LogEventLevel level) => level switch
    {
        LogEventLevel.Verbose or LogEventLevel.Debug => "debug",
        LogEventLevel.Information => "info",
        LogEventLevel.Warning => "warning",
        _ => "error",
    };
}

/// <summary>One line of the log.</summary>
/// <param name="Number">Its number in this run of the bridge, from 1.</param>
/// <param name="Time">When.</param>
/// <param name="Level">debug, info, warning or error.</param>
/// <param name="Source">Which part of the program.</param>
/// <param name="Event">Which event of that part.</param>
/// <param name="Message">What happened.</param>
/// <param name="Error">What was thrown, or null.</param>
internal sealed record LogRecord(long Number, DateTimeOffset Time, string Level, string Source, int Event, string Message, string? Error);
