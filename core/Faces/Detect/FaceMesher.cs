using System.Numerics;
using System.Runtime.InteropServices;
using HeyGem.Core.Frames;
using HeyGem.Core.Onnx;

namespace HeyGem.Core.Faces.Detect;

/// <summary>Finds the 468 landmarks of the face inside a region, lips refined. For one thread at a time.</summary>
internal sealed class FaceMesher : IDisposable
{
    private const int Side = 192;

    private readonly CropReader _reader;
    private readonly LipRefiner _lips;
    private readonly OnnxRun _run;
    private readonly Memory<float> _image;
    private readonly Memory<float> _mesh;
    private readonly Memory<float> _flag;
    private readonly Memory<float> _features;

    public FaceMesher(FaceModels models, YuvSpace space)
    {
        var model = models.Trunk;
        _reader = new CropReader(space);
        _lips = new LipRefiner(models);
        _run = model.Bind();
        _image = _run.Buffer<float>(model.Input(1, 3, Side, Side));
        _mesh = _run.Buffer<float>(model.Output(1, 3 * FaceTrack.LandmarkCount, 1, 1));
        _flag = _run.Buffer<float>(model.Output(1, 1, 1, 1));
        _features = _run.Buffer<float>(model.Output(1, 32, 48, 48));
    }

    /// <summary>Looks at a region of a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="region">Where the face is thought to be, the whole head in view.</param>
    /// <param name="landmarks">Receives 468 points: x, y in frame pixels, z on the same scale.</param>
    /// <param name="refineLips">Whether the lip points are refined; the first of two looks does not need it.</param>
    /// <returns>Probability that the region shows a face, 0..1. Says nothing about how well the region is placed.</returns>
    public float Look(Frame frame, FaceRegion region, Span<Vector3> landmarks, bool refineLips = true)
    {
        _reader.Read(frame, region, Side, 0, 1, _image.Span);
        _run.Run();
        MemoryMarshal.Cast<float, Vector3>(_mesh.Span).CopyTo(landmarks);
        if (refineLips)
        {
            _lips.Refine(landmarks, _features.Span);
        }

        var (u, v, corner) = (region.AxisU / Side, region.AxisV / Side, region.ToFrame(Vector2.Zero));
        var depth = region.Side / Side;
        foreach (ref var p in landmarks)
        {
            p = new Vector3(corner + (p.X * u) + (p.Y * v), p.Z * depth);
        }

        return 1 / (1 + MathF.Exp(-_flag.Span[0]));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _lips.Dispose();
        _run.Dispose();
    }
}
