using System.Security.Cryptography;
using System.Text.RegularExpressions;
using HeyGem.Core.Errors;
using HeyGem.Core.Storage;

namespace HeyGem.Core.Speech;

/// <summary>Brings a voice of Piper's kind into the folder of voices, once it has spoken.</summary>
public static partial class PiperInstall
{
    /// <summary>Copies <c>NAME.onnx</c> and <c>NAME.onnx.json</c>. They appear only when both are whole, the description first.</summary>
    /// <param name="source">Path of the <c>.onnx</c> file.</param>
    /// <param name="folder">The folder of voices; made when missing.</param>
    /// <returns>The installed file and its sum, lower-case hexadecimal.</returns>
    /// <exception cref="HeyGemException">One of the <c>weights.*</c> codes, <see cref="ErrorCode.ArgumentInvalid"/>: the name is taken or
    /// can be no voice's; <see cref="ErrorCode.DiskFull"/>, <see cref="ErrorCode.OutputNotWritable"/>.</exception>
    public static (string Path, string Sha256) Run(string source, string folder)
    {
        ArgumentNullException.ThrowIfNull(source);
        var name = Path.GetFileNameWithoutExtension(source);
        if (!source.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase) || !Name().IsMatch(name))
        {
            throw new HeyGemException(
                ErrorCode.ArgumentInvalid, $"{MediaName.Of(source)} is no voice: it is named NAME.onnx, of letters, digits, - _ and .");
        }

        var target = Path.Combine(folder, name + ".onnx");
        if (File.Exists(target))
        {
            throw new HeyGemException(ErrorCode.ArgumentInvalid, $"A voice {name} is installed already: {target}.");
        }

        PiperVoices.TryOut(source);
        try
        {
            foreach (var (from, to) in new[] { (source + ".json", target + ".json"), (source, target) })
            {
                using var part = PartFile.Create(to);
                File.Copy(from, part.Path, overwrite: true);
                File.Delete(to);
                part.Publish();
            }

            using var stream = File.OpenRead(target);
            return (target, Convert.ToHexStringLower(SHA256.HashData(stream)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw DiskFaults.Of(e) == DiskFault.Full
                ? new HeyGemException(ErrorCode.DiskFull, $"There is no room for the voice in '{folder}'.", e)
                : new HeyGemException(ErrorCode.OutputNotWritable, $"'{folder}' cannot be written: {e.Message}", e);
        }
    }

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$", RegexOptions.NonBacktracking)]
    private static partial Regex Name();
}
