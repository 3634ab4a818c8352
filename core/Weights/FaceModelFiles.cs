using System.Security.Cryptography;
using HeyGem.Core.Errors;

namespace HeyGem.Core.Weights;

/// <summary>
/// The converted face and hand models: six ONNX files and their sums, in a folder named by what they were made from.
/// </summary>
/// <param name="Folder">Absolute path of the folder.</param>
public sealed record FaceModelFiles(string Folder)
{
    /// <summary>SHA-256 of the packed models in <c>@mediapipe/face_mesh</c> 0.4.1633559619, lower-case hexadecimal.</summary>
    public const string PackageSha256 = "dbe5905c582c0462cdaea17e7e6ecea92edaa8cccc515c5e2e7291f2cbb5fb99";

    /// <summary>SHA-256 of the packed models in <c>@mediapipe/hands</c> 0.4.1675469240.</summary>
    public const string HandsSha256 = "bdce7b66bfc5b39ba86a47775c98e0b186fe73f8308c2279f852af4c89ffdf42";

    /// <summary>SHA-256 of <c>hand_landmark_full.tflite</c> in the same package.</summary>
    public const string HandLandmarkSha256 = "8c026882c9ec059ce0f8e75266bee5a9a23c341a40e0000df755374d3d1b9b68";

    /// <summary>SHA-256 of <c>face_recognition_model.bin</c> in <c>@vladmandic/face-api</c> 1.7.15.</summary>
    public const string IdentitySha256 = "b413e420d6840b2775fba32008db6f3cddb07d485967fb42cfcf379c16a8c589";

    /// <summary>SHA-256 of the manifest beside it.</summary>
    public const string IdentityManifestSha256 = "cbaffa501b0b9275a12b63357a6843e7e30c054e1c9151e1a5f879b26e32986b";

    /// <summary>Raised when the converter's result changes, so that files of an older one are made again.</summary>
    public const int ConverterVersion = 4;

    /// <summary>
    /// File name of the detector: <c>image</c> [1, 3, 128, 128] RGB -1..1 to <c>scores</c> [1, 896, 1] and <c>boxes</c> [1, 896, 16].
    /// </summary>
    public const string DetectorFile = "face-detector.onnx";

    /// <summary>
    /// File name of the mesh: <c>image</c> [1, 3, 192, 192] RGB 0..1 to <c>mesh</c> (468 x 3), <c>flag</c> (a logit) and <c>features</c>
    /// [1, 32, 48, 48].
    /// </summary>
    public const string TrunkFile = "face-mesh-trunk.onnx";

    /// <summary>File name of the lip refinement: <c>sample</c> [1, 32, 16, 16] to <c>lips</c> (80 x 2).</summary>
    public const string LipsFile = "face-mesh-lips.onnx";

    /// <summary>
    /// File name of the palm detector: <c>image</c> [1, 3, 192, 192] RGB 0..1 to <c>scores</c> [1, 2016, 1] and <c>boxes</c> [1, 2016, 18].
    /// </summary>
    public const string PalmFile = "palm-detector.onnx";

    /// <summary>
    /// File name of the hand: <c>image</c> [1, 3, 224, 224] RGB 0..1 to <c>points</c> (21 x 3, input pixels) and <c>presence</c> 0..1.
    /// </summary>
    public const string HandFile = "hand-landmarks.onnx";

    /// <summary>
    /// File name of the identity: <c>image</c> [1, 3, 150, 150] RGB 0..255 to <c>descriptor</c> [1, 128]; two of one person lie less than
    /// about 0.6 apart.
    /// </summary>
    public const string IdentityFile = "face-identity.onnx";

    /// <summary>File name of the sums, in the format of <c>sha256sum</c>.</summary>
    public const string SumsFile = "SHA256SUMS";

    /// <summary>The models that a clip needs whatever it shows.</summary>
    internal static IReadOnlyList<string> OfEveryClip { get; } = [DetectorFile, TrunkFile, LipsFile, PalmFile];

    private static IEnumerable<string> All => [.. OfEveryClip, HandFile, IdentityFile];

    /// <summary>Where a data folder keeps them, whether they are there or not.</summary>
    public static FaceModelFiles In(DataFolder data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return new FaceModelFiles(Path.Combine(data.Models, "face", $"{PackageSha256[..16]}-{ConverterVersion}"));
    }

    /// <summary>Those that an installed program carries beside it, else those of a data folder.</summary>
    public static FaceModelFiles Find(DataFolder data)
    {
        var shipped = In(new DataFolder(AppContext.BaseDirectory));
        return Directory.Exists(shipped.Folder) ? shipped : In(data);
    }

    /// <summary>Whether every file is there and matches its sum.</summary>
    public bool AreWhole() => All.All(file => Fault(file) is null);

    /// <summary>Returns the files when they are whole.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.WeightsMissing"/>, <see cref="ErrorCode.WeightsHashMismatch"/>.</exception>
    public FaceModelFiles Verified()
    {
        foreach (var file in All)
        {
            _ = Verified(file);
        }

        return this;
    }

    /// <summary>Returns the path of one of the files when it is whole. Reading all of them takes a cold render 50 ms.</summary>
    /// <param name="file">Its name, such as <see cref="DetectorFile"/>.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.WeightsMissing"/>, <see cref="ErrorCode.WeightsHashMismatch"/>.</exception>
    public string Verified(string file) => Fault(file) is { } fault ? throw fault : Path.Combine(Folder, file);

    private HeyGemException? Fault(string file)
    {
        const string remedy = "The launcher `heygem` converts the face models the first time it runs; run it once.";
        var sums = Path.Combine(Folder, SumsFile);
        if (!File.Exists(sums))
        {
            return new HeyGemException(ErrorCode.WeightsMissing, $"The face models are not in {Folder}.") { Hint = remedy };
        }

        var path = Path.Combine(Folder, file);
        if (!File.Exists(path))
        {
            return new HeyGemException(ErrorCode.WeightsMissing, $"The face model {path} is missing.") { Hint = remedy };
        }

        using var stream = File.OpenRead(path);
        var sum = Convert.ToHexStringLower(SHA256.HashData(stream));
        return File.ReadAllLines(sums).Contains($"{sum}  {file}") ? null : new HeyGemException(
            ErrorCode.WeightsHashMismatch, $"The face model {path} is damaged.")
        { Hint = $"Delete {Folder}. {remedy}" };
    }
}
