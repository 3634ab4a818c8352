using System.ComponentModel;
using System.Globalization;
using HeyGem.Bridge.Auth;
using HeyGem.Bridge.Http.Media;
using HeyGem.Bridge.Http.Timelines.Stored;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue;
using HeyGem.Core.Queue.Model;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HeyGem.Bridge.Http.Jobs;

/// <summary>Jobs: ask for, follow, stop, try again, forget.</summary>
internal static class JobEndpoints
{
    private const int PageSize = 50;

    /// <summary>A thousand clips, each with three long paths and a client's own note.</summary>
    private const long MaxJobBytes = 32 << 20;

    public static void MapJobs(this RouteGroupBuilder api)
    {
        var jobs = api.MapGroup("/jobs");
        jobs.MapPost("", SubmitAsync).For(AccessRule.Token).WithMetadata(new BodyLimit(MaxJobBytes)).Accepts<JobRequest>("application/json")
            .WithName("submitJob").WithSummary(
                "Accepts a job; it is on disk when this answers. 201 when it is new, 200 when the same request came before.");
        jobs.MapGet("", ListAsync).For(AccessRule.Token)
            .WithName("listJobs").WithSummary("Jobs, newest first, without their clips.");
        jobs.MapGet("/{id}", GetAsync).For(AccessRule.Token)
            .WithName("getJob").WithSummary("A job with its clips; with waitMs and since, as soon as it has changed.");
        jobs.MapPost("/{id}/cancel", CancelAsync).For(AccessRule.Token)
            .WithName("cancelJob").WithSummary("Stops a job; asking again changes nothing.");
        jobs.MapPost("/{id}/retry", RetryAsync).For(AccessRule.Token)
            .WithName("retryJob").WithSummary(
                "Queues the failed clips of a job again, and with cancelled=true those that were cancelled; the others stay.");
        jobs.MapPost("/{id}/front", FrontAsync).For(AccessRule.Token)
            .WithName("moveJobToFront").WithSummary("Puts a job before all others; a long clip that runs gives way after a segment.");
        jobs.MapDelete("/{id}", DeleteAsync).For(AccessRule.Token)
            .WithName("deleteJob").WithSummary("Forgets a finished job; with results=true its files are removed too.");
    }

    private static async Task<Results<Created<JobView>, Ok<JobView>>> SubmitAsync(
        JobBody body, JobRequestReader reader, JobQueue ledger, BridgeSettings settings, CancellationToken cancellationToken)
    {
        var request = body.Request;
        reader.Check(request);
        var hash = JobRequestReader.HashOf(request);
        if (await ledger.AskAsync(queue => queue.FindAccepted(request.IdempotencyKey, hash), cancellationToken) is { } earlier)
        {
            return TypedResults.Ok(JobView.From(earlier));
        }

        var asked = reader.Read(request);
        OutputSpaceCheck.Check(asked, settings);
        var (job, created) = await ledger.AskAsync(queue => queue.Submit(asked), cancellationToken);
        return created ? TypedResults.Created($"/api/v1/jobs/{job.Id}", JobView.From(job)) : TypedResults.Ok(JobView.From(job));
    }

    private static async Task<Ok<JobPage>> ListAsync(
        JobQueue ledger,
        [Description("Only jobs in this state: queued, running, completed, failed or cancelled.")] string? state,
        [Description("From the page before.")] string? cursor,
        CancellationToken cancellationToken,
        [Description("At most so many, 1 to 200.")] int limit = PageSize)
    {
        var before = long.MaxValue;
        if (limit is < 1 or > 200
            || (cursor is not null && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out before)))
        {
            throw new HeyGemException(ErrorCode.RequestInvalid, limit is < 1 or > 200
                ? "\"limit\" is 1 to 200." : "\"cursor\" is not one that this list gave.");
        }

        var wanted = StateOf(state);
        var page = await ledger.AskAsync(queue => queue.List(wanted, before, limit + 1), cancellationToken);
        var next = page.Count > limit ? page[limit - 1].Sequence.ToString(CultureInfo.InvariantCulture) : null;
        return TypedResults.Ok(new JobPage([.. page.Take(limit).Select(JobView.From)], next));
    }

    // By hand: the binder knows a state only by its name in C#, not by the word that JSON has for it.
    private static JobState? StateOf(string? word) => word switch
    {
        null => null,
        "queued" => JobState.Queued,
        "running" => JobState.Running,
        "completed" => JobState.Completed,
        "failed" => JobState.Failed,
        "cancelled" => JobState.Cancelled,
        _ => throw new HeyGemException(ErrorCode.RequestInvalid, "\"state\" is queued, running, completed, failed or cancelled."),
    };

    private static async Task<Ok<JobView>> GetAsync(
        string id,
        [Description("How long to wait for a change, milliseconds, 0 to 30000."), DefaultValue(0)] int? waitMs,
        [Description("The version the client has; the answer comes when there is a later one."), DefaultValue(0L)] long? since,
        JobQueue ledger,
        LongPoll poll,
        CancellationToken cancellationToken)
    {
        var known = since ?? 0;
        var job = await ledger.AskAsync(queue => queue.Outline(id), cancellationToken);
        if (await poll.WaitAsync(
            waitMs,
            () => job.Version > known || job.State.IsFinished() ? null : ledger.ChangedAsync(id, Math.Max(known, job.Version)),
            cancellationToken))
        {
            job = await ledger.AskAsync(queue => queue.Outline(id), cancellationToken);
        }

        return TypedResults.Ok(known > 0 && job.Version <= known
            ? JobView.From(job) with { Items = [] }
            : JobView.From(await ledger.AskAsync(queue => queue.Get(id), cancellationToken)));
    }

    private static async Task<Ok<JobView>> CancelAsync(string id, JobQueue ledger, CancellationToken cancellationToken) =>
        TypedResults.Ok(JobView.From(await ledger.AskAsync(queue => queue.Cancel(id, null), cancellationToken)));

    private static async Task<Ok<JobView>> RetryAsync(
        string id,
        [Description("Whether the cancelled clips are rendered, too."), DefaultValue(false)] bool? cancelled,
        JobQueue ledger,
        CancellationToken cancellationToken) =>
        TypedResults.Ok(JobView.From(await ledger.AskAsync(queue => queue.Retry(id, cancelled ?? false), cancellationToken)));

    private static async Task<Ok<JobView>> FrontAsync(string id, JobQueue ledger, CancellationToken cancellationToken) =>
        TypedResults.Ok(JobView.From(await ledger.AskAsync(queue => queue.ToFront(id), cancellationToken)));

    private static async Task<NoContent> DeleteAsync(
        string id, [DefaultValue(false)] bool? results, JobQueue ledger, TimelineStore timelines, CancellationToken cancellationToken)
    {
        var (files, beside) = await ledger.AskAsync(
            queue =>
            {
                var items = results is true ? queue.Get(id).Items.Select(item => queue.Item(item.Id)).ToList() : [];
                return (queue.Delete(id), items.SelectMany(item => item.Beside().Select(path => (path, item.FinishedAt))).ToList());
            },
            cancellationToken);
        timelines.Forget(id);
        if (results is true)
        {
            ResultFiles.RemoveBeside(beside);
            await ResultFiles.RemoveAsync(files, ownFolder: id[..8]);
        }

        return TypedResults.NoContent();
    }
}
