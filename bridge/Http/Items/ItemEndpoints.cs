using System.ComponentModel;
using HeyGem.Bridge.Auth;
using HeyGem.Bridge.Desktop;
using HeyGem.Bridge.Http.Jobs;
using HeyGem.Bridge.Http.Media;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Render.Report;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace HeyGem.Bridge.Http.Items;

/// <summary>One clip of a job: its state, its result, its picture, its report.</summary>
internal static class ItemEndpoints
{
    public static void MapItems(this RouteGroupBuilder api)
    {
        var items = api.MapGroup("/items/{id}");
        items.MapGet("", GetAsync).For(AccessRule.Token)
            .WithName("getItem").WithSummary("One clip of a job.");
        items.MapPost("/cancel", CancelAsync).For(AccessRule.Token)
            .WithName("cancelItem").WithSummary("Stops one clip; asking again changes nothing.");
        items.MapGet("/video", VideoAsync).For(AccessRule.TokenOrTicket)
            .Produces<byte[]>(StatusCodes.Status200OK, "video/mp4", "video/quicktime")
                .Produces<byte[]>(StatusCodes.Status206PartialContent, "video/mp4", "video/quicktime")
            .WithName("getVideo").WithSummary("The result; takes range requests. With download=true it is offered for saving.");
        items.MapGet("/source", SourceAsync).For(AccessRule.TokenOrTicket)
            .Produces<byte[]>(StatusCodes.Status200OK, "video/mp4", "video/quicktime")
                .Produces<byte[]>(StatusCodes.Status206PartialContent, "video/mp4", "video/quicktime")
            .WithName("getSource").WithSummary("The clip that was rendered, as long as it is where it was; takes range requests.");
        items.MapGet("/thumbnail", ThumbnailAsync).For(AccessRule.TokenOrTicket)
            .Produces<byte[]>(StatusCodes.Status200OK, Thumbnails.ContentType)
            .WithName("getThumbnail")
            .WithSummary("A small JPEG of the result, or of the source while there is none; with frame, of the face in it.");
        items.MapGet("/report", ReportAsync).For(AccessRule.Token)
            .WithName("getReport").WithSummary("What the render did and measured.");
        items.MapGet("/origin", OriginAsync).For(AccessRule.Token)
            .WithName("getOrigin").WithSummary("What the clip was rendered from and with, as the request that asks for the same again.");
        items.MapPost("/show", ShowAsync).For(AccessRule.Token)
            .WithName("showItem").WithSummary("Shows the result in the file manager of the bridge's machine; for clients on that machine.");
    }

    private static async Task<Ok<ItemView>> GetAsync(string id, JobQueue ledger, CancellationToken cancellationToken) =>
        TypedResults.Ok(ItemView.From(await ItemAsync(id, ledger, cancellationToken)));

    private static async Task<Ok<ItemView>> CancelAsync(string id, JobQueue ledger, CancellationToken cancellationToken) =>
        TypedResults.Ok(ItemView.From(await ledger.AskAsync(
            queue =>
            {
                queue.Cancel(queue.Item(id).JobId, id);
                return queue.Item(id);
            },
            cancellationToken)));

    private static async Task<PhysicalFileHttpResult> VideoAsync(
        string id, [DefaultValue(false)] bool? download, JobQueue ledger, CancellationToken cancellationToken)
    {
        var output = OutputOf(await ItemAsync(id, ledger, cancellationToken));
        return TypedResults.PhysicalFile(
            output.Path,
            ResultFiles.TypeOf(output.Path),
            download is true ? Path.GetFileName(output.Path) : null,
            entityTag: new EntityTagHeaderValue($"\"{output.Sha256}\""),
            enableRangeProcessing: true);
    }

    private static async Task<FileStreamHttpResult> SourceAsync(
        string id, JobQueue ledger, SourceFiles sources, CancellationToken cancellationToken)
    {
        var item = await ItemAsync(id, ledger, cancellationToken);
#pragma warning disable CA2000 // The answer disposes the stream, and the hold is nothing else.
        var held = await sources.OpenAsync(item, cancellationToken);
#pragma warning restore CA2000
        return TypedResults.Stream(held.File, ResultFiles.TypeOf(held.Path), enableRangeProcessing: true);
    }

    private static async Task<PhysicalFileHttpResult> ThumbnailAsync(
        string id, [Description("A frame of the result, counted from 0.")] long? frame, JobQueue ledger, Thumbnails thumbnails,
        CancellationToken cancellationToken)
    {
        var item = await ItemAsync(id, ledger, cancellationToken);
        var path = frame is { } number
            ? await thumbnails.GetAsync(item, number, cancellationToken) : await thumbnails.GetAsync(item, cancellationToken);
        return TypedResults.PhysicalFile(path, Thumbnails.ContentType);
    }

    private static async Task<Ok<RenderReport>> ReportAsync(string id, JobQueue ledger, CancellationToken cancellationToken) =>
        TypedResults.Ok((await ItemAsync(id, ledger, cancellationToken)).Report ?? throw Unfinished(id));

    private static async Task<Ok<ItemOriginView>> OriginAsync(
        string id, JobQueue ledger, JobRequestWriter writer, CancellationToken cancellationToken) =>
        TypedResults.Ok(ItemOriginView.Of(await ItemAsync(id, ledger, cancellationToken), writer));

    private static async Task<Ok<ShownReply>> ShowAsync(
        string id, HttpContext context, JobQueue ledger, BridgeSettings settings, CancellationToken cancellationToken)
    {
        var output = OutputOf(await ItemAsync(id, ledger, cancellationToken));
        return TypedResults.Ok(new ShownReply(settings.ShowsFiles && !LanLogin.IsLan(context) && DesktopOpener.TryShow(output.Path)));
    }

    private static Task<ItemSnapshot> ItemAsync(string id, JobQueue ledger, CancellationToken cancellationToken) =>
        ledger.AskAsync(queue => queue.Item(id), cancellationToken);

    private static ItemOutput OutputOf(ItemSnapshot item)
    {
        var output = item.Output ?? throw Unfinished(item.Id);
        return File.Exists(output.Path) ? output : throw new HeyGemException(
            ErrorCode.InputNotFound, $"The result {Path.GetFileName(output.Path)} is no longer where it was put.");
    }

    private static HeyGemException Unfinished(string id) => new(ErrorCode.JobUnfinished, $"Item {id} has no result.");
}

/// <summary>Whether a result is shown.</summary>
/// <param name="Shown">False where the bridge's machine has no screen, or the client is on another machine.</param>
internal sealed record ShownReply(bool Shown);
