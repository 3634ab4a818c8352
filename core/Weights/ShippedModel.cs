using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using HeyGem.Core.Errors;

namespace HeyGem.Core.Weights;

/// <summary>A model that comes with the program: its bytes, checked against the catalogue, and what the catalogue says of it.</summary>
/// <param name="Name">Name in the catalogue, such as <c>voice-mouth</c>.</param>
/// <param name="Path">Absolute path of the file.</param>
/// <param name="Sha256">SHA-256 of the bytes, lower-case hexadecimal.</param>
/// <param name="Bytes">The whole file.</param>
/// <param name="Entry">The catalogue's entry.</param>
public sealed record ShippedModel(string Name, string Path, string Sha256, byte[] Bytes, JsonObject Entry)
{
    private const string Remedy = "Build or install the program again: its models folder does not hold what it was made with.";

    /// <summary>The folder beside the program that holds the catalogue and its models.</summary>
    public static string Folder => System.IO.Path.Combine(AppContext.BaseDirectory, "models");

    /// <summary>Reads a model and checks it.</summary>
    /// <param name="name">Name in <c>catalog.json</c>.</param>
    /// <param name="folder">The folder that holds <c>catalog.json</c> and the file; usually <see cref="Folder"/>.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.WeightsMissing"/>, <see cref="ErrorCode.WeightsHashMismatch"/>.</exception>
    public static ShippedModel Load(string name, string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        try
        {
            var catalog = JsonNode.Parse(File.ReadAllText(System.IO.Path.Combine(folder, "catalog.json")));
            var entry = (catalog?["entries"] as JsonArray)?.OfType<JsonObject>().FirstOrDefault(e => (string?)e["name"] == name)
                ?? throw new HeyGemException(ErrorCode.WeightsMissing, $"The catalogue in {folder} has no model {name}.") { Hint = Remedy };
            var path = System.IO.Path.Combine(folder, (string?)entry["file"] ?? name);
            var bytes = File.ReadAllBytes(path);
            var sum = Convert.ToHexStringLower(SHA256.HashData(bytes));
            return sum == (string?)entry["sha256"]
                ? new ShippedModel(name, path, sum, bytes, entry)
                : throw new HeyGemException(
                    ErrorCode.WeightsHashMismatch, $"The model {path} is not the one that the catalogue names.")
                { Hint = Remedy };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new HeyGemException(ErrorCode.WeightsMissing, $"The model {name} cannot be read from {folder}: {e.Message}",
                e)
            { Hint = Remedy };
        }
    }
}
