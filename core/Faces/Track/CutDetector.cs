using System.Runtime.InteropServices;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Faces.Track;

/// <summary>
/// Tells where one shot ends and the next begins, from small luma pictures. Overall brightness is taken out first, so that a lamp or
/// an exposure change is no cut; a single odd frame (a flash) is none either. A dissolve is a shot of its own.
/// </summary>
/// <param name="rateFactor">Frames a second divided by 25.</param>
internal sealed class CutDetector(double rateFactor)
{
    private const int Columns = 32;
    private const int Rows = 18;
    private const int Cells = Columns * Rows;
    private const float LeastChange = 8;
    private const float TimesUsual = 3.5f;
    private const int Around = 10;

    // Changes from the frame before, and from the frame before that; grey levels at 8 bits, mean over the picture.
    private readonly List<float> _change = [];
    private readonly List<float> _change2 = [];
    private readonly DissolveDetector _dissolves = new(Cells, rateFactor);
    private float[] _now = new float[Cells];
    private float[] _before = new float[Cells];
    private float[] _beforeThat = new float[Cells];
    private float _usual;

    /// <summary>Takes the next frame.</summary>
    /// <returns>Whether it looks like the first of a new shot, judged without knowing what follows.</returns>
    public bool Push(Frame frame)
    {
        (_beforeThat, _before, _now) = (_before, _now, _beforeThat);
        Shrink(frame, _now);
        _dissolves.Push(_now);
        var n = _change.Count;
        _change.Add(n > 0 ? Distance(_now, _before) : 0);
        _change2.Add(n > 1 ? Distance(_now, _beforeThat) : _change[n]);
        var cut = n > 0 && _change[n] > LeastChange && _change[n] > TimesUsual * _usual;
        if (!cut && n > 0)
        {
            _usual = n == 1 ? _change[n] : _usual + (0.2f * (_change[n] - _usual));
        }

        return cut;
    }

    /// <summary>The shots of all frames pushed, judged with both sides in view, and which of them are dissolves.</summary>
    public (List<FrameRange> Shots, List<FrameRange> Dissolves) Finish()
    {
        var dissolves = _dissolves.Finish();
        var starts = new SortedSet<long> { 0 };
        starts.UnionWith(Enumerable.Range(1, Math.Max(0, _change.Count - 1)).Where(IsCut).Select(i => (long)i));
        foreach (var dissolve in dissolves)
        {
            starts.RemoveWhere(start => start > dissolve.Start && start < dissolve.End);
            starts.UnionWith([dissolve.Start, dissolve.End]);
        }

        starts.Remove(_change.Count);
        long[] ends = [.. starts.Skip(1), _change.Count];
        return ([.. starts.Select((start, k) => new FrameRange(start, ends[k] - start))], dissolves);
    }

    private bool IsCut(int i)
    {
        var change = _change[i];
        if (change < LeastChange || _change2[i] < 0.6f * change || (i + 1 < _change2.Count && _change2[i + 1] < 0.6f * change))
        {
            return false;
        }

        var around = new List<float>();
        for (var j = Math.Max(1, i - Around); j <= Math.Min(_change.Count - 1, i + Around); j++)
        {
            if (j != i)
            {
                around.Add(_change[j]);
            }
        }

        around.Sort();
        return around.Count == 0 || change > TimesUsual * around[around.Count / 2];
    }

    private static float Distance(float[] a, float[] b)
    {
        var shift = 0f;
        for (var i = 0; i < Cells; i++)
        {
            shift += (a[i] - b[i]) / Cells;
        }

        var sum = 0f;
        for (var i = 0; i < Cells; i++)
        {
            sum += MathF.Abs(a[i] - b[i] - shift);
        }

        return sum / Cells;
    }

    private static void Shrink(Frame frame, float[] cells)
    {
        var scale = 1f / (16 << (frame.Layout.BitDepth - 8));
        var luma = frame.Plane(0);
        var (wide, width, height) = (frame.Layout.BytesPerSample > 1, frame.Width, frame.Height);
        for (var row = 0; row < Rows; row++)
        {
            for (var column = 0; column < Columns; column++)
            {
                // Sixteen samples a cell are enough: only cuts are looked for.
                var sum = 0;
                for (var k = 0; k < 16; k++)
                {
                    var x = (((column * 4) + (k % 4)) * 2 + 1) * width / (Columns * 8);
                    var y = (((row * 4) + (k / 4)) * 2 + 1) * height / (Rows * 8);
                    var at = (y * width) + x;
                    sum += wide ? MemoryMarshal.Cast<byte, ushort>(luma)[at] : luma[at];
                }

                cells[(row * Columns) + column] = sum * scale;
            }
        }
    }
}
