using System.Security.Cryptography;
using HeyGem.Core.Errors;

namespace HeyGem.Core.Weights;

/// <summary>
/// Brings a model into the store, from a file or an address. It appears there only when it is whole: fetched beside its place, compared
/// with the catalogue or with the sum recorded at its first installation, tried out, then renamed.
/// </summary>
public sealed class ModelInstaller(ModelStore store, HttpMessageHandler handler, TimeProvider time)
{
    /// <summary>Installs.</summary>
    /// <param name="model">What the catalogue says of it.</param>
    /// <param name="source">A file or an http address; null for the catalogue's own address.</param>
    /// <param name="acceptLicence">Whether the user says yes to the licence now.</param>
    /// <param name="tryOut">Opens the file and throws where it is not what it should be.</param>
    /// <param name="progress">Told as bytes arrive; may be null.</param>
    /// <param name="cancellationToken">Stops; a download goes on from there the next time.</param>
    /// <exception cref="HeyGemException">
    /// <see cref="ErrorCode.WeightsLicenceNotAccepted"/>, <see cref="ErrorCode.WeightsHashMismatch"/>,
    /// <see cref="ErrorCode.WeightsDownloadFailed"/>,
    /// <see cref="ErrorCode.InputNotFound"/>, <see cref="ErrorCode.WeightsUnreadable"/>, <see cref="ErrorCode.DiskFull"/>, and what trying
    /// out throws.
    /// </exception>
    public async Task<InstalledModel> InstallAsync(
        CatalogModel model, string? source, bool acceptLicence, Action<string> tryOut, IProgress<InstallProgress>? progress,
            CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(tryOut);
        RequireLicence(model, acceptLicence);
        var from = source ?? model.Address
            ?? throw new HeyGemException(
                ErrorCode.ArgumentInvalid, $"The catalogue knows no address for {model.Name}: name a file or an address with --from.");
        var folder = store.FolderOf(model.Name);
        var part = Path.Combine(folder, model.File + ".part");
        try
        {
            Directory.CreateDirectory(folder);
            if (Uri.TryCreate(from, UriKind.Absolute, out var address) && address.Scheme is "http" or "https")
            {
                await new Download(handler, part).RunAsync(address, model.Bytes, progress, cancellationToken);
            }
            else
            {
                await CopyAsync(from, part, progress, cancellationToken);
            }

            var sum = await RequireSumAsync(model, part, cancellationToken);
            Try(tryOut, part);
            var bytes = new FileInfo(part).Length;
            File.Move(part, Path.Combine(folder, model.File), overwrite: true);
            Download.Forget(part);
            InstalledModel.WriteRecord(folder, model, bytes, sum, from, time.GetUtcNow());
            return store.Find(model.Name)!;
        }
        catch (UnauthorizedAccessException e)
        {
            throw new HeyGemException(ErrorCode.WeightsUnreadable, $"The model cannot be kept in {folder}: {e.Message}", e);
        }
        catch (IOException e)
        {
            // 112 and 28 are the systems' numbers for a full disk.
            throw new HeyGemException((e.HResult & 0xFFFF) is 112 or 28 ? ErrorCode.DiskFull : ErrorCode.WeightsUnreadable,
                $"The model cannot be kept in {folder}: {e.Message}", e);
        }
    }

    private void RequireLicence(CatalogModel model, bool acceptLicence)
    {
        if (store.HasAccepted(model))
        {
            return;
        }

        if (!acceptLicence)
        {
            throw new HeyGemException(
                ErrorCode.WeightsLicenceNotAccepted,
                $"{model.Name} comes under \"{model.Licence.Name}\": {model.Licence.Terms} Read it at {model.Licence.Address}.");
        }

        store.Accept(model, time.GetUtcNow());
    }

    private async Task<string> RequireSumAsync(CatalogModel model, string part, CancellationToken cancellationToken)
    {
        string sum;
        await using (var stream = File.OpenRead(part))
        {
            sum = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
        }

        var expected = model.Sha256 ?? store.Find(model.Name)?.Sha256;
        if (expected is null || sum == expected)
        {
            return sum;
        }

        Discard(part);
        var whose = model.Sha256 is null ? "of its first installation" : "of the catalogue";
        throw new HeyGemException(ErrorCode.WeightsHashMismatch,
            $"What was fetched for {model.Name} has the sum {sum}, not {expected} {whose}; nothing of it was kept.")
        {
            Hint = model.Sha256 is null ? $"Use the same file as before, or delete {store.FolderOf(model.Name)} " +
                "to begin anew." : "Fetch the file from the address in the catalogue.",
        };
    }

    private static void Try(Action<string> tryOut, string part)
    {
        try
        {
            tryOut(part);
        }
        catch
        {
            Discard(part);
            throw;
        }
    }

    private static void Discard(string part)
    {
        File.Delete(part);
        Download.Forget(part);
    }

    private static async Task CopyAsync(string from, string part, IProgress<InstallProgress>? progress, CancellationToken cancellationToken)
    {
        if (!File.Exists(from))
        {
            throw new HeyGemException(ErrorCode.InputNotFound, $"There is no file {from}.");
        }

        Discard(part);
        try
        {
            await using var source = new FileStream(
                from, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.Asynchronous | FileOptions.SequentialScan);
            await using var target = new FileStream(
                part, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 20, FileOptions.Asynchronous);
            var buffer = new byte[1 << 20];
            for (int read; (read = await source.ReadAsync(buffer, cancellationToken)) > 0;)
            {
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
                progress?.Report(new InstallProgress(target.Position, source.Length));
            }
        }
        catch
        {
            Discard(part);
            throw;
        }
    }
}
