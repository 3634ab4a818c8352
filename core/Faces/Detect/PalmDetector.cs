using System.Numerics;
using HeyGem.Core.Frames;
using HeyGem.Core.Onnx;

namespace HeyGem.Core.Faces.Detect;

/// <summary>
/// Finds palms in a part of a frame and says where the whole hand is to be looked for. A palm must be at least about a tenth of what is
/// looked at. For one thread at a time.
/// </summary>
/// <remarks>Anchors, decoding and regions as in MediaPipe's modules/palm_detection and modules/hand_landmark.</remarks>
internal sealed class PalmDetector : IDisposable
{
    private const int Side = 192;
    private const int Anchors = 2016;
    private const int Values = 18;
    private const float LeastScore = 0.4f;
    private const float HandOfPalm = 2.6f;
    private const float TowardsFingers = 0.5f;

    private readonly CropReader _reader;
    private readonly OnnxRun _run;
    private readonly Memory<float> _image;
    private readonly Memory<float> _scores;
    private readonly Memory<float> _boxes;
    private readonly Vector2[] _anchors = AnchorGrid.Of((24, 2), (12, 6));

    public PalmDetector(FaceModels models, YuvSpace space)
    {
        var model = models.Palm;
        _reader = new CropReader(space);
        _run = model.Bind();
        _image = _run.Buffer<float>(model.Input(1, 3, Side, Side));
        _scores = _run.Buffer<float>(model.Output(1, Anchors, 1));
        _boxes = _run.Buffer<float>(model.Output(1, Anchors, Values));
    }

    /// <summary>Looks for palms, most certain first.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="region">What to look at.</param>
    /// <param name="hands">Receives where the hands are.</param>
    /// <returns>How many were found.</returns>
    public int Look(Frame frame, FaceRegion region, Span<FaceRegion> hands)
    {
        _reader.Read(frame, region, Side, 0, 1, _image.Span);
        _run.Run();
        var scores = _scores.Span;
        var count = 0;
        while (count < hands.Length && Best(scores) is var best and >= 0)
        {
            scores[best] = float.MinValue;
            var hand = Hand(region, best);
            if (!IsAmong(hands[..count], hand))
            {
                hands[count++] = hand;
            }
        }

        return count;
    }

    /// <summary>Whether a region is about one of some hands.</summary>
    public static bool IsAmong(ReadOnlySpan<FaceRegion> hands, FaceRegion region)
    {
        foreach (var hand in hands)
        {
            if (Vector2.Distance(hand.Centre, region.Centre) < MathF.Max(hand.Side, region.Side) / 3)
            {
                return true;
            }
        }

        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _run.Dispose();

    private static int Best(ReadOnlySpan<float> scores)
    {
        // The logit of the least probability.
        var (best, most) = (-1, MathF.Log(LeastScore / (1 - LeastScore)));
        for (var i = 0; i < scores.Length; i++)
        {
            if (scores[i] > most)
            {
                (best, most) = (i, scores[i]);
            }
        }

        return best;
    }

    private FaceRegion Hand(FaceRegion region, int anchor)
    {
        var box = _boxes.Span.Slice(Values * anchor, Values);
        var centre = Point(region, anchor, box, 0);
        var side = MathF.Max(box[2], box[3]) * (region.Side / Side);
        var up = Point(region, anchor, box, 8) - Point(region, anchor, box, 4);
        var length = up.Length();
        up = length > 0 ? up / length : -Vector2.UnitY;
        return new FaceRegion(centre + (TowardsFingers * side * up), HandOfPalm * side, MathF.Atan2(up.X, -up.Y));
    }

    private Vector2 Point(FaceRegion region, int anchor, ReadOnlySpan<float> box, int at) =>
        region.ToFrame(_anchors[anchor] + (new Vector2(box[at], box[at + 1]) / Side));
}
