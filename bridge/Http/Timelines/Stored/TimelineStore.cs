using HeyGem.Bridge.Errors;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue;
using HeyGem.Core.Storage;

namespace HeyGem.Bridge.Http.Timelines.Stored;

/// <summary>
/// The timelines of jobs: each one's file and how it was read, as long as the job is in the list. Both are on the disk before the job is.
/// </summary>
internal sealed class TimelineStore(BridgeSettings settings)
{
    private const string FileEnding = ".cut";
    private const string OrderEnding = ".json";

    /// <summary>Keeps the timeline of a job that is about to be accepted.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.DiskFull"/> or <see cref="ErrorCode.StoreFailed"/>.</exception>
    public void Keep(string jobId, byte[] file, StoredTimeline order)
    {
        try
        {
            PrivateFile.MakeFolder(settings.TimelineFolder);
            DurableFile.Write(PathOf(jobId, FileEnding), file);
            DurableFile.Write(PathOf(jobId, OrderEnding), order.Write());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Forget(jobId);
            throw DataFolderFault.Of(e, "the timeline is not kept, so its clips are not rendered");
        }
    }

    /// <summary>The timeline of a job.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.StoreUnreadable"/>.</exception>
    public (byte[] File, StoredTimeline Order) Read(string jobId)
    {
        try
        {
            if (StoredTimeline.TryRead(File.ReadAllBytes(PathOf(jobId, OrderEnding))) is { } order)
            {
                return (File.ReadAllBytes(PathOf(jobId, FileEnding)), order);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // As good as none.
        }

        throw new HeyGemException(ErrorCode.StoreUnreadable, $"The timeline of job {jobId} is no longer kept, or cannot be read.");
    }

    /// <summary>Forgets the timeline of a job that is no longer in the list.</summary>
    public void Forget(string jobId)
    {
        try
        {
            File.Delete(PathOf(jobId, OrderEnding));
            File.Delete(PathOf(jobId, FileEnding));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next start sweeps it.
        }
    }

    /// <summary>Removes what belongs to no job: the bridge ended between keeping a timeline and accepting its job.</summary>
    public void Sweep(JobQueue queue)
    {
        if (!Directory.Exists(settings.TimelineFolder))
        {
            return;
        }

        foreach (var id in Directory.EnumerateFiles(settings.TimelineFolder).Select(f => Path.GetFileName(f).Split('.')[0]).Distinct()
            .ToList())
        {
            if (!IsKnown(queue, id))
            {
                Forget(id);
                File.Delete(PathOf(id, FileEnding) + ".part");
                File.Delete(PathOf(id, OrderEnding) + ".part");
            }
        }
    }

    private static bool IsKnown(JobQueue queue, string id)
    {
        try
        {
            queue.Outline(id);
            return true;
        }
        catch (HeyGemException e) when (e.Code == ErrorCode.JobNotFound)
        {
            return false;
        }
    }

    private string PathOf(string jobId, string ending) => Path.Combine(settings.TimelineFolder, jobId + ending);
}
