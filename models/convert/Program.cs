using HeyGem.Core.Errors;
using HeyGem.Core.Weights;
using HeyGem.ModelConvert;

// heygem-convert [PACKAGE-FOLDER]: the launcher runs this once at set-up.
var package = args.Length > 0 ? args[0] : Path.Combine("models", "convert", "node_modules", "@mediapipe", "face_mesh");
try
{
    var files = FaceModelConversion.Ensure(package, DataFolder.Current());
    Console.WriteLine($"Face models: {files.Folder}");
    var readings = ReadingsConversion.Ensure(Path.Combine(package, "..", "..", "pinyin-pro"), DataFolder.Current());
    Console.WriteLine($"Readings of Chinese characters: {readings.FilePath}");
    return 0;
}
catch (HeyGemException e)
{
    Console.Error.WriteLine($"{e.Code.WireName()}: {e.Message}");
    return 1;
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException)
{
    Console.Error.WriteLine($"{ErrorCode.OutputNotWritable.WireName()}: the data folder cannot be written: {e.Message}");
    return 1;
}
