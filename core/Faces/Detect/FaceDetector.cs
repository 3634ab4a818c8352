using System.Numerics;
using HeyGem.Core.Frames;
using HeyGem.Core.Onnx;

namespace HeyGem.Core.Faces.Detect;

/// <summary>
/// Finds faces in a whole frame or a part of it. The network sees 128 x 128 pixels, so a face must be at least about a tenth of
/// what is looked at; <see cref="Search"/> therefore goes on to smaller and smaller tiles. For one thread at a time.
/// </summary>
/// <remarks>Anchors, decoding and thresholds as in MediaPipe's modules/face_detection, short range.</remarks>
internal sealed class FaceDetector : IDisposable
{
    private const int Side = 128;
    private const int Anchors = 896;
    private const float LeastScore = 0.5f;
    private const float SameFace = 0.3f;
    private static readonly float[] TileSides = [1, 0.6f, 0.35f];

    private readonly CropReader _reader;
    private readonly OnnxRun _run;
    private readonly Memory<float> _image;
    private readonly Memory<float> _scores;
    private readonly Memory<float> _boxes;
    private readonly Vector2[] _anchors = AnchorGrid.Of((16, 2), (8, 6));
    private readonly List<FoundFace> _raw = [];

    public FaceDetector(FaceModels models, YuvSpace space)
    {
        var model = models.Detector;
        _reader = new CropReader(space);
        _run = model.Bind();
        _image = _run.Buffer<float>(model.Input(1, 3, Side, Side));
        _scores = _run.Buffer<float>(model.Output(1, Anchors, 1));
        _boxes = _run.Buffer<float>(model.Output(1, Anchors, 16));
    }

    /// <summary>Faces in the whole frame, best first.</summary>
    public List<FoundFace> Look(Frame frame)
    {
        _raw.Clear();
        LookAt(frame, Whole(frame));
        return Merged();
    }

    /// <summary>Faces in a square around a point, best first; for a face whose place is roughly known.</summary>
    public List<FoundFace> LookNear(Frame frame, Vector2 centre, float side)
    {
        _raw.Clear();
        LookAt(frame, new FaceRegion(centre, side, 0));
        return Merged();
    }

    /// <summary>
    /// Faces anywhere, best first: in the whole frame, and where that shows none in tiles of shrinking size that overlap by half.
    /// </summary>
    public List<FoundFace> Search(Frame frame)
    {
        var found = Look(frame);
        for (var level = 0; level < TileSides.Length && found.Count == 0; level++)
        {
            found = LookInTiles(frame, TileSides[level] * Math.Min(frame.Width, frame.Height));
        }

        return found;
    }

    /// <summary>Faces too small for a look at the whole frame, and others, best first; costs some 15 looks.</summary>
    public List<FoundFace> LookCloser(Frame frame) => LookInTiles(frame, TileSides[1] * Math.Min(frame.Width, frame.Height));

    /// <inheritdoc/>
    public void Dispose() => _run.Dispose();

    private static FaceRegion Whole(Frame frame) =>
        new(new Vector2(frame.Width - 1, frame.Height - 1) / 2, Math.Max(frame.Width, frame.Height), 0);

    private List<FoundFace> LookInTiles(Frame frame, float side)
    {
        _raw.Clear();
        var columns = Math.Max(1, (int)MathF.Ceiling((frame.Width - side) / (side / 2)) + 1);
        var rows = Math.Max(1, (int)MathF.Ceiling((frame.Height - side) / (side / 2)) + 1);
        for (var row = 0; row < rows; row++)
        {
            for (var column = 0; column < columns; column++)
            {
                var x = columns == 1 ? frame.Width / 2f : (side / 2) + ((frame.Width - side) * column / (columns - 1));
                var y = rows == 1 ? frame.Height / 2f : (side / 2) + ((frame.Height - side) * row / (rows - 1));
                LookAt(frame, new FaceRegion(new Vector2(x, y), side, 0));
            }
        }

        return Merged();
    }

    private void LookAt(Frame frame, FaceRegion region)
    {
        var image = _image.Span;
        _reader.Read(frame, region, Side, -1, 1, image);
        Letterbox(frame, region, image);
        _run.Run();

        var scores = _scores.Span;
        var boxes = _boxes.Span;
        for (var i = 0; i < Anchors; i++)
        {
            var score = 1 / (1 + MathF.Exp(-Math.Clamp(scores[i], -80, 80)));
            if (score < LeastScore)
            {
                continue;
            }

            var b = boxes.Slice(16 * i, 16);
            var centre = Point(region, i, b[0], b[1]);
            var half = new Vector2(b[2], b[3]) * (region.Side / Side / 2);
            _raw.Add(new FoundFace(score, centre - half, centre + half, Point(region, i, b[4], b[5]), Point(region, i, b[6], b[7])));
        }
    }

    /// <summary>The network was trained with black bars, not with repeated edges.</summary>
    private static void Letterbox(Frame frame, FaceRegion region, Span<float> image)
    {
        var corner = region.ToFrame(new Vector2(0.5f / Side));
        var step = region.Side / Side;
        for (var y = 0; y < Side; y++)
        {
            for (var x = 0; x < Side; x++)
            {
                var p = corner + (step * new Vector2(x, y));
                if (p.X < -0.5f || p.Y < -0.5f || p.X > frame.Width - 0.5f || p.Y > frame.Height - 0.5f)
                {
                    var at = (y * Side) + x;
                    image[at] = image[at + (Side * Side)] = image[at + (2 * Side * Side)] = -1;
                }
            }
        }
    }

    private Vector2 Point(FaceRegion region, int anchor, float x, float y) => region.ToFrame(_anchors[anchor] + (new Vector2(x, y) / Side));

    /// <summary>One face for each heap of overlapping boxes, weighted by score.</summary>
    private List<FoundFace> Merged()
    {
        _raw.Sort((a, b) => b.Score.CompareTo(a.Score));
        var faces = new List<FoundFace>();
        while (_raw.Count > 0)
        {
            var best = _raw[0];
            float total = 0;
            Vector2 low = default, high = default, right = default, left = default;
            for (var i = _raw.Count - 1; i >= 0; i--)
            {
                var f = _raw[i];
                if (i > 0 && f.Overlap(best) <= SameFace)
                {
                    continue;
                }

                total += f.Score;
                low += f.Score * f.Low;
                high += f.Score * f.High;
                right += f.Score * f.RightEye;
                left += f.Score * f.LeftEye;
                _raw.RemoveAt(i);
            }

            faces.Add(new FoundFace(best.Score, low / total, high / total, right / total, left / total));
        }

        return faces;
    }
}
