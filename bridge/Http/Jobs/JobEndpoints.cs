using System.ComponentModel;
using System.Globalization;
using HeyGem.Bridge.Auth;
using HeyGem.Bridge.Http.Media;
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
    private const int MaxWaitMs = 30_000;

    /// <summary>A thousand clips, each with three long paths and a client's own note.</summary>
    private const long MaxJobBytes = 32 << 20;

    public static void MapJobs(this RouteGroupBuilder api)
    {
        var jobs = api.MapGroup("/jobs");
        jobs.MapPost("", Submit).For(AccessRule.Token).WithMetadata(new BodyLimit(MaxJobBytes))
            .WithName("submitJob").WithSummary("Accepts a job; it is on disk when this answers. 201 when it is new, 200 when the same request came before.");
        jobs.MapGet("", List).For(AccessRule.Token)
            .WithName("listJobs").WithSummary("Jobs, newest first, without their clips.");
        jobs.MapGet("/{id}", GetAsync).For(AccessRule.Token)
            .WithName("getJob").WithSummary("A job with its clips; with waitMs and since, as soon as it has changed.");
        jobs.MapPost("/{id}/cancel", Cancel).For(AccessRule.Token)
            .WithName("cancelJob").WithSummary("Stops a job; asking again changes nothing.");
        jobs.MapPost("/{id}/retry", Retry).For(AccessRule.Token)
            .WithName("retryJob").WithSummary("Queues the failed clips of a job again; the others stay.");
        jobs.MapDelete("/{id}", Delete).For(AccessRule.Token)
            .WithName("deleteJob").WithSummary("Forgets a finished job; with results=true its files are removed too.");
    }

    private static Results<Created<JobView>, Ok<JobView>> Submit(JobRequest request, JobRequestReader reader, JobQueue ledger, BridgeSettings settings)
    {
        JobRequestReader.Check(request);
        if (ledger.FindAccepted(request.IdempotencyKey, JobRequestReader.HashOf(request)) is { } earlier)
        {
            return TypedResults.Ok(JobView.From(earlier));
        }

        var asked = reader.Read(request);
        OutputSpaceCheck.Check(asked, settings);
        var (job, created) = ledger.Submit(asked);
        return created ? TypedResults.Created($"/api/v1/jobs/{job.Id}", JobView.From(job)) : TypedResults.Ok(JobView.From(job));
    }

    private static Ok<JobPage> List(
        JobQueue ledger,
        [Description("Only jobs in this state: queued, running, completed, failed or cancelled.")] string? state,
        [Description("From the page before.")] string? cursor,
        [Description("At most so many, 1 to 200.")] int limit = PageSize)
    {
        var before = long.MaxValue;
        if (limit is < 1 or > 200 || (cursor is not null && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out before)))
        {
            throw new HeyGemException(ErrorCode.RequestInvalid, limit is < 1 or > 200 ? "\"limit\" is 1 to 200." : "\"cursor\" is not one that this list gave.");
        }

        var page = ledger.List(StateOf(state), before, limit + 1);
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
        JobQueue ledger,
        TimeProvider time,
        CancellationToken cancellationToken,
        [Description("How long to wait for a change, milliseconds, 0 to 30000.")] int waitMs = 0,
        [Description("The version the client has; the answer comes when there is a later one.")] long since = 0)
    {
        if (waitMs is < 0 or > MaxWaitMs)
        {
            throw new HeyGemException(ErrorCode.RequestInvalid, $"\"waitMs\" is 0 to {MaxWaitMs}.");
        }

        var job = ledger.Get(id);
        if (waitMs > 0 && job.Version <= since && !job.State.IsFinished())
        {
            await Task.WhenAny(ledger.ChangedAsync(id, Math.Max(since, job.Version)), Task.Delay(TimeSpan.FromMilliseconds(waitMs), time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            job = ledger.Get(id);
        }

        return TypedResults.Ok(JobView.From(job));
    }

    private static Ok<JobView> Cancel(string id, JobQueue ledger) => TypedResults.Ok(JobView.From(ledger.Cancel(id, null)));

    private static Ok<JobView> Retry(string id, JobQueue ledger) => TypedResults.Ok(JobView.From(ledger.RetryFailed(id)));

    private static NoContent Delete(string id, JobQueue ledger, bool results = false)
    {
        var files = ledger.Delete(id);
        if (results)
        {
            ResultFiles.Remove(files, ownFolder: id[..8]);
        }

        return TypedResults.NoContent();
    }
}
