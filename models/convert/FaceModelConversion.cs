using System.Security.Cryptography;
using System.Text;
using HeyGem.Core.Errors;
using HeyGem.Core.Weights;

namespace HeyGem.ModelConvert;

/// <summary>Makes the ONNX files that <see cref="FaceModelFiles"/> finds, from the npm packages.</summary>
public static class FaceModelConversion
{
    /// <summary>
    /// Returns the converted models in the data folder, converting them first when they are not there or not whole. The
    /// folder appears under its final name only when every file in it is written, so two programs may do this at once.
    /// </summary>
    /// <param name="packageFolder">
    /// The unpacked npm package, <c>models/convert/node_modules/@mediapipe/face_mesh</c>; <c>hands</c> lies beside it, and
    /// <c>@vladmandic/face-api</c> beside their folder.
    /// </param>
    /// <param name="data">Where they are kept.</param>
    /// <exception cref="HeyGemException">
    /// <see cref="ErrorCode.WeightsMissing"/>: no package there. <see cref="ErrorCode.WeightsHashMismatch"/>: the package holds other
    /// models.
    /// </exception>
    public static FaceModelFiles Ensure(string packageFolder, DataFolder data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var files = FaceModelFiles.In(data);
        if (files.AreWhole())
        {
            return files;
        }

        var face = ModelPackage.Open(packageFolder, "face_mesh", FaceModelFiles.PackageSha256);
        var hands = ModelPackage.Open(Path.Combine(packageFolder, "..", "hands"), "hands", FaceModelFiles.HandsSha256);
        var identity = IdentityModel(Path.Combine(packageFolder, "..", "..", "@vladmandic", "face-api", "model"));
        var made = files.Folder + "." + Guid.NewGuid().ToString("N") + ".part";
        Directory.CreateDirectory(made);
        try
        {
            Write([.. Models(face), .. HandModels(hands), identity], made);
            if (Directory.Exists(files.Folder))
            {
                Directory.Delete(files.Folder, recursive: true);
            }

            Directory.Move(made, files.Folder);
        }
        catch (IOException) when (files.AreWhole())
        {
            // Another program finished the same conversion first; its files are the same bytes.
        }
        finally
        {
            if (Directory.Exists(made))
            {
                Directory.Delete(made, recursive: true);
            }
        }

        return files;
    }

    private static void Write(IEnumerable<(string File, byte[] Bytes)> models, string folder)
    {
        var sums = new StringBuilder();
        foreach (var (file, bytes) in models)
        {
            File.WriteAllBytes(Path.Combine(folder, file), bytes);
            sums.Append(Convert.ToHexStringLower(SHA256.HashData(bytes))).Append("  ").Append(file).Append('\n');
        }

        File.WriteAllText(Path.Combine(folder, FaceModelFiles.SumsFile), sums.ToString());
    }

    private static IEnumerable<(string File, byte[] Bytes)> Models(ModelPackage package)
    {
        var detector = package.Graph("face_detection_short_range.tflite");
        yield return (FaceModelFiles.DetectorFile, GraphConverter.Convert(
            detector,
            "face_detector",
            [(detector.Inputs[0], "image")],
            [(detector.Named("classificators").Index, "scores"), (detector.Named("regressors").Index, "boxes")]));

        // The graph is cut where its custom operators sit: they sample the feature map at the lips, which FaceMesher does itself.
        var attention = package.Graph("face_landmark_with_attention.tflite");
        var lips = attention.Named("conv_lips").Index;
        var sample = SampleBehind(attention, lips);
        yield return (FaceModelFiles.TrunkFile, GraphConverter.Convert(
            attention,
            "face_mesh_trunk",
            [(attention.Inputs[0], "image")],
            [(attention.Named("output_mesh").Index, "mesh"), (attention.Named("conv_faceflag").Index, "flag"),
                (sample.Inputs[0], "features")]));
        yield return (FaceModelFiles.LipsFile, GraphConverter.Convert(
            attention,
            "face_mesh_lips",
            [(sample.Outputs[0], "sample")],
            [(lips, "lips")]));
    }

    private static IEnumerable<(string File, byte[] Bytes)> HandModels(ModelPackage package)
    {
        // The small detector: it looks often and finds nothing, so its cost counts; the outline is the large model's.
        var palm = package.Graph("palm_detection_lite.tflite");
        yield return (FaceModelFiles.PalmFile, GraphConverter.Convert(
            palm, "palm_detector", [(palm.Inputs[0], "image")], [(palm.Outputs[1], "scores"), (palm.Outputs[0], "boxes")]));
        var hand = package.Graph("hand_landmark_full.tflite", FaceModelFiles.HandLandmarkSha256);
        yield return (FaceModelFiles.HandFile, GraphConverter.Convert(
            hand, "hand_landmarks", [(hand.Inputs[0], "image")], [(hand.Outputs[0], "points"), (hand.Outputs[1], "presence")]));
    }

    private static (string File, byte[] Bytes) IdentityModel(string folder)
    {
        var weights = ModelPackage.Verified(Path.Combine(folder, "face_recognition_model.bin"), FaceModelFiles.IdentitySha256);
        var manifest = ModelPackage.Verified(
            Path.Combine(folder, "face_recognition_model-weights_manifest.json"), FaceModelFiles.IdentityManifestSha256);
        return (FaceModelFiles.IdentityFile, RecognitionGraph.Convert(Encoding.UTF8.GetString(manifest), weights));
    }

    private static TfliteOperator SampleBehind(TfliteGraph graph, int tensor)
    {
        var op = graph.ProducerOf(tensor) ?? throw new InvalidDataException("No custom operator lies behind the lips.");
        return op.Kind == TfliteOperatorKind.Custom ? op : SampleBehind(graph, op.Inputs[0]);
    }
}
