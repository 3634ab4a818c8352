using System.Security.Cryptography;
using HeyGem.Core.Errors;

namespace HeyGem.Core.Weights;

/// <summary>
/// How Chinese characters and words are read: a text made from npm's <c>pinyin-pro</c> 3.29.4 at set-up. Each line is a reading, such as
/// <c>yin2 hang2</c>, a tab, and what is read so, one space between each.
/// </summary>
/// <param name="FilePath">Absolute path.</param>
public sealed record ReadingsFile(string FilePath)
{
    /// <summary>SHA-256 of the file, lower-case hexadecimal.</summary>
    public const string Sha256 = "421653412178c60f96dbd0d15c857fab2a44982d51774e7be0a95feefdc2f0b2";

    /// <summary>Where a data folder keeps it, whether it is there or not.</summary>
    public static ReadingsFile In(DataFolder data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new ReadingsFile(Path.Combine(data.Models, "readings", Sha256[..16], "mandarin.tsv"));
    }

    /// <summary>The one that an installed program carries beside it, else that of a data folder.</summary>
    public static ReadingsFile Find(DataFolder data)
    {
        var shipped = In(new DataFolder(AppContext.BaseDirectory));
        return File.Exists(shipped.FilePath) ? shipped : In(data);
    }

    /// <summary>The path of the one that is here, or null where none is whole.</summary>
    public static string? Usable() => Find(DataFolder.Current()) is var file && file.IsWhole() ? file.FilePath : null;

    /// <summary>Whether it is there and matches its sum.</summary>
    public bool IsWhole() => Fault() is null;

    /// <summary>Returns it when it is whole.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.WeightsMissing"/>, <see cref="ErrorCode.WeightsHashMismatch"/>.</exception>
    public ReadingsFile Verified() => Fault() is { } fault ? throw fault : this;

    private HeyGemException? Fault()
    {
        const string remedy = "The launcher `heygem` makes it the first time it runs; run it once.";
        if (!File.Exists(FilePath))
        {
            return new HeyGemException(ErrorCode.WeightsMissing, $"The readings of Chinese characters are not at {FilePath}.")
            {
                Hint = remedy,
            };
        }

        using var stream = File.OpenRead(FilePath);
        return Convert.ToHexStringLower(SHA256.HashData(stream)) == Sha256 ? null : new HeyGemException(
            ErrorCode.WeightsHashMismatch, $"The readings of Chinese characters at {FilePath} are damaged.")
        { Hint = $"Delete the file. {remedy}" };
    }
}
