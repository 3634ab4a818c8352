using System.ComponentModel;
using HeyGem.Bridge.Auth;
using HeyGem.Bridge.Backend;
using HeyGem.Bridge.Http.Media;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Queue;
using HeyGem.Core.Render;
using HeyGem.Core.Weights;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HeyGem.Bridge.Http.Health;

/// <summary>Whether the bridge lives, what it can do, and what it did.</summary>
internal static class HealthEndpoints
{
    private const int MaxLogRecords = 500;

    public static void MapHealth(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/healthz", HealthAsync).For(AccessRule.Open).Produces<HealthReply>()
            .WithName("health").WithSummary("Answers at once. ok says whether a render can run; with a token, what was checked.");

    public static void MapCapabilities(this RouteGroupBuilder api)
    {
        api.MapGet("/capabilities", CapabilitiesAsync).For(AccessRule.Token)
            .WithName("getCapabilities").WithSummary("Engines, models, provider, formats, limits, media folders and versions.");
        api.MapGet("/log", Log).For(AccessRule.Token)
            .WithName("getLog").WithSummary("The log's records after a number, oldest first.");
    }

    private static async Task<Ok<HealthReply>> HealthAsync(
        HttpContext context, RenderBackend parts, JobQueue ledger, BridgeSettings settings, ClientTokens tokens,
            CancellationToken cancellationToken)
    {
        HealthCheck[] checks = [.. await parts.CheckAsync(false, cancellationToken), JobListCheck.Of(ledger, settings)];
        return TypedResults.Ok(new HealthReply(checks.All(c => c.Ok), TokenFilter.HasToken(context, tokens) ? checks : null));
    }

    private static async Task<Ok<CapabilitiesReply>> CapabilitiesAsync(
        RenderBackend parts, JobQueue ledger, BridgeSettings settings, MediaFolders folders, CancellationToken cancellationToken) =>
        TypedResults.Ok(new CapabilitiesReply(
            typeof(HealthEndpoints).Assembly.GetName().Version!.ToString(3),
            Engines(settings),
            Enum.GetValues<OutputFormat>(),
            [.. await parts.CheckAsync(true, cancellationToken), JobListCheck.Of(ledger, settings)],
            Models(settings),
            folders.Roots,
            settings.OutputFolder,
            new LimitsReply(settings.MaxUploadBytes, settings.QueueCap, settings.Parallelism, 1000),
            VoicePieces: true));

    /// <summary>An engine is offered only where it can run, such as Wav2Lip where a model is installed.</summary>
    private static IReadOnlyList<string> Engines(BridgeSettings settings)
    {
        using var engines = BuiltInEngines.In(new DataFolder(settings.DataFolder));
        return engines.Offered();
    }

    /// <summary>What the fields model and enhancer of a job may name.</summary>
    private static ModelReply[] Models(BridgeSettings settings)
    {
        var store = ModelStore.In(new DataFolder(settings.DataFolder));
        return [.. new[] { ModelKind.Wav2Lip, ModelKind.Enhancer }.SelectMany(
            kind => store.Installed(kind).Select(m => new ModelReply(m.Name, kind)))];
    }

    private static Ok<LogReply> Log([DefaultValue(0L)] long? after, LogTail log)
    {
        var records = log.After(after ?? 0, MaxLogRecords);
        return TypedResults.Ok(new LogReply(records, records.Count > 0 ? records[^1].Number : after ?? 0));
    }
}

/// <summary>Whether a render can run.</summary>
/// <param name="Ok">Every check holds.</param>
/// <param name="Checks">What was checked; only for clients with a token.</param>
[method: System.Text.Json.Serialization.JsonConstructor]
internal sealed record HealthReply(
    bool Ok,
    [property: System.Text.Json.Serialization.JsonIgnore(
        Condition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<HealthCheck>? Checks);

/// <summary>What this bridge can do.</summary>
/// <param name="Version">The program's version.</param>
/// <param name="Engines">Words for engine; wav2lip only where a model is installed.</param>
/// <param name="Formats">Words for format.</param>
/// <param name="Checks">What a render needs: ffmpeg, models and provider, disk.</param>
/// <param name="Models">The installed models that a job may name.</param>
/// <param name="MediaFolders">Folders that paths may lie in.</param>
/// <param name="OutputFolder">Where results go.</param>
/// <param name="Limits">How much is taken.</param>
/// <param name="VoicePieces">Whether a clip's voice may be a list of pieces.</param>
internal sealed record CapabilitiesReply(
    string Version,
    IReadOnlyList<string> Engines,
    IReadOnlyList<OutputFormat> Formats,
    IReadOnlyList<HealthCheck> Checks,
    IReadOnlyList<ModelReply> Models,
    IReadOnlyList<string> MediaFolders,
    string OutputFolder,
    LimitsReply Limits,
    bool VoicePieces);

/// <summary>An installed model.</summary>
/// <param name="Name">Its name, for a job's model or enhancer.</param>
/// <param name="Kind">Which of the two it is.</param>
internal sealed record ModelReply(string Name, ModelKind Kind);

/// <summary>How much the bridge takes.</summary>
/// <param name="MaxUploadBytes">The largest upload.</param>
/// <param name="QueueCap">How many clips may wait.</param>
/// <param name="Parallelism">How many are rendered at a time.</param>
/// <param name="MaxItems">How many clips a job may have.</param>
internal sealed record LimitsReply(long MaxUploadBytes, int QueueCap, int Parallelism, int MaxItems);

/// <summary>A stretch of the log.</summary>
/// <param name="Records">The records, oldest first.</param>
/// <param name="Next">To give as after for the next ones.</param>
internal sealed record LogReply(IReadOnlyList<LogRecord> Records, long Next);
