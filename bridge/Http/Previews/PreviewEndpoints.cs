using System.ComponentModel;
using HeyGem.Bridge.Auth;
using HeyGem.Bridge.Http.Jobs;
using HeyGem.Bridge.Http.Media;
using HeyGem.Core.Errors;
using HeyGem.Core.Ffmpeg.Encode;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Timing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HeyGem.Bridge.Http.Previews;

/// <summary>Previews over HTTP: ask for, follow, look at, stop.</summary>
internal static class PreviewEndpoints
{
    /// <summary>A voice of a thousand pieces.</summary>
    private const long MaxBytes = 2 << 20;

    public static void MapPreviews(this RouteGroupBuilder api)
    {
        var previews = api.MapGroup("/previews");
        previews.MapPost("", Begin).For(AccessRule.Token).WithMetadata(new BodyLimit(MaxBytes))
            .Accepts<PreviewRequest>("application/json").WithName("beginPreview").WithSummary(
                "Renders a stretch of at most 10 seconds of what a job would give, to be looked at: no result, gone after an hour.");
        var one = previews.MapGroup("/{id}");
        one.MapGet("", GetAsync).For(AccessRule.Token)
            .WithName("getPreview").WithSummary("A preview; with waitMs and since, as soon as it has changed.");
        one.MapDelete("", Cancel).For(AccessRule.Token)
            .WithName("cancelPreview").WithSummary("Stops and forgets a preview; asking again changes nothing.");
        one.MapGet("/video", Video).For(AccessRule.TokenOrTicket).Produces<byte[]>(StatusCodes.Status200OK, "video/mp4")
            .Produces<byte[]>(StatusCodes.Status206PartialContent, "video/mp4")
            .WithName("getPreviewVideo").WithSummary("What the render would show and say there; takes range requests.");
        one.MapGet("/source", Source).For(AccessRule.TokenOrTicket).Produces<byte[]>(StatusCodes.Status200OK, "video/mp4")
            .Produces<byte[]>(StatusCodes.Status206PartialContent, "video/mp4")
            .WithName("getPreviewSource").WithSummary("The clip's own frames of the same stretch, without sound; takes range requests.");
    }

    private static Results<Created<PreviewView>, Ok<PreviewView>> Begin(
        PreviewBody body, JobRequestReader reader, PreviewStore store)
    {
        var request = body.Request;

        // Where results go, and as what, is no matter of a preview.
        var job = request.Job with { BesideSource = false, OutputFolder = null, Format = OutputFormat.H264, NoAudio = false };
        reader.Check(job);
        JobRequestReader.Require(job.Items.Count == 1, "job.items", "has the one clip that is looked at");
        JobRequestReader.Require(request.To is null || request.From is not null, "to", "goes with from");
        var (from, to) = (Point(request.From, "from"), Point(request.To, "to"));
        var hash = JobRequestReader.HashOf(job) + $" {from} {to}";
        var spec = reader.Read(job).Items[0].Spec with { Preview = new Preview { From = from, To = to, WithSource = true } };
        var (preview, created) = store.Begin((job.IdempotencyKey, hash), spec);
        var view = PreviewView.From(preview);
        return created ? TypedResults.Created($"/api/v1/previews/{preview.Id}", view) : TypedResults.Ok(view);
    }

    private static MediaPoint? Point(PointRequest? point, string at) =>
        point is null ? null : MediaPoint.At(JobRequestReader.ReadTime(point, at));

    private static async Task<Ok<PreviewView>> GetAsync(
        string id,
        [Description("How long to wait for a change, milliseconds, 0 to 30000."), DefaultValue(0)] int? waitMs,
        [Description("The version the client has; the answer comes when there is a later one."), DefaultValue(0L)] long? since,
        PreviewStore store,
        LongPoll poll,
        CancellationToken cancellationToken)
    {
        await poll.WaitAsync(
            waitMs, () => store.Get(id).State.IsFinished() ? null : store.ChangedAsync(id, since ?? 0), cancellationToken);
        return TypedResults.Ok(PreviewView.From(store.Get(id)));
    }

    private static NoContent Cancel(string id, PreviewStore store)
    {
        store.Cancel(id);
        return TypedResults.NoContent();
    }

    private static PhysicalFileHttpResult Video(string id, PreviewStore store) => File(store.Get(id), entry => entry.Result!.OutputPath);

    private static PhysicalFileHttpResult Source(string id, PreviewStore store) => File(store.Get(id), entry => entry.Result!.Beside[0]);

    private static PhysicalFileHttpResult File(PreviewEntry entry, Func<PreviewEntry, string> of)
    {
        if (entry.Result is null)
        {
            throw new HeyGemException(ErrorCode.JobUnfinished, $"Preview {entry.Id} is not done.");
        }

        var path = of(entry);
        return TypedResults.PhysicalFile(path, ResultFiles.TypeOf(path), enableRangeProcessing: true);
    }
}
