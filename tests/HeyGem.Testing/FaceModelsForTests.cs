using HeyGem.Core.Faces.Detect;
using HeyGem.Core.Weights;
using HeyGem.ModelConvert;

namespace HeyGem.Testing;

/// <summary>The face models for tests, converted on first use like the launcher does it.</summary>
public static class FaceModelsForTests
{
    /// <summary>Where npm put <c>@mediapipe/face_mesh</c>.</summary>
    public static string PackageFolder { get; } =
        Path.Combine(TestFolders.Repository, "models", "convert", "node_modules", "@mediapipe", "face_mesh");

    private static readonly Lazy<FaceModels> Loaded =
        new(() => FaceModels.Load(FaceModelConversion.Ensure(PackageFolder, DataFolder.Current())));

    /// <summary>One copy for the whole test run; not to be disposed.</summary>
    public static FaceModels Shared => Loaded.Value;
}
