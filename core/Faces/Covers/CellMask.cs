using System.Numerics;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Faces.Covers;

/// <summary>A mask over the cells of <see cref="CoverGrid"/> and what is done to its form. Owns its buffers.</summary>
internal sealed class CellMask
{
    private const int Side = CoverGrid.Side;

    private readonly bool[] _cells = new bool[Side * Side];
    private readonly bool[] _other = new bool[Side * Side];
    private readonly int[] _queue = new int[Side * Side];

    /// <summary>Whether a cell is set.</summary>
    public bool this[int cell]
    {
        get => _cells[cell];
        set => _cells[cell] = value;
    }

    /// <summary>Sets no cell.</summary>
    public void Clear() => Array.Clear(_cells);

    /// <summary>Sets the cells of another mask.</summary>
    public void CopyFrom(CellMask other) => other._cells.CopyTo(_cells, 0);

    /// <summary>Sets the cell at a point, cell units, and the eight around it.</summary>
    public void Mark(Vector2 at)
    {
        var (column, row) = ((int)MathF.Round(at.X), (int)MathF.Round(at.Y));
        for (var y = Math.Max(0, row - 1); y <= Math.Min(Side - 1, row + 1); y++)
        {
            for (var x = Math.Max(0, column - 1); x <= Math.Min(Side - 1, column + 1); x++)
            {
                _cells[(y * Side) + x] = true;
            }
        }
    }

    /// <summary>Takes away what is thinner than three cells.</summary>
    public void Open()
    {
        Spread(_cells, _other, 1, grow: false);
        Spread(_other, _cells, 1, grow: true);
    }

    /// <summary>Adds what lies within a reach, to the sides and across.</summary>
    public void Grow(int reach)
    {
        Spread(_cells, _other, reach, grow: true);
        _other.CopyTo(_cells, 0);
    }

    /// <summary>Fills gaps narrower than twice a reach, and holes.</summary>
    public void Close(int reach)
    {
        Spread(_cells, _other, reach, grow: true);
        Spread(_other, _cells, reach, grow: false);
        FillHoles();
    }

    /// <summary>The connected parts (four neighbours) within a rectangle. A part is valid until the next is asked for.</summary>
    public ComponentList Components(PixelRect within) => new(this, within);

    /// <summary>Keeps the connected parts that share a cell with another mask.</summary>
    public void KeepTouching(CellMask seeds)
    {
        var count = 0;
        Array.Clear(_other);
        for (var cell = 0; cell < _cells.Length; cell++)
        {
            if (_cells[cell] && seeds[cell])
            {
                _other[cell] = true;
                _queue[count++] = cell;
            }
        }

        Flood(count, _cells, _other, new PixelRect(0, 0, Side, Side));
        _other.CopyTo(_cells, 0);
    }

    /// <summary>Sets the cells that <see cref="Pack"/> gave.</summary>
    public void Unpack(ReadOnlySpan<byte> mask)
    {
        for (var cell = 0; cell < _cells.Length; cell++)
        {
            _cells[cell] = CoverGrid.IsSet(mask, cell);
        }
    }

    /// <summary>As bits.</summary>
    public byte[] Pack()
    {
        var mask = new byte[CoverGrid.Bytes];
        for (var cell = 0; cell < _cells.Length; cell++)
        {
            mask[cell >> 3] |= (byte)(_cells[cell] ? 1 << (cell & 7) : 0);
        }

        return mask;
    }

    private void FillHoles()
    {
        // What the border does not reach through unset cells is a hole.
        for (var cell = 0; cell < _cells.Length; cell++)
        {
            _cells[cell] = !_cells[cell];
            _other[cell] = false;
        }

        var count = 0;
        for (var k = 0; k < Side; k++)
        {
            foreach (var cell in (ReadOnlySpan<int>)[k, ((Side - 1) * Side) + k, k * Side, (k * Side) + Side - 1])
            {
                if (_cells[cell] && !_other[cell])
                {
                    _other[cell] = true;
                    _queue[count++] = cell;
                }
            }
        }

        Flood(count, _cells, _other, new PixelRect(0, 0, Side, Side));
        for (var cell = 0; cell < _cells.Length; cell++)
        {
            _cells[cell] = !_other[cell];
        }
    }

    /// <summary>Reaches on from the first cells of the queue through set cells; returns how many were reached in all.</summary>
    private int Flood(int count, bool[] through, bool[] reached, PixelRect within)
    {
        for (var next = 0; next < count; next++)
        {
            var (column, row) = (_queue[next] % Side, _queue[next] / Side);
            foreach (var (x, y) in (ReadOnlySpan<(int, int)>)[(column - 1, row), (column + 1, row), (column, row - 1), (column, row + 1)])
            {
                var cell = (y * Side) + x;
                if (x >= within.X && x < within.Right && y >= within.Y && y < within.Bottom && through[cell] && !reached[cell])
                {
                    reached[cell] = true;
                    _queue[count++] = cell;
                }
            }
        }

        return count;
    }

    /// <summary>A square of 2 reach + 1 cells: its maximum or its minimum. Beyond the grid the border goes on.</summary>
    private static void Spread(bool[] from, bool[] to, int reach, bool grow)
    {
        for (var row = 0; row < Side; row++)
        {
            for (var column = 0; column < Side; column++)
            {
                var found = false;
                for (var y = Math.Max(0, row - reach); y <= Math.Min(Side - 1, row + reach) && !found; y++)
                {
                    for (var x = Math.Max(0, column - reach); x <= Math.Min(Side - 1, column + reach) && !found; x++)
                    {
                        found = from[(y * Side) + x] == grow;
                    }
                }

                to[(row * Side) + column] = found == grow;
            }
        }
    }

    /// <summary>Walks through the connected parts of a mask.</summary>
    internal struct ComponentList(CellMask mask, PixelRect within)
    {
        private int _next = -1;
        private int _count;

        /// <summary>The part found last.</summary>
        public readonly ReadOnlySpan<int> Current => mask._queue.AsSpan(0, _count);

        /// <summary>Itself.</summary>
        public readonly ComponentList GetEnumerator() => this;

        /// <summary>Finds the next part.</summary>
        public bool MoveNext()
        {
            if (_next < 0)
            {
                Array.Clear(mask._other);
                _next = 0;
            }

            for (; _next < within.Width * within.Height; _next++)
            {
                var cell = ((within.Y + (_next / within.Width)) * Side) + within.X + (_next % within.Width);
                if (mask._cells[cell] && !mask._other[cell])
                {
                    mask._other[cell] = true;
                    mask._queue[0] = cell;
                    _count = mask.Flood(1, mask._cells, mask._other, within);
                    return true;
                }
            }

            return false;
        }
    }
}
