using HeyGem.Core.Composite;

namespace HeyGem.Core.Engines.Mesh.Geometry;

/// <summary>
/// Pixels that a layer touches, each with the place that it takes its colour from. Working on lists keeps the cost with the pixels that
/// change. Reusable; buffers only grow.
/// </summary>
internal sealed class PixelList
{
    /// <summary>Pixels in the list.</summary>
    public int Count { get; private set; }

    /// <summary>Place of each pixel in its region, row-major.</summary>
    public int[] Index { get; private set; } = [];

    /// <summary>Column to sample, frame pixels.</summary>
    public float[] X { get; private set; } = [];

    /// <summary>Row to sample, frame pixels.</summary>
    public float[] Y { get; private set; } = [];

    /// <summary>Sampled red, 0..255.</summary>
    public float[] R { get; private set; } = [];

    /// <summary>Sampled green.</summary>
    public float[] G { get; private set; } = [];

    /// <summary>Sampled blue.</summary>
    public float[] B { get; private set; } = [];

    /// <summary>Empties the list and makes room.</summary>
    public void Clear(int capacity)
    {
        Count = 0;
        if (Index.Length < capacity)
        {
            Index = new int[BufferSize.Grow(capacity, Index.Length)];
            X = new float[Index.Length];
            Y = new float[Index.Length];
            R = new float[Index.Length];
            G = new float[Index.Length];
            B = new float[Index.Length];
        }
    }

    /// <summary>Adds a pixel; there must be room.</summary>
    public void Add(int index, float x, float y)
    {
        Index[Count] = index;
        X[Count] = x;
        Y[Count++] = y;
    }

    /// <summary>Samples every pixel's colour, Catmull-Rom cubic; the region's edge goes on outside it.</summary>
    public void Sample(RgbRegion source)
    {
        var from = new CubicPlanes(source);
        for (var n = 0; n < Count; n++)
        {
            var rgb = from.At(X[n], Y[n]);
            R[n] = rgb[0];
            G[n] = rgb[1];
            B[n] = rgb[2];
        }
    }
}
