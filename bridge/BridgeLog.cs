namespace HeyGem.Bridge;

/// <summary>What the bridge writes into its log. In one class: the generator puts classes in another order at each build, and two
/// releases of one commit would differ.</summary>
internal static partial class BridgeLog
{
    [LoggerMessage(1001, LogLevel.Information, "{Message}")]
    public static partial void Told(ILogger logger, Exception? error, string message);

    [LoggerMessage(
        1002, LogLevel.Warning, "The job list was damaged and was moved to {Path}; a new one was begun. Finished files are untouched.")]
    public static partial void ListMovedAside(ILogger logger, string path);

    [LoggerMessage(1003, LogLevel.Warning, "{Message}")]
    public static partial void Wondered(ILogger logger, Exception? error, string message);

    [LoggerMessage(1004, LogLevel.Error, "{Message}")]
    public static partial void Failed(ILogger logger, Exception error, string message);

    [LoggerMessage(1005, LogLevel.Warning, "Item {ItemId} of job {JobId} failed at attempt {Attempt}: {Code}: {Message}")]
    public static partial void ItemFailed(
        ILogger logger, Exception? error, string itemId, string jobId, int attempt, string code, string message);

    [LoggerMessage(1101, LogLevel.Information, "The farm's broker {Host} is connected.")]
    public static partial void FarmConnected(ILogger logger, string host);

    [LoggerMessage(1102, LogLevel.Warning, "The farm's broker {Host} does not answer and is waited for: {Message}")]
    public static partial void FarmLost(ILogger logger, string host, string message);

    [LoggerMessage(1103, LogLevel.Warning, "Segment {Segment} of {Order} came back too often; it is drawn here.")]
    public static partial void SegmentDead(ILogger logger, string order, int segment);

    [LoggerMessage(1104, LogLevel.Warning, "Worker {Worker} is set aside: {Reason}")]
    public static partial void WorkerSetAside(ILogger logger, string worker, string reason);

    [LoggerMessage(1105, LogLevel.Warning, "Worker {Worker} could not draw segment {Segment}: {Reason}")]
    public static partial void WorkerFailed(ILogger logger, string worker, int segment, string reason);

    [LoggerMessage(2001, LogLevel.Information, "Removed {Path} ({Bytes} bytes), which nobody used for long.")]
    public static partial void OldFileRemoved(ILogger logger, string path, long bytes);

    [LoggerMessage(2002, LogLevel.Warning, "Old files could not be looked for.")]
    public static partial void RetentionFailed(ILogger logger, Exception error);

    [LoggerMessage(2101, LogLevel.Warning, "The preview {Id} failed with {Code}.")]
    public static partial void PreviewFailed(ILogger logger, string id, string code, Exception error);

    [LoggerMessage(2102, LogLevel.Warning, "The preview folder {Folder} could not be removed.")]
    public static partial void PreviewNotRemoved(ILogger logger, string folder, Exception error);

    [LoggerMessage(2103, LogLevel.Warning, "The search {Id} for speakers failed with {Code}.")]
    public static partial void SpeakerSearchFailed(ILogger logger, string id, string code, Exception error);

    [LoggerMessage(5001, LogLevel.Information, "{Method} {Path} refused: {Code}: {Detail}")]
    public static partial void RequestRefused(ILogger logger, string method, PathString path, string code, string detail);

    [LoggerMessage(5002, LogLevel.Error, "{Method} {Path} failed (request {RequestId})")]
    public static partial void RequestFailed(ILogger logger, Exception error, string method, PathString path, string requestId);
}
