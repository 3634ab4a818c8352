using System.Numerics;
using HeyGem.Core.Frames;
using HeyGem.Core.Onnx;

namespace HeyGem.Core.Faces.Detect;

/// <summary>Finds the 21 points of the hand inside a region. For one thread at a time.</summary>
/// <remarks>Regions as in MediaPipe's modules/hand_landmark.</remarks>
internal sealed class HandMesher : IDisposable
{
    /// <summary>Points of a hand: the wrist, then four each of thumb, index, middle, ring and little finger, outwards.</summary>
    public const int Points = 21;

    private const int Side = 224;
    private const float Margin = 2;
    private const float TowardsFingers = 0.1f;

    private readonly CropReader _reader;
    private readonly OnnxRun _run;
    private readonly Memory<float> _image;
    private readonly Memory<float> _points;
    private readonly Memory<float> _presence;

    public HandMesher(FaceModels models, YuvSpace space)
    {
        var model = models.Hand;
        _reader = new CropReader(space);
        _run = model.Bind();
        _image = _run.Buffer<float>(model.Input(1, 3, Side, Side));
        _points = _run.Buffer<float>(model.Output(1, 3 * Points));
        _presence = _run.Buffer<float>(model.Output(1, 1));
    }

    private static ReadOnlySpan<int> Stable => [0, 1, 2, 3, 5, 6, 9, 10, 13, 14, 17, 18];

    /// <summary>Looks at a region of a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="region">Where the hand is thought to be, fingers up.</param>
    /// <param name="points">Receives 21 points, frame pixels.</param>
    /// <returns>Probability that the region shows a hand, 0..1.</returns>
    public float Look(Frame frame, FaceRegion region, Span<Vector2> points)
    {
        _reader.Read(frame, region, Side, 0, 1, _image.Span);
        _run.Run();
        for (var i = 0; i < Points; i++)
        {
            points[i] = region.ToFrame(new Vector2(_points.Span[3 * i], _points.Span[(3 * i) + 1]) / Side);
        }

        return _presence.Span[0];
    }

    /// <summary>Where to look for a hand in the next frame.</summary>
    /// <param name="points">Its points in this one.</param>
    public static FaceRegion Around(ReadOnlySpan<Vector2> points)
    {
        var up = (((points[5] + points[13]) / 2) + points[9]) / 2;
        up -= points[0];
        var angle = MathF.Atan2(up.X, -up.Y);
        var (sin, cos) = MathF.SinCos(angle);
        var (low, high) = (new Vector2(float.MaxValue), new Vector2(float.MinValue));
        foreach (var i in Stable)
        {
            var p = points[i];
            var q = new Vector2((cos * p.X) + (sin * p.Y), (cos * p.Y) - (sin * p.X));
            low = Vector2.Min(low, q);
            high = Vector2.Max(high, q);
        }

        var middle = (low + high) / 2;
        var size = high - low;
        middle.Y -= TowardsFingers * size.Y;
        var centre = new Vector2((cos * middle.X) - (sin * middle.Y), (sin * middle.X) + (cos * middle.Y));
        return new FaceRegion(centre, Margin * MathF.Max(size.X, size.Y), angle);
    }

    /// <inheritdoc/>
    public void Dispose() => _run.Dispose();
}
