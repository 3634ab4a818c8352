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
    private static readonly TimeSpan _heartbeat = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan _pace = TimeSpan.FromMilliseconds(200);

    public static void MapJobEvents(this RouteGroupBuilder api) =>
        api.MapGet("/jobs/{id}/events", Follow).For(AccessRule.TokenOrTicket)
            .Produces<JobEvent>(StatusCodes.Status200OK, "text/event-stream")
            .WithName("followJob").WithSummary("Server-sent events \"item\" and \"job\" until the job is finished; resumable with Last-Event-ID.");

    private static ServerSentEventsResult<JobEvent> Follow(string id, JobQueue ledger, TimeProvider time, [FromHeader(Name = "Last-Event-ID")] string? lastEventId, CancellationToken cancellationToken)
    {
        if (!long.TryParse(lastEventId ?? "0", NumberStyles.None, CultureInfo.InvariantCulture, out var since))
        {
            throw new HeyGemException(ErrorCode.RequestInvalid, "\"Last-Event-ID\" is not one that this bridge gave.");
        }

        ledger.Get(id);
        return TypedResults.ServerSentEvents(StreamAsync(id, since, ledger, time, cancellationToken));
    }

    private static async IAsyncEnumerable<SseItem<JobEvent>> StreamAsync(
        string id, long since, JobQueue ledger, TimeProvider time, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryGet(ledger, id, since) is not { } job)
            {
                yield return Event("gone", since, new JobEvent(null, null));
                yield break;
            }

            var last = Math.Max(job.Version, since);
            foreach (var item in job.Items.OrderBy(i => i.Version))
            {
                last = Math.Max(last, item.Version);
                yield return Event("item", item.Version, new JobEvent(null, ItemView.From(item)));
            }

            var summary = JobView.From(ledger.Get(id)) with { Items = [] };
            yield return Event("job", last, new JobEvent(summary, null));
            if (job.State.IsFinished())
            {
                yield break;
            }

            since = last;
            await Task.Delay(_pace, time, cancellationToken);
            var changed = ledger.ChangedAsync(id, since);
            await Task.WhenAny(changed, Task.Delay(_heartbeat, time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private static JobSnapshot? TryGet(JobQueue ledger, string id, long since)
    {
        try
        {
            return ledger.GetSince(id, since);
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
