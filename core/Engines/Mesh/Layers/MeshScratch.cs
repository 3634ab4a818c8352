using System.Numerics;
using System.Numerics.Tensors;
using HeyGem.Core.Composite;
using HeyGem.Core.Engines.Mesh.Geometry;
using HeyGem.Core.Engines.Mesh.References;
using HeyGem.Core.Engines.Mesh.Teeth;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Engines.Mesh.Layers;

/// <summary>The buffers of one drawing thread. They grow to the largest face seen and stay.</summary>
internal sealed class MeshScratch : IDisposable
{
    /// <summary>The frame's mesh.</summary>
    public FaceGeometry Geometry { get; } = new();

    /// <summary>Reads the frame.</summary>
    public RegionReader Reader { get; } = new();

    /// <summary>Writes the frame.</summary>
    public RegionWriter Writer { get; } = new();

    /// <summary>The frame's own pixels.</summary>
    public RgbRegion Source { get; } = new();

    /// <summary>The drawn pixels, same rectangle.</summary>
    public RgbRegion Result { get; } = new();

    /// <summary>A layer's own pixels.</summary>
    public RgbRegion Layer { get; } = new();

    /// <summary>Above 0 where <see cref="Result"/> differs from <see cref="Source"/>.</summary>
    public float[] Mask { get; private set; } = [];

    /// <summary>A raster's first value.</summary>
    public float[] MapX { get; private set; } = [];

    /// <summary>A raster's second value.</summary>
    public float[] MapY { get; private set; } = [];

    /// <summary>Share of a layer in each pixel.</summary>
    public float[] Alpha { get; private set; } = [];

    /// <summary>Share of the inside of the mouth in each pixel of the layer's rectangle.</summary>
    public float[] Inner { get; private set; } = [];

    /// <summary>Share of the layer's keys that cannot show a pixel, because their head is turned away there.</summary>
    public float[] Hidden { get; private set; } = [];

    /// <summary>The light on the frame's own face.</summary>
    public SkinLight Light { get; } = new();

    /// <summary>White that lies over the frame and not over the keys of its lips, grey levels.</summary>
    public Vector3 Veil { get; set; }

    /// <summary>A list of pixels to sample.</summary>
    public PixelList Pixels { get; } = new();

    /// <summary>Blurs planes.</summary>
    public GaussianBlur Blur { get; } = new();

    /// <summary>Blends the lips.</summary>
    public LipsBlend Lips { get; } = new();

    /// <summary>Draws a mouth that the clip never shows.</summary>
    public MouthInteriorScratch Procedural { get; } = new();

    /// <summary>20 corners of the inner lips.</summary>
    public Vector2[] Outline { get; } = new Vector2[20];

    /// <summary>Makes room for a rectangle and clears the mask.</summary>
    public void Prepare(int count)
    {
        if (Mask.Length < count)
        {
            Mask = new float[BufferSize.Grow(count, Mask.Length)];
            MapX = new float[Mask.Length];
            MapY = new float[Mask.Length];
            Alpha = new float[Mask.Length];
            Inner = new float[Mask.Length];
            Hidden = new float[Mask.Length];
        }

        Array.Clear(Mask, 0, count);
    }

    /// <summary>Readies the layer and the soft mask of the wanted inner lips.</summary>
    /// <param name="rect">The layer's rectangle.</param>
    /// <param name="grow">How far the mask reaches into both lips, pixels; less towards the corners.</param>
    public void PrepareInner(PixelRect rect, float grow = 0)
    {
        ClearLayer(rect);
        ReferencePatch.InnerOutline(Geometry.To, Outline);
        if (grow > 0)
        {
            GrowOutline(grow);
        }

        var mask = Inner.AsSpan(0, Layer.Count);
        PolygonMask.Fill(Outline, rect, mask);
        Blur.Blur(mask, mask, rect.Width, rect.Height, MathF.Max(LayerTuning.LeastEdgeBlur, LayerTuning.EdgeBlur * Geometry.Scale));
    }

    /// <summary>The outline runs from the left corner along the lower lip to the right one, and back along the upper lip.</summary>
    private void GrowOutline(float pixels)
    {
        var down = Vector2.Normalize(Geometry.Plane.Down) * pixels;
        for (var k = 1; k < 10; k++)
        {
            var share = MathF.Sqrt(MathF.Sin(MathF.PI * k / 10));
            Outline[k] += share * down;
            Outline[10 + k] -= share * down;
        }
    }

    /// <summary>Makes the layer black and of a rectangle's size.</summary>
    public void ClearLayer(PixelRect rect)
    {
        Layer.Resize(rect);
        for (var plane = 0; plane < 3; plane++)
        {
            Layer.Plane(plane).Clear();
        }
    }

    /// <summary>Brings the layer to another light.</summary>
    public void LightLayer(LightChange light)
    {
        for (var plane = 0; plane < 3; plane++)
        {
            var samples = Layer.Plane(plane);
            TensorPrimitives.Multiply(samples, light.Factor[plane], samples);
            TensorPrimitives.Add(samples, light.Veil[plane], samples);
        }
    }

    /// <summary>Lays the inner layer over the result, by the inner mask times a strength.</summary>
    public void PasteInner(float strength)
    {
        var rect = Layer.Rect;
        var whole = Result.Rect;
        var (inner, mask) = (Inner, Mask);
        var r = Result.R;
        var g = Result.G;
        var b = Result.B;
        var layerR = Layer.R;
        var layerG = Layer.G;
        var layerB = Layer.B;
        for (var y = 0; y < rect.Height; y++)
        {
            for (var x = 0; x < rect.Width; x++)
            {
                var from = (y * rect.Width) + x;
                var share = inner[from] * strength;
                if (share <= 0)
                {
                    continue;
                }

                var at = ((rect.Y + y - whole.Y) * whole.Width) + rect.X + x - whole.X;
                r[at] += share * (layerR[from] - r[at]);
                g[at] += share * (layerG[from] - g[at]);
                b[at] += share * (layerB[from] - b[at]);
                mask[at] = 1;
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
