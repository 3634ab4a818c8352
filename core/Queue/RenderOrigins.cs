using System.Security.Cryptography;
using System.Text;
using HeyGem.Core.Errors;
using HeyGem.Core.Queue.Store;
using HeyGem.Core.Render;
using HeyGem.Core.Render.Spec;
using HeyGem.Core.Storage;

namespace HeyGem.Core.Queue;

/// <summary>
/// Remembers how results were rendered, by what is inside them, so that a range of one can be corrected wherever it was moved to; previews
/// are no results. A small file a result; the oldest are dropped. Holds paths and settings, no media.
/// </summary>
/// <param name="folder">Where they are kept; made on first use.</param>
public sealed class RenderOrigins(string folder)
{
    private const int Most = 5000;

    /// <summary>Notes how a result was rendered. What cannot be noted is not: the result is whole without it.</summary>
    public void Note(RenderResult result, RenderSpec spec)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(spec);
        if (spec.Preview is not null)
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(folder);
            DurableFile.Write(PathOf(result.Sha256), Encoding.UTF8.GetBytes(StoredSpecFile.Write(spec)));
            foreach (var old in new DirectoryInfo(folder).EnumerateFiles().OrderByDescending(f => f.LastWriteTimeUtc).Skip(Most))
            {
                old.Delete();
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A full disk, or one that is read only; a correction then asks for the whole clip to be rendered again.
        }
    }

    /// <summary>How a file was rendered.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.InputNotFound"/>, <see cref="ErrorCode.InputUnreadable"/>,
    /// <see cref="ErrorCode.ResultUnknown"/>.</exception>
    public async Task<RenderSpec> FindAsync(string result, CancellationToken cancellationToken)
    {
        var path = PathOf(await HashAsync(result, cancellationToken).ConfigureAwait(false));
        try
        {
            if (File.Exists(path) && StoredSpecFile.TryRead(await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false))
                is { } spec)
            {
                return spec;
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // As good as none.
        }

        throw new HeyGemException(ErrorCode.ResultUnknown, $"It is not known how {MediaName.Of(result)} was rendered.");
    }

    private static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            const FileOptions Options = FileOptions.SequentialScan | FileOptions.Asynchronous;
            var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 20, Options);
            await using (file.ConfigureAwait(false))
            {
                return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken).ConfigureAwait(false));
            }
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new HeyGemException(ErrorCode.InputNotFound, $"There is no file {MediaName.Of(path)}.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HeyGemException(ErrorCode.InputUnreadable, $"{MediaName.Of(path)} cannot be read: {e.Message}", e);
        }
    }

    private string PathOf(string sha256) => Path.Combine(folder, sha256[..32] + ".json");
}
