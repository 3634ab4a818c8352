using System.Security.Cryptography;
using System.Text.Json;
using HeyGem.Bridge.Auth;
using HeyGem.Bridge.Http.Jobs;
using HeyGem.Bridge.Http.Timelines.Stored;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue;
using HeyGem.Core.Timelines;
using Microsoft.AspNetCore.Http.HttpResults;

namespace HeyGem.Bridge.Http.Timelines;

/// <summary>Timeline files: read, rendered, and written anew with the results.</summary>
internal static class TimelineEndpoints
{
    private const string FileType = "application/octet-stream";

    public static void MapTimelines(this RouteGroupBuilder api)
    {
        api.MapClipPictures();
        api.MapPost("/timelines", ReadAsync).For(AccessRule.Token)
            .WithName("readTimeline")
            .WithSummary(
                "What a timeline file holds: the clips that can be rendered with the voice of each, and the others with their reason.");
        api.MapPost("/timelines/renders", RenderAsync).For(AccessRule.Token)
            .WithName("renderTimeline")
            .WithSummary("Accepts a job that renders clips of a timeline, one item a clip; a job like any other.");
        api.MapGet("/jobs/{id}/timeline", ResultAsync).For(AccessRule.TokenOrTicket)
            .Produces<byte[]>(StatusCodes.Status200OK, FileType)
            .WithName("getTimeline").WithSummary("The timeline with the results that its job has so far, each above its original.");
    }

    private static async Task<Ok<TimelineReply>> ReadAsync(
        TimelineRequest request, TimelineReader reader, CancellationToken cancellationToken) =>
        TypedResults.Ok(ReplyOf(await reader.OpenAsync(request, cancellationToken), reader));

    private static async Task<Results<Created<JobView>, Ok<JobView>>> RenderAsync(
        TimelineRenderRequest request, TimelineReader reader, TimelineJobs jobs, TimelineStore store, JobQueue ledger,
        BridgeSettings settings, CancellationToken cancellationToken)
    {
        var preset = jobs.PresetOf(request);
        var hash = Convert.ToHexStringLower(SHA256.HashData([
            .. JsonSerializer.SerializeToUtf8Bytes(request, WebJson.Options),
            .. JsonSerializer.SerializeToUtf8Bytes(preset, WebJson.Options)]));
        if (await ledger.AskAsync(queue => queue.FindAccepted(request.IdempotencyKey, hash), cancellationToken) is { } earlier)
        {
            return TypedResults.Ok(JobView.From(earlier));
        }

        var open = await reader.OpenAsync(request.Timeline, cancellationToken);
        var (asked, order) = jobs.Read(request, preset, open, hash);
        OutputSpaceCheck.Check(asked, settings);
        store.Keep(asked.Id, open.Bytes, order);
        var accepted = false;
        try
        {
            // Once it is kept it is seen through: a client that goes away now must not part a job from its timeline.
            var (job, created) = await ledger.AskAsync(queue => queue.Submit(asked), CancellationToken.None);
            accepted = created;
            return created ? TypedResults.Created($"/api/v1/jobs/{job.Id}", JobView.From(job)) : TypedResults.Ok(JobView.From(job));
        }
        finally
        {
            if (!accepted)
            {
                store.Forget(asked.Id);
            }
        }
    }

    private static async Task<FileContentHttpResult> ResultAsync(
        string id, TimelineStore store, JobQueue ledger, CancellationToken cancellationToken)
    {
        var job = await ledger.AskAsync(queue => queue.Get(id), cancellationToken);
        if (job.Timeline is not { } name)
        {
            throw new HeyGemException(ErrorCode.JobNotFound, $"Job {id} renders clips of no timeline.");
        }

        var (file, order) = store.Read(id);
        return TypedResults.File(TimelineJobs.Write(job, file, order), FileType, name);
    }

    private static TimelineReply ReplyOf(OpenTimeline open, TimelineReader reader)
    {
        var (timeline, selection) = (open.File.Timeline, open.Selection);
        var table = SelectionTable.Of(timeline, selection);
        return new TimelineReply
        {
            Name = timeline.Name,
            FileName = open.Order.FileName,
            Sha256 = open.Sha256,
            Rate = timeline.Rate.ToString(),
            Start = timeline.TimecodeAt(0),
            HasInOut = timeline.Marked is not null,
            Tracks = [.. timeline.Tracks.OrderBy(t => t.Kind).Select(t => new TrackView(t.Label, t.Name, t.Items.Count))],
            Marks = [.. timeline.Items(TrackKind.Video).SelectMany(i => i.Marks).Distinct().Order(StringComparer.Ordinal)],
            Notes = timeline.Notes,
            Clips = [.. table.Chosen.Zip(selection.Clips, (row, clip) => new TimelineClipView(row, ClipPictures.AddressOf(clip)))],
            Skipped = table.Skipped,
            Missing = [.. MissingOf(timeline, selection).Distinct().Select(path => new MissingMediaView(path, reader.IsOutside(path)))],
        };
    }

    /// <summary>The files of clips that are left for them, and of voices where a clip is left for its voice.</summary>
    private static IEnumerable<string> MissingOf(Timeline timeline, Selection selection)
    {
        var clips = selection.Skipped.Where(s => s.Reason == SkipReason.Offline).Select(s => s.Original);
        var voices = selection.Skipped.Where(s => s.Reason == SkipReason.VoiceIsOffline)
            .SelectMany(s => timeline.Items(TrackKind.Audio)
                .Where(a => a.Media is { Offline: true } && a.Span.Overlap(s.Original.Span) is not null));
        return clips.Concat(voices).Select(i => i.Media!.Stated).Where(stated => stated.Length > 0);
    }
}
