using System.Globalization;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using HeyGem.Bridge.Auth;
using HeyGem.Bridge.Http.Jobs;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue;
using HeyGem.Core.Queue.Model;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace HeyGem.Bridge.Http.Events;

/// <summary>
/// A job's changes as server-sent events. Each event holds a whole item or the whole job without items, under the number of the change,
/// so a client that comes back with the last number it saw gets every item that changed since, once, in its present state.
/// </summary>
internal static class JobEvents
{
    private const long Everything = -1;

    private static readonly TimeSpan _heartbeat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _pace = TimeSpan.FromMilliseconds(200);

    public static void MapJobEvents(this RouteGroupBuilder api) =>
        api.MapGet("/jobs/{id}/events", FollowAsync).For(AccessRule.TokenOrTicket)
            .Produces<JobEvent>(StatusCodes.Status200OK, "text/event-stream")
            .WithName("followJob").WithSummary(
                "Server-sent events \"item\" and \"job\" until the job is finished; resumable with Last-Event-ID.");

    private static async Task<ServerSentEventsResult<JobEvent>> FollowAsync(
        string id,
        JobQueue ledger,
        TimeProvider time,
        IHostApplicationLifetime lifetime,
        [FromHeader(Name = "Last-Event-ID")] string? lastEventId,
        CancellationToken cancellationToken)
    {
        var since = Everything;
        if (lastEventId is not null && !long.TryParse(lastEventId, NumberStyles.None, CultureInfo.InvariantCulture, out since))
        {
            throw new HeyGemException(ErrorCode.RequestInvalid, "\"Last-Event-ID\" is not one that this bridge gave.");
        }

        await ledger.AskAsync(queue => queue.Outline(id), cancellationToken);
        return TypedResults.ServerSentEvents(StreamAsync(id, since, ledger, time, lifetime.ApplicationStopping, cancellationToken));
    }

    private static async IAsyncEnumerable<SseItem<JobEvent>> StreamAsync(
        string id, long since, JobQueue ledger, TimeProvider time, CancellationToken stopping,
            [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stopping);
        while (!end.IsCancellationRequested)
        {
            if (await ledger.AskAsync(queue => TryLook(queue, id, since), cancellationToken) is not { } look)
            {
                yield return Event("gone", Math.Max(since, 0), new JobEvent(null, null));
                yield break;
            }

            var (job, changed) = look;
            var last = Math.Max(job.Version, since);
            foreach (var item in changed.OrderBy(i => i.Version))
            {
                last = Math.Max(last, item.Version);
                yield return Event("item", item.Version, new JobEvent(null, ItemView.From(item)));
            }

            yield return Event("job", last, new JobEvent(JobView.From(job) with { Items = [] }, null));
            if (job.State.IsFinished())
            {
                yield break;
            }

            since = last;
            await Task.Delay(_pace, time, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await Task.WhenAny(ledger.ChangedAsync(id, since), Task.Delay(_heartbeat, time, end.Token));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>The job and those of its items that changed, both at one moment; null when there is no such job.</summary>
    private static (JobSnapshot Job, IReadOnlyList<ItemSnapshot> Changed)? TryLook(JobQueue queue, string id, long since)
    {
        try
        {
            return (queue.Outline(id), queue.GetSince(id, since).Items);
        }
        catch (HeyGemException e) when (e.Code == ErrorCode.JobNotFound)
        {
            return null;
        }
    }

    private static SseItem<JobEvent> Event(string type, long id, JobEvent data) =>
        new(data, type) { EventId = id.ToString(CultureInfo.InvariantCulture) };
}

/// <summary>One event: the job without its clips, or one clip.</summary>
/// <param name="Job">In events "job".</param>
/// <param name="Item">In events "item".</param>
internal sealed record JobEvent(JobView? Job, ItemView? Item);
