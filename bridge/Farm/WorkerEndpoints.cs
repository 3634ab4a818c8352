using System.Text.RegularExpressions;
using HeyGem.Bridge.Auth;
using HeyGem.Bridge.Errors;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Metadata;

namespace HeyGem.Bridge.Farm;

/// <summary>What workers of a farm ask the bridge; see docs/farm.md.</summary>
internal static partial class WorkerEndpoints
{
    private const int MostNote = 4 << 20;

    public static void MapWorkers(this RouteGroupBuilder api)
    {
        var farm = api.MapGroup("/farm").ExcludeFromDescription();
        farm.MapPost("/enter", Enter).For(AccessRule.Worker);
        farm.MapPost("/beat", Beat).For(AccessRule.Worker);
        farm.MapGet("/media/{key}", Media).For(AccessRule.Worker);
        farm.MapPost("/segments/{order}/{segment}/begin", Begin).For(AccessRule.Worker);
        farm.MapGet("/segments/{order}/{segment}/held", Held).For(AccessRule.Worker);
        farm.MapPut("/segments/{order}/{segment}", TakeAsync).For(AccessRule.Worker).WithMetadata(new PieceLimit(FarmUploads.MostPiece));
        farm.MapPost("/segments/{order}/{segment}/done", DoneAsync).For(AccessRule.Worker).WithMetadata(new PieceLimit(MostNote));
        farm.MapPost("/segments/{order}/{segment}/fail", Fail).For(AccessRule.Worker);
    }

    private static Ok<EnterReply> Enter(HttpContext context, EnterRequest request, FarmBoard board, BridgeSettings settings)
    {
        var farm = settings.Farm!;
        return TypedResults.Ok(new EnterReply(
            board.Enter(KeyOf(context), request).Id, farm.WorkerLogin.User, farm.WorkerLogin.Password, farm.Fingerprint));
    }

    private static Ok<BeatReply> Beat(HttpContext context, BeatRequest request, FarmBoard board) =>
        TypedResults.Ok(board.Beat(KeyOf(context), request));

    private static Ok<BeginReply> Begin(HttpContext context, string order, int segment, string worker, FarmBoard board, FarmUploads uploads)
    {
        var given = board.Begin(KeyOf(context), worker, order, segment);

        // What an earlier try brought may be of another drawing.
        uploads.Forget(board.Held(KeyOf(context), worker, order, segment));
        return TypedResults.Ok(new BeginReply(given.Bundle, given.BundleBytes, given.Order.Clip));
    }

    private static PhysicalFileHttpResult Media(HttpContext context, string key, string worker, FarmBoard board)
    {
        if (!ContentKey().IsMatch(key))
        {
            throw new HeyGemException(ErrorCode.FarmMediaRefused, "Files are asked for by their content keys.");
        }

        return TypedResults.PhysicalFile(
            board.FileOf(KeyOf(context), worker, key), "application/octet-stream", enableRangeProcessing: true);
    }

    private static Ok<long> Held(HttpContext context, string order, int segment, string worker, FarmBoard board, FarmUploads uploads)
    {
        var (part, who) = board.Held(KeyOf(context), worker, order, segment);
        return TypedResults.Ok(uploads.Held(part, who));
    }

    private static async Task<Ok<long>> TakeAsync(
        HttpContext context, string order, int segment, string worker, long offset, long total, FarmBoard board, FarmUploads uploads,
        CancellationToken cancellationToken)
    {
        var (part, who) = board.Held(KeyOf(context), worker, order, segment);
        return TypedResults.Ok(await uploads.TakeAsync(part, who, (offset, total), context.Request.Body, cancellationToken));
    }

    private static async Task<NoContent> DoneAsync(
        HttpContext context, string order, int segment, string worker, long total, FarmBoard board, FarmUploads uploads,
        ILogger<FarmBoard> log, CancellationToken cancellationToken)
    {
        var (part, who) = board.Held(KeyOf(context), worker, order, segment);
        using var note = new MemoryStream();
        await context.Request.Body.CopyToAsync(note, cancellationToken);
        if (uploads.Held(part, who) != total)
        {
            throw new HeyGemException(
                ErrorCode.UploadIncomplete, $"{uploads.Held(part, who)} of {total} bytes of the segment are here.");
        }

        try
        {
            if (!await part.Order.Order.AcceptAsync(segment, uploads.PathOf(part, who), note.ToArray(), cancellationToken))
            {
                throw new HeyGemException(ErrorCode.FarmSegmentGone, "The segment is done already.");
            }

            board.Brought(who);
            return TypedResults.NoContent();
        }
        catch (HeyGemException e) when (e.Code == ErrorCode.FarmResultWrong)
        {
            BridgeLog.WorkerSetAside(log, who.Name, e.Message);
            board.SetAside(part, who, e.Message);
            throw;
        }
    }

    private static NoContent Fail(
        HttpContext context, string order, int segment, string worker, FailRequest request, FarmBoard board, FarmUploads uploads,
        ILogger<FarmBoard> log)
    {
        var (part, who) = board.Held(KeyOf(context), worker, order, segment);
        uploads.Forget((part, who));
        var reason = $"{DisplayText.Text(request.Message, 300)} [{DisplayText.Text(request.Code, 60)}]";
        BridgeLog.WorkerFailed(log, who.Name, segment, reason);
        if (request.Code == ErrorCode.FarmDiffers.WireName())
        {
            // It would say so of every segment.
            board.SetAside(part, who, reason);
        }
        else
        {
            board.Failed(part, who, reason);
        }

        return TypedResults.NoContent();
    }

    private static string KeyOf(HttpContext context) => context.Features.GetRequiredFeature<CarriedKey>().Name;

    [GeneratedRegex("^[0-9a-f]{64}\\z")]
    private static partial Regex ContentKey();

    /// <summary>How large a piece may be.</summary>
    private sealed record PieceLimit(long? MaxRequestBodySize) : IRequestSizeLimitMetadata;
}
