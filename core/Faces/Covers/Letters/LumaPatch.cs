using System.Numerics;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Faces.Covers.Letters;

/// <summary>
/// The brightness of a lower face in rows and columns of the frame itself, two or three samples a cell of <see cref="CoverGrid"/>. Owns its
/// buffers.
/// </summary>
internal sealed class LumaPatch(YuvSpace space)
{
    private readonly byte[] _scale = new byte[256];
    private byte[] _values = [];
    private int _depth;
    private PixelRect _rect;

    /// <summary>Luma, 0..255, row by row.</summary>
    public ReadOnlySpan<byte> Values => _values.AsSpan(0, Width * Height);

    /// <summary>Samples of a row.</summary>
    public int Width { get; private set; }

    /// <summary>Rows.</summary>
    public int Height { get; private set; }

    /// <summary>Frame pixels from one sample to the next.</summary>
    public int Step { get; private set; }

    /// <summary>Where the samples lie on a grid.</summary>
    public PatchCells Cells(CoverGrid grid)
    {
        var corner = grid.ToCells(new Vector2(_rect.X, _rect.Y));
        var right = grid.ToCells(new Vector2(_rect.X + Step, _rect.Y)) - corner;
        return new PatchCells(corner, right, grid.ToCells(new Vector2(_rect.X, _rect.Y + Step)) - corner);
    }

    /// <summary>Reads the part of a frame that the lower face takes up, with a margin.</summary>
    public void Read(Frame frame, ReadOnlySpan<Vector3> landmarks, CoverGrid grid)
    {
        Step = Math.Max(1, (int)MathF.Round(grid.CellPixels / 2));
        _rect = Bounds(landmarks, grid).ClampTo(frame.Width, frame.Height);
        (Width, Height) = (_rect.Width / Step, _rect.Height / Step);
        if (_values.Length < Width * Height)
        {
            _values = new byte[Width * Height * 9 / 8];
        }

        Prepare(frame.Layout.BitDepth);
        var luma = frame.Plane(0);
        var wide = frame.Layout.BytesPerSample > 1;
        for (var row = 0; row < Height; row++)
        {
            var from = (((_rect.Y + (row * Step)) * frame.Width) + _rect.X) * (wide ? 2 : 1);
            for (var column = 0; column < Width; column++)
            {
                var at = from + (column * Step * (wide ? 2 : 1));
                var value = wide ? (luma[at] | (luma[at + 1] << 8)) >> (_depth - 8) : luma[at];
                _values[(row * Width) + column] = _scale[Math.Min(value, 255)];
            }
        }
    }

    private void Prepare(int depth)
    {
        if (_depth != depth)
        {
            _depth = depth;
            for (var v = 0; v < _scale.Length; v++)
            {
                _scale[v] = (byte)Math.Clamp((v - space.LumaZero(8)) * 255 / space.LumaSpan(8), 0, 255);
            }
        }
    }

    private static PixelRect Bounds(ReadOnlySpan<Vector3> landmarks, CoverGrid grid)
    {
        Vector2 low = new(float.MaxValue), high = new(float.MinValue);
        foreach (var index in FaceIndices.Oval)
        {
            Vector2 p = new(landmarks[index].X, landmarks[index].Y);
            if (grid.ToCells(p).Y >= CoverTuning.SkinFrom)
            {
                (low, high) = (Vector2.Min(low, p), Vector2.Max(high, p));
            }
        }

        var margin = 8 * grid.CellPixels;
        var (x, y) = ((int)(low.X - margin), (int)(low.Y - margin));
        return new PixelRect(x, y, (int)(high.X + margin) - x, (int)(high.Y + margin) - y);
    }
}
