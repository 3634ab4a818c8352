using System.Text.Json.Serialization;
using HeyGem.Core.Storage;

namespace HeyGem.Core.Farm;

/// <summary>A media file that a bundle names; where it lies on another machine is left to whoever opens the bundle there.</summary>
/// <param name="Key">Names what is inside it, 64 lower-case hexadecimal digits.</param>
/// <param name="Name">Its own name without a folder: messages about the clip hold it.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Changed">When it was last changed, UTC ticks: the key of a large file counts it.</param>
/// <param name="Path">Where it lies on the machine that wrote the bundle.</param>
public sealed record BundleMedia(string Key, string Name, long Bytes, long Changed, string Path)
{
    /// <summary>Whether a file of this machine is what the key says.</summary>
    /// <param name="path">The file, which need not be there.</param>
    /// <param name="cancellationToken">Stops reading it.</param>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public async Task<bool> IsAsync(string path, CancellationToken cancellationToken) =>
        new FileInfo(path) is { Exists: true } file && file.Length == Bytes
            && await ContentKey.OfFileAsync(path, cancellationToken) == Key;
}

/// <summary>What a bundle holds beside the analyses.</summary>
internal sealed record BundleWords
{
    /// <summary>The version that is written and read.</summary>
    public const int Current = 2;

    public required int Version { get; init; }

    public required string Key { get; init; }

    public required string Lane { get; init; }

    public required string Plan { get; init; }

    /// <summary>The stored form of the spec, whose paths are places in <see cref="Media"/>.</summary>
    public required string Spec { get; init; }

    public required IReadOnlyList<BundleMedia> Media { get; init; }

    /// <summary>First frames of the segments, and the number of frames of the result behind them.</summary>
    public required IReadOnlyList<long> Cuts { get; init; }
}

/// <summary>The JSON of a bundle.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow)]
[JsonSerializable(typeof(BundleWords))]
internal sealed partial class BundleJson : JsonSerializerContext;
