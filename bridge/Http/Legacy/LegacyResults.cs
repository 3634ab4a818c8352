using System.Collections.Concurrent;
using System.Security.Cryptography;
using HeyGem.Core.Queue.Model;

namespace HeyGem.Bridge.Http.Legacy;

/// <summary>
/// Results in the folder that clients share. Others write there, too, so no link in it is followed and nothing that was not put there for
/// the same task is replaced: a result is written to a new file and renamed where nothing is. Thread-safe.
/// </summary>
/// <param name="paths">Where the folder is.</param>
internal sealed class LegacyResults(LegacyPaths paths) : IDisposable
{
    private readonly ConcurrentDictionary<string, string> _published = [];
    private readonly SemaphoreSlim _one = new(1);

    /// <summary>The name of a task's result.</summary>
    public static string NameOf(string code) => $"{code}-r.mp4";

    /// <summary>Removes what lies under a code's name, a link included, before the code is used for a new task.</summary>
    /// <exception cref="IOException">It cannot be removed, or the temp folder is no folder of the shared one.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be removed.</exception>
    public void Forget(string code)
    {
        _published.TryRemove(code, out _);
        File.Delete(Path.Combine(TempFolder(), NameOf(code)));
    }

    /// <summary>Puts a task's result under its name, unless it is there already.</summary>
    /// <param name="code">The client's name of the task.</param>
    /// <param name="item">The item that was rendered for it.</param>
    /// <param name="output">The result.</param>
    /// <param name="cancellationToken">Nothing stays.</param>
    /// <exception cref="IOException">Something else lies there, or it cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It cannot be written.</exception>
    public async Task PublishAsync(string code, string item, ItemOutput output, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            var target = new FileInfo(Path.Combine(TempFolder(), NameOf(code)));
            if (target.LinkTarget is not null)
            {
                target.Delete();
            }
            else if (target.Exists)
            {
                await ThrowUnlessOursAsync(target.FullName, code, item, output, cancellationToken);
                return;
            }

            await WriteAsync(output.Path, target.FullName, cancellationToken);
            _published[code] = item;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    /// <summary>After a restart nothing is remembered; then the content tells.</summary>
    private async Task ThrowUnlessOursAsync(string path, string code, string item, ItemOutput output, CancellationToken cancellationToken)
    {
        if (_published.TryGetValue(code, out var known) && known == item)
        {
            return;
        }

        await using var file = File.OpenRead(path);
        if (file.Length != output.Bytes || Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken)) != output.Sha256)
        {
            throw new IOException($"{NameOf(code)} lies in the temp folder already and is not this task's result.");
        }

        _published[code] = item;
    }

    private static async Task WriteAsync(string from, string target, CancellationToken cancellationToken)
    {
        var part = $"{target}.{Guid.NewGuid():N}.part";
        try
        {
            await using (var source = File.OpenRead(from))
            await using (var copy = new FileStream(part, FileMode.CreateNew, FileAccess.Write, FileShare.None))
            {
                await source.CopyToAsync(copy, cancellationToken);
                copy.Flush(flushToDisk: true);
            }

            File.Move(part, target, overwrite: false);
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    /// <summary>The temp folder, made where there is none; a link in its place would lead out of what the user shared.</summary>
    private string TempFolder()
    {
        var folder = paths.TempFolder;
        Directory.CreateDirectory(folder);
        return new DirectoryInfo(folder).LinkTarget is null
            ? folder
            : throw new IOException($"{folder} is a link, which is not followed.");
    }
}
