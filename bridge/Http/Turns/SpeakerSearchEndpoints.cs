using System.ComponentModel;
using HeyGem.Bridge.Auth;
using HeyGem.Bridge.Http.Items;
using HeyGem.Bridge.Http.Jobs;
using HeyGem.Bridge.Http.Uploads;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue.Model;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HeyGem.Bridge.Http.Turns;

/// <summary>Who speaks when in a clip, over HTTP: ask for, follow, look at, stop.</summary>
internal static class SpeakerSearchEndpoints
{
    public static void MapSpeakerSearches(this RouteGroupBuilder api)
    {
        var searches = api.MapGroup("/speakers");
        searches.MapPost("", Begin).For(AccessRule.Token).WithName("findSpeakers").WithSummary(
            "Looks for who speaks when in a clip, by its own sound and the mouths in its picture: a proposal, nothing is rendered.");
        var one = searches.MapGroup("/{id}");
        one.MapGet("", GetAsync).For(AccessRule.Token)
            .WithName("getSpeakers").WithSummary("A search; with waitMs and since, as soon as it has changed.");
        one.MapDelete("", Cancel).For(AccessRule.Token)
            .WithName("cancelSpeakers").WithSummary("Stops and forgets a search; asking again changes nothing.");
        one.MapGet("/faces/{number:int}/picture", PictureAsync).For(AccessRule.TokenOrTicket)
            .Produces<byte[]>(StatusCodes.Status200OK, Thumbnails.ContentType)
            .WithName("getSpeakerPicture").WithSummary("A small JPEG of one of the people that were found.");
        one.MapPost("/faces/{number:int}/upload", KeepAsync).For(AccessRule.Token)
            .WithName("keepSpeakerPicture").WithSummary("Keeps that picture as an upload, to be named as person in a job.");
    }

    private static Results<Created<SpeakerSearchView>, Ok<SpeakerSearchView>> Begin(
        SpeakerSearchRequest request, JobRequestReader reader, SpeakerSearches searches)
    {
        var (search, created) = searches.Begin(reader.ReadClip(request.Clip, "clip"));
        var view = SpeakerSearchView.From(search);
        return created ? TypedResults.Created($"/api/v1/speakers/{search.Id}", view) : TypedResults.Ok(view);
    }

    private static async Task<Ok<SpeakerSearchView>> GetAsync(
        string id,
        [Description("How long to wait for a change, milliseconds, 0 to 30000."), DefaultValue(0)] int? waitMs,
        [Description("The version the client has; the answer comes when there is a later one."), DefaultValue(0L)] long? since,
        SpeakerSearches searches,
        LongPoll poll,
        CancellationToken cancellationToken)
    {
        await poll.WaitAsync(
            waitMs, () => searches.Get(id).State.IsFinished() ? null : searches.ChangedAsync(id, since ?? 0), cancellationToken);
        return TypedResults.Ok(SpeakerSearchView.From(searches.Get(id)));
    }

    private static NoContent Cancel(string id, SpeakerSearches searches)
    {
        searches.Cancel(id);
        return TypedResults.NoContent();
    }

    private static async Task<PhysicalFileHttpResult> PictureAsync(
        string id, int number, SpeakerSearches searches, Thumbnails thumbnails, CancellationToken cancellationToken) =>
        TypedResults.PhysicalFile(
            await PictureOfAsync(id, number, searches, thumbnails, cancellationToken), Thumbnails.ContentType);

    private static async Task<Created<UploadReply>> KeepAsync(
        string id, int number, SpeakerSearches searches, Thumbnails thumbnails, UploadStore shelf, CancellationToken cancellationToken)
    {
        await using var picture = File.OpenRead(await PictureOfAsync(id, number, searches, thumbnails, cancellationToken));
        return TypedResults.Created(
            (string?)null, await shelf.TakeAsync($"person-{number}.jpg", picture.Length, picture, cancellationToken));
    }

    private static async Task<string> PictureOfAsync(
        string id, int number, SpeakerSearches searches, Thumbnails thumbnails, CancellationToken cancellationToken)
    {
        var search = searches.Get(id);
        var proposal = search.Proposal ?? throw new HeyGemException(ErrorCode.JobUnfinished, $"Search {id} is not done.");
        JobRequestReader.Require(number >= 1 && number <= proposal.Faces.Count, "number", $"is 1 to {proposal.Faces.Count}");
        return await thumbnails.GetAsync(search.Clip.ClipPath, proposal.PictureOf(proposal.Faces[number - 1]), cancellationToken);
    }
}
