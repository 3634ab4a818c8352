using HeyGem.Core.Errors;

namespace HeyGem.Core.Weights;

/// <summary>
/// The models that a user has installed, and those that could be. Each lies in a folder of its own, with a record of what it was when it
/// came.
/// </summary>
public sealed class ModelStore
{
    private readonly string _folder;

    private ModelStore(string folder, IReadOnlyList<CatalogModel> catalog)
    {
        _folder = folder;
        Catalog = catalog;
    }

    /// <summary>What can be installed.</summary>
    public IReadOnlyList<CatalogModel> Catalog { get; }

    /// <summary>The store of a data folder, with the catalogue that comes with the program.</summary>
    public static ModelStore In(DataFolder data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new ModelStore(Path.Combine(data.Models, "installed"), CatalogModel.Read(ShippedModel.Folder));
    }

    /// <summary>The installed model of a name, or null.</summary>
    public InstalledModel? Find(string name) => InstalledModel.TryRead(name, FolderOf(name));

    /// <summary>The installed models of a kind, in the catalogue's order.</summary>
    public IReadOnlyList<InstalledModel> Installed(ModelKind kind) =>
        [.. Catalog.Where(m => m.Kind == kind).Select(m => Find(m.Name)).OfType<InstalledModel>()];

    /// <summary>The model that a user means: an installed one by name, a file by path, or the first installed of its kind.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.EngineUnavailable"/>, <see cref="ErrorCode.WeightsMissing"/>.</exception>
    public InstalledModel Resolve(string? nameOrPath, ModelKind kind)
    {
        var names = string.Join(", ", Catalog.Where(m => m.Kind == kind).Select(m => m.Name));
        if (nameOrPath is null)
        {
            return Installed(kind) is [var first, ..]
                ? first
                : throw new HeyGemException(ErrorCode.EngineUnavailable, $"No {kind} model is installed.")
                {
                    Hint =
                    $"Install one with `heygem models install NAME`, or use the engine mesh. There are: {names}."
                };
        }

        if (Catalog.FirstOrDefault(m => m.Kind == kind && m.Name == nameOrPath) is { } known)
        {
            return Find(known.Name)
                ?? throw new HeyGemException(ErrorCode.WeightsMissing,
                    $"The model {known.Name} is not installed.")
                { Hint = $"Install it with `heygem models install {known.Name}`." };
        }

        return File.Exists(nameOrPath)
            ? new InstalledModel(Path.GetFileName(nameOrPath), Path.GetFullPath(nameOrPath), null)
            : throw new HeyGemException(ErrorCode.WeightsMissing, $"There is no model {nameOrPath}: neither a file nor one of {names}.");
    }

    /// <summary>Whether the user has said yes to a model's licence.</summary>
    public bool HasAccepted(CatalogModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        return !model.Licence.MustBeAccepted || File.Exists(AcceptanceOf(model));
    }

    /// <summary>Keeps that the user has said yes.</summary>
    public void Accept(CatalogModel model, DateTimeOffset when)
    {
        ArgumentNullException.ThrowIfNull(model);
        Directory.CreateDirectory(FolderOf(model.Name));
        File.WriteAllText(
            AcceptanceOf(model), FormattableString.Invariant($"{model.Licence.Name}\n{model.Licence.Address}\naccepted {when:O}\n"));
    }

    /// <summary>The folder of a model.</summary>
    internal string FolderOf(string name) => Path.Combine(_folder, name);

    private string AcceptanceOf(CatalogModel model) => Path.Combine(FolderOf(model.Name), "licence-accepted.txt");
}
