using System.IO.Enumeration;
using HeyGem.Bridge.Errors;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue.Model;
using HeyGem.Core.Storage;

namespace HeyGem.Bridge.Http.Uploads;

/// <summary>
/// Uploaded files, each alone in a folder named by its id. A file gets its name only when it is whole; what stops half-way leaves
/// nothing. Thread-safe.
/// </summary>
internal sealed class UploadStore(BridgeSettings settings, TimeProvider time)
{
    private const int BufferBytes = 1 << 17;
    private const string PartName = ".part";

    private long _reserved;

    /// <summary>Removes what an earlier run of the bridge left unfinished.</summary>
    public void Sweep()
    {
        if (!Directory.Exists(settings.UploadFolder))
        {
            return;
        }

        foreach (var folder in Directory.EnumerateDirectories(settings.UploadFolder))
        {
            if (File.Exists(Path.Combine(folder, PartName)) || !Directory.EnumerateFileSystemEntries(folder).Any())
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    /// <summary>The file of an upload.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.UploadNotFound"/>.</exception>
    public string Find(string id)
    {
        var folder = Path.Combine(settings.UploadFolder, id);
        var file = id.Length == 32 && id.All(char.IsAsciiHexDigitLower) && Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder).FirstOrDefault(f => Path.GetFileName(f) != PartName)
            : null;
        if (file is null)
        {
            throw new HeyGemException(ErrorCode.UploadNotFound, "There is no upload with this id.");
        }

        // Used now: the retention rule leaves it alone.
        File.SetLastAccessTimeUtc(file, time.GetUtcNow().UtcDateTime);
        return file;
    }

    /// <summary>The id of the upload that a file is of, or null for any other file.</summary>
    public string? IdOf(string path)
    {
        var folder = Path.GetDirectoryName(path);
        return string.Equals(Path.GetDirectoryName(folder), settings.UploadFolder, StringComparison.Ordinal)
            ? Path.GetFileName(folder) : null;
    }

    /// <summary>Takes in a file.</summary>
    /// <param name="name">What the client calls it.</param>
    /// <param name="length">Its announced length in bytes, or null.</param>
    /// <param name="body">Its bytes.</param>
    /// <param name="cancellationToken">The client is gone; nothing stays.</param>
    /// <exception cref="HeyGemException">Too large, no room, or it ended early.</exception>
    public async Task<UploadReply> TakeAsync(string? name, long? length, Stream body, CancellationToken cancellationToken)
    {
        var id = NewJob.NewId();
        var safeName = UploadName.From(name);
        var folder = Path.Combine(settings.UploadFolder, id);
        var part = Path.Combine(folder, PartName);
        var reserved = length ?? 0;
        Reserve(reserved);
        try
        {
            PrivateFile.MakeFolder(folder);
            var bytes = await CopyAsync(body, part, length, cancellationToken);
            File.Move(part, Path.Combine(folder, safeName));
            return new UploadReply(id, safeName, bytes);
        }
        catch (Exception e)
        {
            Discard(folder);
            if (DiskFaults.Of(e) == DiskFault.Full)
            {
                throw DataFolderFault.Of(e, "the upload is not kept");
            }

            if (e is OperationCanceledException or HeyGemException or BadHttpRequestException)
            {
                throw;
            }

            throw new HeyGemException(ErrorCode.UploadIncomplete, "The upload ended before it was whole.", e);
        }
        finally
        {
            Interlocked.Add(ref _reserved, -reserved);
        }
    }

    /// <summary>Removes what came of an upload; what cannot be removed now goes with the next start's sweep.</summary>
    private static void Discard(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It was never made, or its disk is gone; the cause of the failure is what the client is told.
        }
    }

    private async Task<long> CopyAsync(Stream body, string part, long? length, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(
            part, FileMode.CreateNew, FileAccess.Write, FileShare.None, BufferBytes, FileOptions.Asynchronous);
        var buffer = new byte[BufferBytes];
        long total = 0;
        for (int read; (read = await body.ReadAsync(buffer, cancellationToken)) > 0; total += read)
        {
            if (total + read > settings.MaxUploadBytes)
            {
                throw TooLarge();
            }

            if (length is null && (total + read) >> 26 != total >> 26)
            {
                Check(read);
            }

            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        if (total == 0 || (length is { } announced && announced != total))
        {
            throw new HeyGemException(ErrorCode.UploadIncomplete, total == 0
                ? "The upload holds no bytes." : $"The upload ended after {total} of {length} bytes.");
        }

        file.Flush(flushToDisk: true);
        return total;
    }

    private void Reserve(long bytes)
    {
        if (bytes > settings.MaxUploadBytes)
        {
            throw TooLarge();
        }

        PrivateFile.MakeFolder(settings.UploadFolder);
        Interlocked.Add(ref _reserved, bytes);
        try
        {
            Check(0);
        }
        catch
        {
            Interlocked.Add(ref _reserved, -bytes);
            throw;
        }
    }

    /// <summary>Holds what is on disk and what has been announced against the quota and the free space.</summary>
    private void Check(long more)
    {
        var coming = Interlocked.Read(ref _reserved) + more;
        var held = Held(settings.UploadFolder);
        if (held + coming > settings.UploadQuotaBytes)
        {
            throw new HeyGemException(ErrorCode.UploadNoRoom,
                $"Uploads may take {settings.UploadQuotaBytes / 1e9:0.0} GB together and hold {held / 1e9:0.0} GB already.");
        }

        if (Disk.FreeBytes(settings.UploadFolder) is { } free
            && free - coming < Math.Max(settings.UploadReserveBytes, (Disk.TotalBytes(settings.UploadFolder) ?? 0) / 100))
        {
            throw new HeyGemException(
                ErrorCode.DiskFull, $"The disk of the data folder has {free / 1e9:0.0} GB free, which is too little for this upload.");
        }
    }

    /// <summary>
    /// The bytes of all files in a folder, as its listing tells them: one that is renamed or removed meanwhile is counted or not, and is
    /// no error.
    /// </summary>
    private static long Held(string folder) => new FileSystemEnumerable<long>(
        folder,
        static (ref entry) => entry.Length,
        new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None })
    {
        ShouldIncludePredicate = static (ref entry) => !entry.IsDirectory,
    }.Sum();

    private HeyGemException TooLarge() => new(ErrorCode.RequestTooLarge, $"One upload may have {settings.MaxUploadBytes / 1e9:0.0} GB.");
}

/// <summary>A finished upload.</summary>
/// <param name="UploadId">To name it in a job.</param>
/// <param name="Name">The name it was kept under.</param>
/// <param name="Bytes">Its length.</param>
internal sealed record UploadReply(string UploadId, string Name, long Bytes);
