using System.Collections.Concurrent;
using HeyGem.Bridge.Errors;
using HeyGem.Bridge.Settings;
using HeyGem.Core.Errors;
using HeyGem.Core.Storage;

namespace HeyGem.Bridge.Farm;

/// <summary>
/// Takes in the files of segments, piece by piece: a connection that breaks costs the piece at work. Nothing here is believed; the
/// segment's own reading back decides. Thread-safe.
/// </summary>
internal sealed class FarmUploads(BridgeSettings settings)
{
    /// <summary>The largest piece, bytes.</summary>
    public const int MostPiece = 8 << 20;

    private const long FreeBytes = 256L << 20;

    private readonly ConcurrentDictionary<string, bool> _busy = [];

    /// <summary>Removes what an earlier start left.</summary>
    public void Sweep()
    {
        if (Directory.Exists(settings.FarmFolder))
        {
            Directory.Delete(settings.FarmFolder, recursive: true);
        }
    }

    /// <summary>Where the file of a segment of a worker lies.</summary>
    public string PathOf(FarmPart part, FarmWorker worker) =>
        Path.Combine(settings.FarmFolder, $"{part.Order.Order.Key[..32]}-{part.Index}-{worker.Id}.part");

    /// <summary>How much of it is here, bytes.</summary>
    public long Held(FarmPart part, FarmWorker worker) =>
        new FileInfo(PathOf(part, worker)) is { Exists: true } file ? file.Length : 0;

    /// <summary>Removes what is here of it.</summary>
    public void Forget((FarmPart Part, FarmWorker Worker) held)
    {
        if (Directory.Exists(settings.FarmFolder))
        {
            File.Delete(PathOf(held.Part, held.Worker));
        }
    }

    /// <summary>Takes a piece in.</summary>
    /// <param name="part">The segment.</param>
    /// <param name="worker">Whose it is.</param>
    /// <param name="place">Where the piece begins, and how long the whole file is said to be, bytes.</param>
    /// <param name="body">The piece.</param>
    /// <param name="cancellationToken">Stops it; what is half is not kept.</param>
    /// <returns>How much of the file is here, bytes.</returns>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.RequestTooLarge"/>, <see cref="ErrorCode.RequestInvalid"/>,
    /// <see cref="ErrorCode.UploadNoRoom"/>, <see cref="ErrorCode.UploadIncomplete"/>.</exception>
    public async Task<long> TakeAsync(
        FarmPart part, FarmWorker worker, (long Offset, long Total) place, Stream body, CancellationToken cancellationToken)
    {
        var (offset, total) = place;
        if (total < 1 || total > part.Order.Order.MostBytes(part.Index))
        {
            throw new HeyGemException(ErrorCode.RequestTooLarge, "No segment of so many frames is so large.");
        }

        PrivateFile.MakeFolder(settings.FarmFolder);
        if (Disk.FreeBytes(settings.FarmFolder) is { } free && free - total < FreeBytes)
        {
            throw new HeyGemException(ErrorCode.UploadNoRoom, "The disk of the data folder has no room for the segment.");
        }

        var path = PathOf(part, worker);
        if (!_busy.TryAdd(path, true))
        {
            throw new HeyGemException(ErrorCode.RequestInvalid, "A piece of this segment is on its way already.");
        }

        try
        {
            return await AppendAsync(path, offset, total, body, cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException && e is not BadHttpRequestException)
        {
            throw DataFolderFault.Of(e, "the segment was not taken");
        }
        finally
        {
            _busy.TryRemove(path, out _);
        }
    }

    private static async Task<long> AppendAsync(string path, long offset, long total, Stream body, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, 1, FileOptions.Asynchronous);
        if (offset < 0 || offset > file.Length)
        {
            throw new HeyGemException(ErrorCode.UploadIncomplete, $"The piece begins at {offset}; {file.Length} bytes are here.");
        }

        // From where it begins all is new: what an earlier try left behind that place counts for nothing.
        file.SetLength(offset);
        file.Position = offset;
        var buffer = new byte[1 << 16];
        var most = Math.Min(total - offset, MostPiece);
        for (long taken = 0; await body.ReadAsync(buffer, cancellationToken) is > 0 and var read;)
        {
            if ((taken += read) > most)
            {
                file.SetLength(offset);
                throw new HeyGemException(ErrorCode.RequestTooLarge, "The piece is larger than was said.");
            }

            await file.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
        }

        return file.Length;
    }
}
