using System.IO.Compression;
using HeyGem.Bridge.Auth;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace HeyGem.Bridge.Http.Jobs;

/// <summary>
/// A job's results as one ZIP, written straight into the response: video is stored, not compressed again, and neither memory nor disk
/// holds the archive. Names are UTF-8 and say so, which Explorer, Finder and unzip all read.
/// </summary>
internal static class ResultsArchive
{
    private const string ContentType = "application/zip";

    /// <summary>The list of what was moved or deleted, in the archive.</summary>
    private const string MissingName = "missing.txt";

    public static void MapResultsArchive(this RouteGroupBuilder api) =>
        api.MapGet("/jobs/{id}/results.zip", SendAsync).For(AccessRule.TokenOrTicket)
            .Produces<byte[]>(StatusCodes.Status200OK, ContentType)
            .WithName("getResults").WithSummary("The results that the job has so far, as one ZIP.");

    private static async Task SendAsync(string id, JobQueue ledger, HttpContext context, CancellationToken cancellationToken)
    {
        var job = await ledger.AskAsync(queue => queue.Get(id), cancellationToken);
        var done = job.Items.Where(i => i.Output is not null).ToList();
        var results = done.Where(i => File.Exists(i.Output!.Path)).ToList();
        if (results.Count == 0)
        {
            throw done.Count == 0
                ? new HeyGemException(ErrorCode.JobUnfinished, $"Job {id} has no result yet.")
                : new HeyGemException(ErrorCode.InputNotFound, "The results are no longer where they were put.");
        }

        context.Response.ContentType = ContentType;
        var disposition = new ContentDispositionHeaderValue("attachment");
        disposition.SetHttpFileName($"{job.Title ?? "HeyGem results"}.zip");
        context.Response.Headers.ContentDisposition = disposition.ToString();
        // The archive writes its small headers in one piece; the files themselves go through asynchronously.
        context.Features.Get<IHttpBodyControlFeature>()!.AllowSynchronousIO = true;
        var used = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { MissingName };
        List<string> missing = [.. done.Except(results).Select(i => i.Output!.Path)];
        await using var archive = await ZipArchive.CreateAsync(
            context.Response.Body, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, cancellationToken);
        foreach (var item in results)
        {
            await AddAsync(archive, item.Output!.Path, item.FinishedAt, NameOf(item.Output.Path, used), cancellationToken);
            var reported = await ledger.AskAsync(queue => queue.Item(item.Id), cancellationToken);
            foreach (var path in reported.Beside())
            {
                if (File.Exists(path))
                {
                    await AddAsync(archive, path, item.FinishedAt, NameOf(path, used), cancellationToken);
                }
                else
                {
                    missing.Add(path);
                }
            }
        }

        if (missing.Count > 0)
        {
            await AddMissingAsync(archive, missing, cancellationToken);
        }
    }

    /// <summary>Names what the archive lacks: who unpacks it elsewhere has no other word of it.</summary>
    private static async Task AddMissingAsync(ZipArchive archive, IReadOnlyList<string> missing, CancellationToken cancellationToken)
    {
        var entry = archive.CreateEntry(MissingName, CompressionLevel.NoCompression);
        await using var writer = new StreamWriter(await entry.OpenAsync(cancellationToken)) { NewLine = "\r\n" };
        await writer.WriteLineAsync("Not in this ZIP, because they were moved or deleted after they were rendered:");
        await writer.WriteLineAsync();
        foreach (var path in missing)
        {
            await writer.WriteLineAsync(path.AsMemory(), cancellationToken);
        }
    }

    private static async Task AddAsync(
        ZipArchive archive, string path, DateTimeOffset? written, string name, CancellationToken cancellationToken)
    {
        var entry = archive.CreateEntry(name, CompressionLevel.NoCompression);
        entry.LastWriteTime = written ?? entry.LastWriteTime;
        await using var target = await entry.OpenAsync(cancellationToken);
        await using var source = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 17,
            FileOptions.Asynchronous | FileOptions.SequentialScan);
        await source.CopyToAsync(target, 1 << 17, cancellationToken);
    }

    /// <summary>The file's name, numbered where two results of different folders share one.</summary>
    private static string NameOf(string path, HashSet<string> used)
    {
        var (stem, extension) = (Path.GetFileNameWithoutExtension(path), Path.GetExtension(path));
        var name = stem + extension;
        for (var n = 2; !used.Add(name); n++)
        {
            name = $"{stem} ({n}){extension}";
        }

        return name;
    }
}
