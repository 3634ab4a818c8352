using System.Collections.Concurrent;
using System.Text.Json;

namespace HeyGem.Bridge.Http.Health;

/// <summary>
/// The runtime log: one JSON object a line, the newest kept in memory for the page and all in rolling files. What a client named can
/// hold any character; JSON escapes all that could end a line or drive a terminal. A disk that cannot take a line loses that line only.
/// </summary>
internal sealed class RecordLog : ILoggerProvider
{
    private const int KeptInMemory = 2000;
    private const int MaxField = 1024;
    private const long MaxFileBytes = 8 << 20;
    private const int MaxFiles = 5;

    private readonly Lock _gate = new();
    private readonly Queue<LogRecord> _recent = [];
    private readonly ConcurrentDictionary<string, ILogger> _loggers = [];
    private readonly string? _folder;
    private readonly TimeProvider _time;
    private long _number;

    /// <param name="folder">Where the files go, or null for memory only.</param>
    /// <param name="time">The clock of the records.</param>
    public RecordLog(string? folder, TimeProvider time)
    {
        _folder = folder;
        _time = time;
    }

    /// <summary>Records after a number, oldest first, at most <paramref name="limit"/> of the newest.</summary>
    public IReadOnlyList<LogRecord> After(long number, int limit)
    {
        lock (_gate)
        {
            return [.. _recent.Where(r => r.Number > number).TakeLast(limit)];
        }
    }

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => _loggers.GetOrAdd(categoryName, name => new Writer(this, name));

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void Add(LogLevel level, string category, int eventId, string message, Exception? error)
    {
        lock (_gate)
        {
            var record = new LogRecord(++_number, _time.GetUtcNow(), Word(level), category, eventId, Short(message), error is null
                ? null : Short(error.ToString()));
            _recent.Enqueue(record);
            if (_recent.Count > KeptInMemory)
            {
                _recent.Dequeue();
            }

            Append(record);
        }
    }

    private void Append(LogRecord record)
    {
        if (_folder is null)
        {
            return;
        }

        try
        {
            var path = Path.Combine(_folder, "heygem.log");
            if (new FileInfo(path) is { Exists: true, Length: > MaxFileBytes })
            {
                Roll(path);
            }

            using var file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            JsonSerializer.Serialize(file, record, JsonSerializerOptions.Web);
            file.WriteByte((byte)'\n');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Rendering goes on without a log; the record is still in memory.
        }
    }

    private static void Roll(string path)
    {
        for (var n = MaxFiles - 1; n >= 1; n--)
        {
            var from = n == 1 ? path : $"{path}.{n - 1}";
            if (File.Exists(from))
            {
                File.Move(from, $"{path}.{n}", overwrite: true);
            }
        }
    }

    private static string Short(string text) => text.Length <= MaxField * 4 ? text : text[..(MaxField * 4)];

    private static string Word(LogLevel level) => level switch
    {
        LogLevel.Trace or LogLevel.Debug => "debug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warning",
        _ => "error",
    };

    private sealed class Writer(RecordLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is not (LogLevel.None or LogLevel.Trace or LogLevel.Debug);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?,
            string> formatter)
        {
            if (IsEnabled(logLevel))
            {
                log.Add(logLevel, category, eventId.Id, formatter(state, exception), exception);
            }
        }
    }
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
