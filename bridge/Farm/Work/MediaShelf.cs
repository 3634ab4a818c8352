using System.Security.Cryptography;
using HeyGem.Core.Errors;

namespace HeyGem.Bridge.Farm.Work;

/// <summary>
/// What a worker fetched, by content key: a bounded folder that the oldest leave first. A fetch that broke goes on where it was. For one
/// caller at a time a key; thread-safe.
/// </summary>
/// <param name="folder">The folder.</param>
/// <param name="most">How much it keeps, bytes.</param>
/// <param name="fetch">Reads a file of the bridge on from a place: key, first byte, where it goes.</param>
internal sealed class MediaShelf(string folder, long most, Func<string, long, FileStream, CancellationToken, Task> fetch)
    : IDisposable
{
    private readonly SemaphoreSlim _one = new(1);
    private readonly HashSet<string> _used = [];

    /// <summary>Gives a file, fetching what is missing of it; it stays until <see cref="Release"/>.</summary>
    /// <param name="key">Its content key.</param>
    /// <param name="name">Its own name.</param>
    /// <param name="bytes">Its size.</param>
    /// <param name="isHash">Whether the key is the hash of the whole file.</param>
    /// <param name="cancellationToken">Stops it; what came stays.</param>
    /// <exception cref="HeyGemException">What fetching throws; <see cref="ErrorCode.FarmDiffers"/>, <see
    /// cref="ErrorCode.DiskFull"/>.</exception>
    public async Task<string> GetAsync(string key, string name, long bytes, bool isHash, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            _used.Add(key);
            var place = Directory.CreateDirectory(Path.Combine(folder, key)).FullName;
            var path = Path.Combine(place, name);
            if (new FileInfo(path) is { Exists: true } there && there.Length == bytes)
            {
                Directory.SetLastWriteTimeUtc(place, TimeProvider.System.GetUtcNow().UtcDateTime);
                return path;
            }

            MakeRoom(bytes);
            await FetchAsync(key, path, bytes, isHash, cancellationToken);
            return path;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HeyGemException(ErrorCode.DiskFull, $"What the worker fetches cannot be kept: {e.Message}", e);
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Says that files are needed no more for now.</summary>
    /// <param name="keys">Their keys.</param>
    /// <param name="remove">Whether they are not what they should be and go.</param>
    public void Release(IEnumerable<string> keys, bool remove)
    {
        _one.Wait();
        try
        {
            foreach (var key in keys)
            {
                _used.Remove(key);
                if (remove)
                {
                    Remove(Path.Combine(folder, key));
                }
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private async Task FetchAsync(string key, string path, long bytes, bool isHash, CancellationToken cancellationToken)
    {
        var part = path + ".part";
        await using (var file = new FileStream(
            part, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, 1, FileOptions.Asynchronous))
        {
            if (file.Length > bytes)
            {
                file.SetLength(0);
            }

            file.Position = file.Length;
            if (file.Length < bytes)
            {
                await fetch(key, file.Length, file, cancellationToken);
            }

            file.Position = 0;
            if (file.Length != bytes || (isHash && Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken)) != key))
            {
                file.SetLength(0);
                throw new HeyGemException(ErrorCode.FarmDiffers, "What the bridge sent is not what it has under the key.");
            }
        }

        File.Move(part, path, overwrite: true);
    }

    /// <summary>Removes what was used longest ago and is not in use, until a file has room.</summary>
    private void MakeRoom(long bytes)
    {
        if (bytes > most)
        {
            throw new HeyGemException(ErrorCode.DiskFull, $"A file of {bytes >> 20} MB is more than this worker keeps.")
            {
                Hint = "Start the worker with a larger --cache-gb.",
            };
        }

        var kept = new DirectoryInfo(folder).EnumerateDirectories()
            .Select(d => (d.FullName, d.Name, d.LastWriteTimeUtc, Bytes: d.EnumerateFiles().Sum(f => f.Length)))
            .OrderBy(d => d.LastWriteTimeUtc).ToList();
        var over = kept.Sum(d => d.Bytes) + bytes - most;
        foreach (var one in kept.Where(d => !_used.Contains(d.Name)).TakeWhile(_ => over > 0))
        {
            Remove(one.FullName);
            over -= one.Bytes;
        }
    }

    private static void Remove(string place)
    {
        if (Directory.Exists(place))
        {
            Directory.Delete(place, recursive: true);
        }
    }
}
