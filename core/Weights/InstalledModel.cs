using System.Globalization;
using System.Security.Cryptography;
using HeyGem.Core.Errors;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace HeyGem.Core.Weights;

/// <summary>A model file that can be used.</summary>
/// <param name="Name">Its name in the catalogue, or its file name.</param>
/// <param name="Path">Absolute path.</param>
/// <param name="Sha256">The sum it had when it was installed, lower-case hexadecimal; null for a file that was never installed.</param>
public sealed record InstalledModel(string Name, string Path, string? Sha256)
{
    /// <summary>File name of the record beside an installed model.</summary>
    internal const string RecordFile = "installed.json";

    /// <summary>Reads the file and returns its sum.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.WeightsHashMismatch"/>: it is not what was installed;
    /// <see cref="ErrorCode.WeightsMissing"/>, <see cref="ErrorCode.WeightsUnreadable"/>.</exception>
    public async Task<string> VerifiedSumAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var stream = new FileStream(
                Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 20, FileOptions.Asynchronous | FileOptions.SequentialScan);
            var sum = Convert.ToHexStringLower(await SHA256.HashDataAsync(stream, cancellationToken));
            return Sha256 is null || sum == Sha256
                ? sum
                : throw new HeyGemException(ErrorCode.WeightsHashMismatch, $"The model {Path} has changed since it was installed.");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new HeyGemException(ErrorCode.WeightsMissing, $"The model {Path} is not there.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new HeyGemException(ErrorCode.WeightsUnreadable, $"The model {Path} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>The model that a folder holds, or null where there is none or its record is damaged.</summary>
    internal static InstalledModel? TryRead(string name, string folder)
    {
        try
        {
            var record = JObject.Parse(File.ReadAllText(System.IO.Path.Combine(folder, RecordFile)));
            return (string?)record["file"] is { } file && (string?)record["sha256"] is { } sum
                ? new InstalledModel(name, System.IO.Path.Combine(folder, file), sum)
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes the record of an installation.</summary>
    internal static void WriteRecord(string folder, CatalogModel model, long bytes, string sum, string from, DateTimeOffset when) =>
        File.WriteAllText(
        System.IO.Path.Combine(folder, RecordFile),
        new JObject
        {
            ["file"] = model.File,
            ["bytes"] = bytes,
            ["sha256"] = sum,
            ["from"] = from,
            ["licence"] = model.Licence.Name,
            ["installed"] = when.ToString("O", CultureInfo.InvariantCulture),
        }.ToString());
}
