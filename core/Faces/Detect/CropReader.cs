using System.Numerics;
using System.Runtime.CompilerServices;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Faces.Detect;

/// <summary>
/// Reads a turned square of a frame as a small RGB picture, straight from the planes: blocks are averaged down to about the
/// model's own step first, then sampled. Reuses its buffers; for one thread at a time.
/// </summary>
internal sealed class CropReader(YuvSpace space)
{
    private readonly PlaneWindow _y = new();
    private readonly PlaneWindow _u = new();
    private readonly PlaneWindow _v = new();

    /// <summary>Luma of the last region that was read, on its plane's own scale, in blocks of about the picture's step.</summary>
    public PlaneWindow Luma => _y;

    /// <summary>Fills <paramref name="target"/> with the region.</summary>
    /// <param name="frame">The frame; beyond its edge the edge repeats.</param>
    /// <param name="region">What to read.</param>
    /// <param name="side">Pixels of the picture's side, at least 16; pixel i covers i/side..(i+1)/side of the region.</param>
    /// <param name="black">Value of black.</param>
    /// <param name="white">Value of white.</param>
    /// <param name="target">3 x side x side, planes red, green, blue.</param>
    public void Read(Frame frame, FaceRegion region, int side, float black, float white, Span<float> target)
    {
        var layout = frame.Layout;
        var start = region.ToFrame(new Vector2(0.5f / side));
        var stepU = region.AxisU / side;
        var stepV = region.AxisV / side;
        Load(frame, region, side);

        var (shiftX, shiftY) = (layout.ChromaShiftX, layout.ChromaShiftY);
        var chromaScale = new Vector2(1f / (1 << shiftX), 1f / (1 << shiftY));
        var chromaOffset = new Vector2(0, shiftY == 1 ? -0.25f : 0);
        var (y, yu, yv) = (_y.PointIn(start), _y.DirectionIn(stepU), _y.DirectionIn(stepV));
        var c = _u.PointIn((start * chromaScale) + chromaOffset);
        var (cu, cv) = (_u.DirectionIn(stepU * chromaScale), _u.DirectionIn(stepV * chromaScale));

        var gain = white - black;
        var lumaGain = gain / space.LumaSpan(layout.BitDepth);
        var chromaGain = gain / space.ChromaSpan(layout.BitDepth);
        var (lumaZero, chromaZero) = ((float)space.LumaZero(layout.BitDepth), (float)YuvSpace.ChromaZero(layout.BitDepth));
        var redOfV = 2 * (1 - space.Kr) * chromaGain;
        var blueOfU = 2 * (1 - space.Kb) * chromaGain;
        var greenOfU = blueOfU * space.Kb / space.Kg;
        var greenOfV = redOfV * space.Kr / space.Kg;

        var red = target[..(side * side)];
        var green = target.Slice(side * side, side * side);
        var blue = target.Slice(2 * side * side, side * side);
        var lanes = Vector<float>.Count;
        var (low, high) = (new Vector<float>(black), new Vector<float>(white));
        Span<float> rows = stackalloc float[3 * side];
        var lumas = rows[..side];
        var us = rows.Slice(side, side);
        var vs = rows.Slice(2 * side, side);
        for (var j = 0; j < side; j++)
        {
            _y.SampleLine(y + (j * yv), yu, lumas);
            _u.SampleLine(c + (j * cv), cu, us, _v, vs);
            var at = j * side;
            for (var done = 0; done < side; done += lanes)
            {
                var i = Math.Min(done, side - lanes);
                var luma = ((new Vector<float>(lumas[i..]) - new Vector<float>(lumaZero)) * lumaGain) + new Vector<float>(black);
                var u = new Vector<float>(us[i..]) - new Vector<float>(chromaZero);
                var v = new Vector<float>(vs[i..]) - new Vector<float>(chromaZero);
                Vector.Clamp(luma + (v * redOfV), low, high).CopyTo(red[(at + i)..]);
                Vector.Clamp(luma - (u * greenOfU) - (v * greenOfV), low, high).CopyTo(green[(at + i)..]);
                Vector.Clamp(luma + (u * blueOfU), low, high).CopyTo(blue[(at + i)..]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Load(Frame frame, FaceRegion region, int side)
    {
        var layout = frame.Layout;
        var reach = (Vector2.Abs(region.AxisU) + Vector2.Abs(region.AxisV)) / 2;
        var (low, high) = (region.Centre - reach, region.Centre + reach);
        var wide = layout.BytesPerSample == 2;
        var block = Math.Max(1, (int)MathF.Round(region.Side / side));
        _y.Load(frame.Plane(0), wide, frame.Width, frame.Height, low, high, block, block);

        var scale = new Vector2(1f / (1 << layout.ChromaShiftX), 1f / (1 << layout.ChromaShiftY));
        var (blockX, blockY) = (Math.Max(1, block >> layout.ChromaShiftX), Math.Max(1, block >> layout.ChromaShiftY));
        var (width, height) = (layout.PlaneWidth(1, frame.Width), layout.PlaneHeight(1, frame.Height));
        _u.Load(frame.Plane(1), wide, width, height, low * scale, high * scale, blockX, blockY);
        _v.Load(frame.Plane(2), wide, width, height, low * scale, high * scale, blockX, blockY);
    }
}
