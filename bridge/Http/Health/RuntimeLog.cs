using Serilog;
using Serilog.Events;
using Serilog.Extensions.Logging;

namespace HeyGem.Bridge.Http.Health;

/// <summary>
/// The runtime log: warnings of the web server and all that the bridge itself tells, the newest kept in memory for the page and all in
/// rolling files. A disk that cannot take a line loses that line only; rendering goes on.
/// </summary>
internal sealed class RuntimeLog : IDisposable
{
    private const long MaxFileBytes = 8 << 20;
    private const int MaxFiles = 5;

    private readonly SerilogLoggerFactory _loggers;

    private RuntimeLog(string? folder)
    {
        var configuration = new LoggerConfiguration()
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .WriteTo.Sink(Tail);
        if (folder is not null)
        {
            configuration = configuration.WriteTo.File(
                new LogLine(),
                Path.Combine(folder, "heygem.log"),
                fileSizeLimitBytes: MaxFileBytes,
                rollOnFileSizeLimit: true,
                retainedFileCountLimit: MaxFiles);
        }

        Logger = configuration.CreateLogger();
        _loggers = new SerilogLoggerFactory(Logger);
    }

    /// <summary>The newest records.</summary>
    public LogTail Tail { get; } = new();

    /// <summary>Where every record goes.</summary>
    public Serilog.Core.Logger Logger { get; }

    /// <summary>Begins a run's log.</summary>
    /// <param name="folder">Where the files go, or null for memory only.</param>
    public static RuntimeLog Open(string? folder) => new(folder);

    /// <summary>A logger of a part of the program.</summary>
    public Microsoft.Extensions.Logging.ILogger CreateLogger(string part) => _loggers.CreateLogger(part);

    /// <inheritdoc/>
    public void Dispose()
    {
        _loggers.Dispose();
        Logger.Dispose();
    }
}
