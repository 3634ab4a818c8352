using HeyGem.Core.Queue.Model;

namespace HeyGem.Bridge.Http.Jobs;

/// <summary>What a job says about itself in words and in time left.</summary>
internal static class JobEstimate
{
    /// <summary>One line for the editor.</summary>
    public static string Message(JobSnapshot job)
    {
        var counts = job.Counts;
        var running = job.Items.FirstOrDefault(i => i.State == ItemState.Running);
        return job.State switch
        {
            JobState.Queued or JobState.Running when running is null && job.Items.FirstOrDefault(
                i => i is { State: ItemState.Queued, Error: not null }) is { } held => $"Waiting: {held.Error!.Message}",
            JobState.Queued => $"Waiting: {counts.Total} {Clips(counts.Total)}",
            JobState.Running when running is not null => $"Processing {running.Position + 1}/{counts.Total}: {running.Label}",
            JobState.Running => $"Processing: {counts.Finished} of {counts.Total} done",
            JobState.Completed => $"Done: {counts.Total} {Clips(counts.Total)}",
            JobState.Failed => $"Done with errors: {counts.Completed} of {counts.Total} rendered, {counts.Failed} failed",
            _ => $"Cancelled: {counts.Completed} of {counts.Total} rendered",
        };
    }

    /// <summary>
    /// What runs says its own time; what waits is taken to need the mean time of the clips already rendered, or of the running one when
    /// there is none. Null when neither is known.
    /// </summary>
    public static double? SecondsLeft(JobSnapshot job)
    {
        var running = job.Items.Where(i => i.State == ItemState.Running).ToList();
        var left = running.Select(i => i.Progress?.TimeLeft?.TotalSeconds).ToList();
        if (job.State.IsFinished() || (running.Count == 0 && job.MeanSeconds is null) || left.Contains(null))
        {
            return null;
        }

        var whole = running.Where(i => i.Progress!.Fraction < 1)
            .Select(i => i.Progress!.TimeLeft!.Value.TotalSeconds / (1 - i.Progress.Fraction));
        var mean = job.MeanSeconds ?? whole.DefaultIfEmpty(0).Average();
        return left.Sum()!.Value + (job.Counts.Queued * mean);
    }

    private static string Clips(int count) => count == 1 ? "clip" : "clips";
}
