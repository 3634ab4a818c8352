using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
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
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
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
        var x = X.AsSpan(0, Count);
        var y = Y.AsSpan(0, Count);
        var r = R.AsSpan(0, x.Length);
        var g = G.AsSpan(0, x.Length);
        var b = B.AsSpan(0, x.Length);
        for (var n = 0; n < x.Length; n++)
        {
            var rgb = from.At(x[n], y[n]);
            r[n] = rgb[0];
            g[n] = rgb[1];
            b[n] = rgb[2];
        }
    }

    /// <summary>Puts the sampled colours into a region.</summary>
    public void PutInto(RgbRegion region)
    {
        var index = Index.AsSpan(0, Count);
        Put(index, R, region.R);
        Put(index, G, region.G);
        Put(index, B, region.B);
    }

    /// <summary>Adds as much to every sampled colour.</summary>
    public void Raise(Vector3 by)
    {
        if (by != Vector3.Zero)
        {
            TensorPrimitives.Add(R.AsSpan(0, Count), by.X, R);
            TensorPrimitives.Add(G.AsSpan(0, Count), by.Y, G);
            TensorPrimitives.Add(B.AsSpan(0, Count), by.Z, B);
        }
    }

    /// <summary>Adds the sampled colours, times a share for each channel, to a region.</summary>
    public void AddTo(RgbRegion region, Vector3 share)
    {
        var index = Index.AsSpan(0, Count);
        Add(index, R, share.X, region.R);
        Add(index, G, share.Y, region.G);
        Add(index, B, share.Z, region.B);
    }

    private static void Put(ReadOnlySpan<int> index, ReadOnlySpan<float> from, Span<float> to)
    {
        for (var n = 0; n < index.Length; n++)
        {
            to[index[n]] = from[n];
        }
    }

    private static void Add(ReadOnlySpan<int> index, ReadOnlySpan<float> from, float share, Span<float> to)
    {
        for (var n = 0; n < index.Length; n++)
        {
            to[index[n]] += share * from[n];
        }
    }
}
