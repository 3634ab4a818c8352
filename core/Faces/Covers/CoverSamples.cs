using System.Numerics;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Faces.Covers;

/// <summary>The colours of <see cref="CoverGrid"/>'s cells, softened a little against noise. Owns its buffers.</summary>
internal sealed class CoverSamples(YuvSpace space)
{
    private const int Side = CoverGrid.Side;

    private readonly Vector3[] _raw = new Vector3[Side * Side];
    private readonly Vector3[] _soft = new Vector3[Side * Side];
    private readonly bool[] _inside = new bool[Side * Side];

    /// <summary>Whether a cell lies within the frame.</summary>
    public bool IsInside(int cell) => _inside[cell];

    /// <summary>Luma, Cb and Cr of a cell.</summary>
    public Vector3 At(int cell) => _soft[cell];

    /// <summary>Reads a rectangle of cells.</summary>
    public void Read(Frame frame, CoverGrid grid, PixelRect cells)
    {
        // Four taps a cell, so that large faces are averaged and small ones interpolated.
        var (a, b) = ((grid.Centre(1, 0) - grid.Centre(0, 0)) / 4, (grid.Centre(0, 1) - grid.Centre(0, 0)) / 4);
        var reader = new SampleReader(frame, space);
        var start = grid.Centre(0, 0);
        var taps = grid.CellPixels > 1.2f ? 4 : 1;
        for (var row = cells.Y; row < cells.Bottom; row++)
        {
            for (var column = cells.X; column < cells.Right; column++)
            {
                var p = start + (4 * column * a) + (4 * row * b);
                var sum = Vector3.Zero;
                var inside = true;
                for (var tap = 0; tap < taps; tap++)
                {
                    var q = taps == 1 ? p : p + ((tap & 1) == 0 ? -a : a) + ((tap & 2) == 0 ? -b : b);
                    inside &= reader.TryRead(q, out var colour);
                    sum += colour;
                }

                var cell = (row * Side) + column;
                _inside[cell] = inside;
                _raw[cell] = sum / taps;
            }
        }

        Soften(cells);
    }

    private void Soften(PixelRect cells)
    {
        for (var row = cells.Y; row < cells.Bottom; row++)
        {
            for (var column = cells.X; column < cells.Right; column++)
            {
                var sum = Vector3.Zero;
                float total = 0;
                for (var y = Math.Max(cells.Y, row - 1); y <= Math.Min(cells.Bottom - 1, row + 1); y++)
                {
                    for (var x = Math.Max(cells.X, column - 1); x <= Math.Min(cells.Right - 1, column + 1); x++)
                    {
                        if (_inside[(y * Side) + x])
                        {
                            var weight = (y == row ? 2 : 1) * (x == column ? 2 : 1);
                            sum += weight * _raw[(y * Side) + x];
                            total += weight;
                        }
                    }
                }

                _soft[(row * Side) + column] = total > 0 ? sum / total : default;
            }
        }
    }
}
