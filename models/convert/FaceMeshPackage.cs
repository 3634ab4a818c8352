using System.Security.Cryptography;
using System.Text.RegularExpressions;
using HeyGem.Core.Errors;
using HeyGem.Core.Weights;

namespace HeyGem.ModelConvert;

/// <summary>The npm package <c>@mediapipe/face_mesh</c>: its models lie in one packed file, and its loader script says where.</summary>
internal sealed partial class FaceMeshPackage
{
    private const string Packed = "face_mesh_solution_packed_assets.data";
    private const string Loader = "face_mesh_solution_packed_assets_loader.js";

    private readonly byte[] _packed;
    private readonly Dictionary<string, (int Start, int End)> _files;

    private FaceMeshPackage(byte[] packed, Dictionary<string, (int Start, int End)> files)
    {
        _packed = packed;
        _files = files;
    }

    /// <summary>Opens the package and checks that it holds the models we know.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.WeightsMissing"/>, <see cref="ErrorCode.WeightsHashMismatch"/>.</exception>
    public static FaceMeshPackage Open(string folder)
    {
        var (packed, loader) = (Path.Combine(folder, Packed), Path.Combine(folder, Loader));
        if (!File.Exists(packed) || !File.Exists(loader))
        {
            throw new HeyGemException(
                ErrorCode.WeightsMissing, $"{folder} does not hold the face models. Run `npm ci --ignore-scripts` in models/convert.");
        }

        var bytes = File.ReadAllBytes(packed);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        if (hash != FaceModelFiles.PackageSha256)
        {
            throw new HeyGemException(ErrorCode.WeightsHashMismatch, $"{packed} has SHA-256 {hash}, not {FaceModelFiles.PackageSha256}.");
        }

        var files = Entry().Matches(File.ReadAllText(loader)).ToDictionary(
            m => Path.GetFileName(m.Groups[1].Value),
            m => (int.Parse(m.Groups[2].ValueSpan, null), int.Parse(m.Groups[3].ValueSpan, null)));
        return new FaceMeshPackage(bytes, files);
    }

    /// <summary>The graph in one of the package's TFLite files.</summary>
    public TfliteGraph Graph(string file)
    {
        var (start, end) = _files[file];
        return new TfliteGraph(_packed.AsMemory(start, end - start));
    }

    [GeneratedRegex("""
        "filename":\s*"([^"]+)",\s*"start":\s*(\d+),\s*"end":\s*(\d+)
        """)]
    private static partial Regex Entry();
}
