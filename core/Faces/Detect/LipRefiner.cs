using System.Numerics;
using HeyGem.Core.Onnx;

namespace HeyGem.Core.Faces.Detect;

/// <summary>
/// Moves the mesh's 80 lip points onto the lips' edges. The attention mesh looks once more at its own feature map around the lips
/// with three custom operators; their arithmetic is here and the network behind them is the lips model. For one thread at a time.
/// </summary>
/// <remarks>
/// Operators as in MediaPipe's util/tflite/operations: landmarks_to_transform_matrix, transform_tensor_bilinear, transform_landmarks.
/// </remarks>
internal sealed class LipRefiner : IDisposable
{
    private const int MapSide = 48;
    private const int MapChannels = 32;
    private const int SampleSide = 16;
    private const float PixelsPerCell = 4;
    private const float Margin = 1.5f;

    private readonly OnnxRun _run;
    private readonly Memory<float> _sample;
    private readonly Memory<float> _lips;

    public LipRefiner(FaceModels models)
    {
        var model = models.Lips;
        _run = model.Bind();
        _sample = _run.Buffer<float>(model.Input(1, MapChannels, SampleSide, SampleSide));
        _lips = _run.Buffer<float>(model.Output(1, 160, 1, 1));
    }

    /// <summary>The mesh's vertices that are refined, in the network's order: four rings of 20.</summary>
    public static ReadOnlySpan<int> Vertices =>
    [
        61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 185, 40, 39, 37, 0, 267, 269, 270, 409,
        78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 191, 80, 81, 82, 13, 312, 311, 310, 415,
        76, 77, 90, 180, 85, 16, 315, 404, 320, 307, 306, 184, 74, 73, 72, 11, 302, 303, 304, 408,
        62, 96, 89, 179, 86, 15, 316, 403, 319, 325, 292, 183, 42, 41, 38, 12, 268, 271, 272, 407,
    ];

    /// <summary>Replaces x and y of the lip vertices.</summary>
    /// <param name="mesh">468 points in the mesh's input pixels, 0..192.</param>
    /// <param name="features">32 x 48 x 48 feature map of the same run.</param>
    public void Refine(Span<Vector3> mesh, ReadOnlySpan<float> features)
    {
        var (across, down, corner) = SampleGrid(mesh);
        Sample(features, across, down, corner);
        _run.Run();
        var lips = _lips.Span;
        for (var i = 0; i < Vertices.Length; i++)
        {
            var p = (across * lips[2 * i]) + (down * lips[(2 * i) + 1]) + (PixelsPerCell * corner);
            ref var vertex = ref mesh[Vertices[i]];
            vertex = new Vector3(p, vertex.Z);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _run.Dispose();

    /// <summary>The grid over the map: cell (x, y) lies at corner + x * across + y * down.</summary>
    private static (Vector2 Across, Vector2 Down, Vector2 Corner) SampleGrid(ReadOnlySpan<Vector3> mesh)
    {
        var line = mesh[291] - mesh[61];
        var (sin, cos) = MathF.SinCos(MathF.Atan2(line.Y, line.X));
        var low = new Vector2(float.MaxValue);
        var high = new Vector2(float.MinValue);
        foreach (var v in Vertices)
        {
            var p = new Vector2(mesh[v].X, mesh[v].Y) / PixelsPerCell;
            var q = new Vector2((cos * p.X) + (sin * p.Y), (cos * p.Y) - (sin * p.X));
            low = Vector2.Min(low, q);
            high = Vector2.Max(high, q);
        }

        var middle = (low + high) / 2;
        var size = (high - low) * (Margin / SampleSide);
        var centre = new Vector2((cos * middle.X) - (sin * middle.Y), (sin * middle.X) + (cos * middle.Y));
        var across = new Vector2(cos, sin) * size.X;
        var down = new Vector2(-sin, cos) * size.Y;
        return (across, down, centre - (across * (SampleSide / 2)) - (down * (SampleSide / 2)));
    }

    /// <summary>Bilinear from cell middles to cell middles (version 2 of the operator), zero beyond the map's outermost middles.</summary>
    private void Sample(ReadOnlySpan<float> features, Vector2 across, Vector2 down, Vector2 corner)
    {
        var sample = _sample.Span;
        sample.Clear();
        for (var y = 0; y < SampleSide; y++)
        {
            for (var x = 0; x < SampleSide; x++)
            {
                var p = corner + ((x + 0.5f) * across) + ((y + 0.5f) * down) - new Vector2(0.5f);
                if (p.X < 0 || p.Y < 0 || p.X > MapSide - 1 || p.Y > MapSide - 1)
                {
                    continue;
                }

                var (left, top) = ((int)p.X, (int)p.Y);
                var (fx, fy) = (p.X - left, p.Y - top);
                Accumulate(features, sample, (y * SampleSide) + x, left, top, (1 - fx) * (1 - fy));
                Accumulate(features, sample, (y * SampleSide) + x, left + 1, top, fx * (1 - fy));
                Accumulate(features, sample, (y * SampleSide) + x, left, top + 1, (1 - fx) * fy);
                Accumulate(features, sample, (y * SampleSide) + x, left + 1, top + 1, fx * fy);
            }
        }
    }

    private static void Accumulate(ReadOnlySpan<float> features, Span<float> sample, int cell, int x, int y, float weight)
    {
        if ((uint)x >= MapSide || (uint)y >= MapSide)
        {
            return;
        }

        var from = (y * MapSide) + x;
        for (var c = 0; c < MapChannels; c++)
        {
            sample[(c * SampleSide * SampleSide) + cell] += weight * features[(c * MapSide * MapSide) + from];
        }
    }
}
