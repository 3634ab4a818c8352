using Newtonsoft.Json.Linq;

namespace HeyGem.Core.Weights;

/// <summary>A model that a user may install, as the catalogue describes it.</summary>
/// <param name="Name">The word for it, such as <c>wav2lip-gan</c>.</param>
/// <param name="Kind">What it is for.</param>
/// <param name="File">File name it is kept under.</param>
/// <param name="Bytes">Its length, or null where that is recorded at the first installation.</param>
/// <param name="Sha256">Its sum, lower-case hexadecimal, or null where that is recorded at the first installation.</param>
/// <param name="Licence">The terms.</param>
/// <param name="Address">Where it is to be had, or null.</param>
/// <param name="Summary">One sentence about it.</param>
public sealed record CatalogModel(
    string Name, ModelKind Kind, string File, long? Bytes, string? Sha256, ModelLicence Licence, string? Address, string Summary)
{
    /// <summary>Reads the models that a user may install.</summary>
    /// <param name="folder">The folder that holds <c>catalog.json</c>; usually <see cref="ShippedModel.Folder"/>.</param>
    public static IReadOnlyList<CatalogModel> Read(string folder)
    {
        var catalog = JObject.Parse(System.IO.File.ReadAllText(Path.Combine(folder, "catalog.json")));
        return [.. catalog["entries"]!.OfType<JObject>().Where(e => e["kind"] is not null).Select(Of)];
    }

    private static CatalogModel Of(JObject entry) => new(
        (string)entry["name"]!,
        Enum.Parse<ModelKind>((string)entry["kind"]!, ignoreCase: true),
        (string)entry["file"]!,
        (long?)entry["bytes"],
        (string?)entry["sha256"],
        new ModelLicence((string)entry["licence"]!["name"]!, (bool)entry["licence"]!["mustBeAccepted"]!,
            (string)entry["licence"]!["terms"]!, (string)entry["licence"]!["address"]!),
        (string?)entry["address"],
        (string)entry["summary"]!);
}

/// <summary>The terms of a model.</summary>
/// <param name="Name">What the licence is called.</param>
/// <param name="MustBeAccepted">Whether it limits the use so far that a user must say yes to it.</param>
/// <param name="Terms">What it asks, one or two sentences.</param>
/// <param name="Address">Where it can be read.</param>
public sealed record ModelLicence(string Name, bool MustBeAccepted, string Terms, string Address);
