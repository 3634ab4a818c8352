using System.Security.Cryptography;
using System.Text.RegularExpressions;
using HeyGem.Core.Errors;

namespace HeyGem.ModelConvert;

/// <summary>
/// An npm package of MediaPipe: its models lie in one packed file, and a loader script says where. Some lie beside it as files.
/// </summary>
internal sealed partial class ModelPackage
{
    private readonly string _folder;
    private readonly byte[] _packed;
    private readonly Dictionary<string, (int Start, int End)> _files;

    private ModelPackage(string folder, byte[] packed, Dictionary<string, (int Start, int End)> files)
    {
        _folder = folder;
        _packed = packed;
        _files = files;
    }

    /// <summary>Opens a package and checks that its packed file is the one we know.</summary>
    /// <param name="folder">The unpacked package.</param>
    /// <param name="solution">The word that its file names begin with.</param>
    /// <param name="sha256">Sum of the packed file.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.WeightsMissing"/>, <see cref="ErrorCode.WeightsHashMismatch"/>.</exception>
    public static ModelPackage Open(string folder, string solution, string sha256)
    {
        var packed = Verified(Path.Combine(folder, $"{solution}_solution_packed_assets.data"), sha256);
        var loader = Path.Combine(folder, $"{solution}_solution_packed_assets_loader.js");
        if (!File.Exists(loader))
        {
            throw Missing(folder);
        }

        var files = Entry().Matches(File.ReadAllText(loader)).ToDictionary(
            m => Path.GetFileName(m.Groups[1].Value),
            m => (int.Parse(m.Groups[2].ValueSpan, null), int.Parse(m.Groups[3].ValueSpan, null)));
        return new ModelPackage(folder, packed, files);
    }

    /// <summary>The graph in one of the packed TFLite files.</summary>
    public TfliteGraph Graph(string file)
    {
        var (start, end) = _files[file];
        return new TfliteGraph(_packed.AsMemory(start, end - start));
    }

    /// <summary>The graph in a TFLite file beside the packed one.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.WeightsMissing"/>, <see cref="ErrorCode.WeightsHashMismatch"/>.</exception>
    public TfliteGraph Graph(string file, string sha256) => new(Verified(Path.Combine(_folder, file), sha256));

    /// <summary>A file of a package, checked against its sum.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.WeightsMissing"/>, <see cref="ErrorCode.WeightsHashMismatch"/>.</exception>
    public static byte[] Verified(string path, string sha256)
    {
        if (!File.Exists(path))
        {
            throw Missing(Path.GetDirectoryName(path)!);
        }

        var bytes = File.ReadAllBytes(path);
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        return hash == sha256
            ? bytes : throw new HeyGemException(ErrorCode.WeightsHashMismatch, $"{path} has SHA-256 {hash}, not {sha256}.");
    }

    private static HeyGemException Missing(string folder) => new(
        ErrorCode.WeightsMissing, $"{folder} does not hold the models. Run `npm ci --ignore-scripts` in models/convert.");

    [GeneratedRegex("""
        "filename":\s*"([^"]+)",\s*"start":\s*(\d+),\s*"end":\s*(\d+)
        """)]
    private static partial Regex Entry();
}
