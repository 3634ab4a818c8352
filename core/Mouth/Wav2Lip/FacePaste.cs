using System.Numerics;
using System.Numerics.Tensors;
using HeyGem.Core.Composite;
using HeyGem.Core.Faces;
using HeyGem.Core.Frames;
using HeyGem.Core.Mouth.Mesh;

namespace HeyGem.Core.Mouth.Wav2Lip;

/// <summary>
/// Lays a small drawn face into a frame at the frame's own resolution. What is added is the difference between the drawn face and the face that the model
/// was shown, so that skin keeps its pores and its grain; only over the lips the drawn picture itself stands. The border's colour is matched and nothing outside
/// the outline changes. Owns its buffers: one object a thread.
/// </summary>
internal sealed class FacePaste
{
    /// <summary>Softness of the outline and of the lips' share, outer-eye distances.</summary>
    private const float Feather = 0.045f;
    private const float LipFeather = 0.05f;

    private readonly RegionReader _reader = new();
    private readonly RegionWriter _writer = new();
    private readonly GaussianBlur _blur = new();
    private readonly Membrane _membrane = new();
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
        Soften(face.Outline, rect, alpha, Feather * face.Unit);
        for (var i = 0; i < count; i++)
        {
            alpha[i] = strength * Smooth.Step(alpha[i], 0.5f, 1);
        }

        Soften(face.Lips, rect, lips, LipFeather * face.Unit);
        _reader.Read(frame, space, rect, _source);
        Load(face);
        FillMaps(face.Region, face.Size, rect);
        BicubicSampler.Cubic(_drawn, _mapX.AsSpan(0, count), _mapY.AsSpan(0, count), alpha, _change);
        for (var i = 0; i < count; i++)
        {
            lips[i] = alpha[i] > 0 ? lips[i] : 0;
        }

        BicubicSampler.Cubic(_shown, _mapX.AsSpan(0, count), _mapY.AsSpan(0, count), lips, _below);
        Blend(alpha, lips, face.Unit);
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
        foreach (var region in (ReadOnlySpan<RgbRegion>)[_source, _layer, _change, _below])
        {
            region.Resize(rect);
        }

        if (_alpha.Length < _source.Count)
        {
            _alpha = new float[_source.Count];
            _lips = new float[_source.Count];
            _mapX = new float[_source.Count];
            _mapY = new float[_source.Count];
        }
    }

    private void Soften(ReadOnlySpan<Vector2> outline, PixelRect rect, Span<float> mask, float sigma)
    {
        PolygonMask.Fill(outline, rect, mask);
        _blur.Blur(mask, mask, rect.Width, rect.Height, sigma);
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

    /// <summary>Layer = source + change - lips x (source - shown), colour matched, then weighed by alpha.</summary>
    private void Blend(ReadOnlySpan<float> alpha, ReadOnlySpan<float> lips, float unit)
    {
        for (var plane = 0; plane < 3; plane++)
        {
            var source = _source.Plane(plane);
            var change = _change.Plane(plane);
            var below = _below.Plane(plane);
            var layer = _layer.Plane(plane);
            for (var i = 0; i < alpha.Length; i++)
            {
                layer[i] = alpha[i] > 0 ? source[i] + change[i] : source[i];
                if (lips[i] > 0)
                {
                    layer[i] -= lips[i] * (source[i] - below[i]);
                }
            }
        }

        _membrane.Match(_source, _layer, alpha, unit);
        for (var plane = 0; plane < 3; plane++)
        {
            var source = _source.Plane(plane);
            var layer = _layer.Plane(plane);
            for (var i = 0; i < alpha.Length; i++)
            {
                layer[i] = source[i] + (alpha[i] * (layer[i] - source[i]));
            }
        }
    }
}
