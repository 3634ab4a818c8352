using System.Numerics;
using HeyGem.Core.Composite;
using HeyGem.Core.Faces;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Engines.Wav2Lip;

/// <summary>
/// A soft outline on a coarse grid over a face's region, since a feather several pixels wide needs no finer one. Owns its buffers: one
/// object a thread.
/// </summary>
internal sealed class RegionMask
{
    /// <summary>Cells of the grid's side; cell i covers i/Side..(i+1)/Side of the region.</summary>
    public const int Side = 96;

    private static readonly PixelRect Grid = new(0, 0, Side, Side);

    private readonly GaussianBlur _blur = new();
    private readonly float[] _cells = new float[Side * Side];
    private Vector2[] _corners = [];

    /// <summary>Draws an outline and softens it.</summary>
    /// <param name="outline">Corners, frame pixels.</param>
    /// <param name="region">The region that the grid covers.</param>
    /// <param name="feather">Standard deviation of the softening, frame pixels.</param>
    public void Draw(ReadOnlySpan<Vector2> outline, FaceRegion region, float feather)
    {
        if (_corners.Length != outline.Length)
        {
            _corners = new Vector2[outline.Length];
        }

        var u = region.AxisU / region.AxisU.LengthSquared() * Side;
        var v = region.AxisV / region.AxisV.LengthSquared() * Side;
        var start = region.ToFrame(Vector2.Zero);
        for (var i = 0; i < _corners.Length; i++)
        {
            var p = outline[i] - start;
            _corners[i] = new Vector2(Vector2.Dot(p, u) - 0.5f, Vector2.Dot(p, v) - 0.5f);
        }

        PolygonMask.Fill(_corners, Grid, _cells);
        ClearBorder();
        _blur.Blur(_cells, _cells, Side, Side, feather * Side / region.Side);
    }

    /// <summary>The mask between cells; 0 beyond the grid.</summary>
    public float At(float x, float y)
    {
        if (x < -0.5f || y < -0.5f || x > Side - 0.5f || y > Side - 0.5f)
        {
            return 0;
        }

        x = Math.Clamp(x, 0, Side - 1.001f);
        y = Math.Clamp(y, 0, Side - 1.001f);
        var (column, row) = ((int)x, (int)y);
        var (fx, fy) = (x - column, y - row);
        var at = (row * Side) + column;
        var above = _cells[at] + (fx * (_cells[at + 1] - _cells[at]));
        var below = _cells[at + Side] + (fx * (_cells[at + Side + 1] - _cells[at + Side]));
        return above + (fy * (below - above));
    }

    /// <summary>Nothing was drawn beyond the region, so an outline that reaches there ends softly before.</summary>
    private void ClearBorder()
    {
        const int border = 2;
        for (var y = 0; y < Side; y++)
        {
            if (y is < border or >= Side - border)
            {
                _cells.AsSpan(y * Side, Side).Clear();
            }

            _cells.AsSpan(y * Side, border).Clear();
            _cells.AsSpan(((y + 1) * Side) - border, border).Clear();
        }
    }
}
