using HeyGem.Core.Weights;
using HeyGem.ModelConvert;

namespace HeyGem.Testing;

/// <summary>The readings of Chinese characters for tests, made on first use like the launcher does it.</summary>
public static class ReadingsForTests
{
    /// <summary>Where npm put <c>pinyin-pro</c>.</summary>
    public static string PackageFolder { get; } = Path.Combine(TestFolders.Repository, "models", "convert", "node_modules", "pinyin-pro");

    private static readonly Lazy<ReadingsFile> Made = new(() => ReadingsConversion.Ensure(PackageFolder, DataFolder.Current()));

    /// <summary>The one table of the whole test run.</summary>
    public static ReadingsFile Shared => Made.Value;
}
