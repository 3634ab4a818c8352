using System.Numerics;
using System.Numerics.Tensors;
using HeyGem.Core.Faces.Detect;
using HeyGem.Core.Frames;
using HeyGem.Core.Onnx;

namespace HeyGem.Core.Faces.Identity;

/// <summary>
/// Describes whose face it is, by the network of face-api: about 25 ms a face on one core, so it looks a few times in a shot and not at
/// every frame. The network is loaded with the first face that it describes. For one thread at a time.
/// </summary>
internal sealed class FaceRecognizer(FaceModels models, YuvSpace space) : IDisposable
{
    private const int Side = 150;

    // The square that the network was trained on (dlib's mean face with a quarter of padding): its side by the distance from the eyes to
    // the mouth, and where their middle lies in it.
    private const float EyesToMouth = 0.436f;
    private const float MiddleY = 0.444f;

    // The first frames of a face, in case it is gone soon, and then one a few seconds.
    private const int SecondLook = 12;
    private const int LookEvery = 100;

    private readonly CropReader _reader = new(space);
    private OnnxRun? _run;
    private Memory<float> _image;
    private Memory<float> _descriptor;

    private static ReadOnlySpan<int> LeftEye => [33, 133];

    private static ReadOnlySpan<int> RightEye => [362, 263];

    /// <summary>Whether a face that was seen in so many frames is due to be looked at.</summary>
    public static bool IsDue(int seen) => seen is 1 or SecondLook || seen % LookEvery == 0;

    /// <summary>Looks at a face of known landmarks, frame pixels.</summary>
    public FaceDescriptor Look(Frame frame, ReadOnlySpan<Vector3> landmarks) => Describe(Read(frame, landmarks));

    /// <summary>What the network is to see of a face.</summary>
    /// <returns>Three planes of 150 x 150 samples, red, green and blue, 0..255.</returns>
    public float[] Read(Frame frame, ReadOnlySpan<Vector3> landmarks)
    {
        var image = new float[3 * Side * Side];
        _reader.Read(frame, Region(landmarks), Side, 0, 255, image);
        return image;
    }

    /// <summary>Describes what <see cref="Read"/> gave.</summary>
    public FaceDescriptor Describe(ReadOnlySpan<float> image)
    {
        if (_run is null)
        {
            _run = models.Identity.Bind();
            _image = _run.Buffer<float>(models.Identity.Input(1, 3, Side, Side));
            _descriptor = _run.Buffer<float>(models.Identity.Output(1, FaceDescriptor.Length));
        }

        image.CopyTo(_image.Span);
        var sum = new float[FaceDescriptor.Length];
        foreach (var _ in (int[])[0, 1])
        {
            // A face and its mirror image are one person: their mean wavers less with light and turn.
            _run.Run();
            TensorPrimitives.MultiplyAdd(_descriptor.Span, 0.5f, sum, sum);
            for (var row = 0; row < 3 * Side; row++)
            {
                _image.Span.Slice(row * Side, Side).Reverse();
            }
        }

        return new FaceDescriptor(sum);
    }

    /// <inheritdoc/>
    public void Dispose() => _run?.Dispose();

    private static FaceRegion Region(ReadOnlySpan<Vector3> landmarks)
    {
        var (left, right, mouth) = (Middle(landmarks, LeftEye), Middle(landmarks, RightEye), Middle(landmarks, FaceIndices.OuterLip));
        var side = (Vector2.Distance(left, mouth) + Vector2.Distance(right, mouth)) / 2 / EyesToMouth;
        var eyes = right - left;
        var down = Vector2.Normalize(new Vector2(-eyes.Y, eyes.X));
        return new FaceRegion(((left + right + mouth) / 3) + ((0.5f - MiddleY) * side * down), side, MathF.Atan2(eyes.Y, eyes.X));
    }

    private static Vector2 Middle(ReadOnlySpan<Vector3> landmarks, ReadOnlySpan<int> indices)
    {
        var sum = Vector2.Zero;
        foreach (var i in indices)
        {
            sum += new Vector2(landmarks[i].X, landmarks[i].Y);
        }

        return sum / indices.Length;
    }
}
