using System.Numerics;
using System.Numerics.Tensors;
using HeyGem.Core.Composite;
using HeyGem.Core.Engines.Mesh.Geometry;
using HeyGem.Core.Engines.Shape;
using HeyGem.Core.Faces;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Engines.Wav2Lip;

/// <summary>
/// Lays a small drawn face into a frame at the frame's own resolution. What is added is the difference between the drawn face and the
/// face that the model was shown, so that skin keeps its pores and its grain; only over the lips the drawn picture itself stands. The
/// border's colour is matched and nothing changes outside the outline, nor beyond that of a turned face's far side. Owns its buffers: one
/// object a thread.
/// </summary>
internal sealed class FacePaste
{
    /// <summary>Softness of the outline and of the lips' share, outer-eye distances.</summary>
    private const float Feather = 0.045f;
    private const float LipFeather = 0.05f;

    private readonly RegionReader _reader = new();
    private readonly RegionWriter _writer = new();
    private readonly RegionMask _outline = new();
    private readonly RegionMask _mouth = new();
    private readonly SeamColourMatch _membrane = new();
    private readonly RgbRegion _source = new();
    private readonly RgbRegion _layer = new();
    private readonly RgbRegion _change = new();
    private readonly RgbRegion _below = new();
    private readonly RgbRegion _drawn = new();
    private readonly RgbRegion _shown = new();
    private float[] _alpha = [];
    private float[] _lips = [];
    private float[] _mapX = [];
    private float[] _mapY = [];

    /// <summary>Pastes.</summary>
    /// <param name="frame">Changed in place.</param>
    /// <param name="space">What its numbers mean.</param>
    /// <param name="face">What was shown, what was drawn, and where it belongs.</param>
    /// <param name="strength">Share of the drawn face, 0..1.</param>
    public void Paste(Frame frame, YuvSpace space, Wav2LipFace face, float strength)
    {
        var rect = Bounds(face.Outline).ClampTo(frame.Width, frame.Height);
        if (rect.IsEmpty || strength <= 0)
        {
            return;
        }

        Prepare(rect);
        var count = _source.Count;
        var alpha = _alpha.AsSpan(0, count);
        var lips = _lips.AsSpan(0, count);
        _reader.Read(frame, space, rect, _source);
        Load(face);
        FillMaps(face.Region, face.Size, rect);
        _outline.Draw(face.Outline, face.Region, Feather * face.Unit);
        _mouth.Draw(face.Lips, face.Region, LipFeather * face.Unit);
        FillShares(face.Size, alpha, lips);
        HideFar(face.Far, rect, alpha);
        BicubicSampler.Cubic(_drawn, _mapX.AsSpan(0, count), _mapY.AsSpan(0, count), alpha, _change);
        BicubicSampler.Cubic(_shown, _mapX.AsSpan(0, count), _mapY.AsSpan(0, count), lips, _below);
        Blend(alpha, lips, face.Unit, strength);
        _writer.WriteDelta(_source, _layer, alpha, space, frame);
    }

    private static PixelRect Bounds(ReadOnlySpan<Vector2> outline)
    {
        Vector2 low = new(float.MaxValue), high = new(float.MinValue);
        foreach (var p in outline)
        {
            low = Vector2.Min(low, p);
            high = Vector2.Max(high, p);
        }

        return FaceGeometry.Around(low, high, 2);
    }

    private void Prepare(PixelRect rect)
    {
        _source.Resize(rect);
        _layer.Resize(rect);
        _change.Resize(rect);
        _below.Resize(rect);
        for (var plane = 0; plane < 3; plane++)
        {
            // What is not sampled must be a number.
            _change.Plane(plane).Clear();
            _below.Plane(plane).Clear();
        }

        if (_alpha.Length < _source.Count)
        {
            _alpha = new float[BufferSize.Grow(_source.Count, _alpha.Length)];
            _lips = new float[_alpha.Length];
            _mapX = new float[_alpha.Length];
            _mapY = new float[_alpha.Length];
        }
    }

    /// <summary>The drawn face less the shown one, and the shown one, as regions on the 0..255 scale.</summary>
    private void Load(Wav2LipFace face)
    {
        var size = face.Size;
        var plane = size * size;
        var square = new PixelRect(0, 0, size, size);
        _drawn.Resize(square);
        _shown.Resize(square);
        for (var channel = 0; channel < 3; channel++)
        {
            // The model's planes are blue, green, red.
            var from = (2 - channel) * plane;
            var shown = _shown.Plane(channel);
            var drawn = _drawn.Plane(channel);
            TensorPrimitives.Multiply(face.Reference.Slice(from, plane), 255f, shown);
            TensorPrimitives.Multiply(face.Picture.AsSpan(from, plane), 255f, drawn);
            TensorPrimitives.Max(drawn, 0f, drawn);
            TensorPrimitives.Min(drawn, 255f, drawn);
            TensorPrimitives.Subtract(drawn, shown, drawn);
        }
    }

    /// <summary>For each pixel of the rectangle its place in the small face, whose pixel i covers i/S..(i+1)/S of the region.</summary>
    private void FillMaps(FaceRegion region, int size, PixelRect rect)
    {
        var u = region.AxisU / region.AxisU.LengthSquared() * size;
        var v = region.AxisV / region.AxisV.LengthSquared() * size;
        var start = region.ToFrame(Vector2.Zero);
        for (var y = 0; y < rect.Height; y++)
        {
            var p = new Vector2(rect.X, rect.Y + y) - start;
            var (mx, my) = (Vector2.Dot(p, u) - 0.5f, Vector2.Dot(p, v) - 0.5f);
            var at = y * rect.Width;
            for (var x = 0; x < rect.Width; x++)
            {
                _mapX[at + x] = mx + (x * u.X);
                _mapY[at + x] = my + (x * v.X);
            }
        }
    }

    /// <summary>The share of the drawn face in each pixel, and how far the lips' own picture stands there.</summary>
    private void FillShares(int size, Span<float> alpha, Span<float> lips)
    {
        var toMask = (float)RegionMask.Side / size;
        for (var i = 0; i < alpha.Length; i++)
        {
            var x = ((_mapX[i] + 0.5f) * toMask) - 0.5f;
            var y = ((_mapY[i] + 0.5f) * toMask) - 0.5f;
            var inside = _outline.At(x, y);
            if (inside <= 0.5f)
            {
                alpha[i] = 0;
                lips[i] = 0;
                continue;
            }

            alpha[i] = Smooth.Step(inside, 0.5f, 1);
            lips[i] = _mouth.At(x, y);
        }
    }

    /// <summary>Takes off what lies at the outline of a turned face or beyond it.</summary>
    private static void HideFar(FarOutline far, PixelRect rect, Span<float> alpha)
    {
        for (var i = 0; far.Turned > 0 && i < alpha.Length; i++)
        {
            if (alpha[i] > 0)
            {
                alpha[i] *= far.Share(new Vector2(rect.X + (i % rect.Width), rect.Y + (i / rect.Width)));
            }
        }
    }

    /// <summary>Layer = source + change + lips x (shown - source), colour matched, then weighed by alpha and strength.</summary>
    private void Blend(Span<float> alpha, ReadOnlySpan<float> lips, float unit, float strength)
    {
        for (var plane = 0; plane < 3; plane++)
        {
            var source = _source.Plane(plane);
            var below = _below.Plane(plane);
            var layer = _layer.Plane(plane);
            TensorPrimitives.Subtract(below, source, below);
            TensorPrimitives.MultiplyAdd(below, lips, _change.Plane(plane), layer);
            TensorPrimitives.Add(layer, source, layer);
        }

        // The border is where the outline is soft; a picture that is laid on lightly has no more of it.
        _membrane.Match(_source, _layer, alpha, unit);
        TensorPrimitives.Multiply(alpha, strength, alpha);
        for (var plane = 0; plane < 3; plane++)
        {
            var source = _source.Plane(plane);
            var layer = _layer.Plane(plane);
            TensorPrimitives.Subtract(layer, source, layer);
            TensorPrimitives.MultiplyAdd(layer, alpha, source, layer);
        }
    }
}
