using System.Numerics;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Faces.Track;

/// <summary>
/// Looks for things before the lower face in a single frame: what has neither the colour nor the brightness of this frame's own cheeks,
/// nose and forehead. Light, fades and grading change both alike. Redder colours (lips) and moderately darker ones (shadow, stubble, the
/// open mouth) belong to a face. Owns its buffers: one object a thread.
/// </summary>
internal sealed class CoverProbe(YuvSpace space)
{
    private const int Side = CoverGrid.Side;

    private readonly FaceColours _skin = new(space);
    private readonly float[] _distance = new float[Side * Side];
    private readonly CellMask _odd = new();
    private readonly CellMask _kept = new();
    private readonly CoverSamples _samples = new(space);

    /// <summary>The mask of a frame, as <see cref="CoverGrid"/> has it; null where nothing is found, which is the rule.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="landmarks">468 points, frame pixels.</param>
    public byte[]? Find(Frame frame, ReadOnlySpan<Vector3> landmarks)
    {
        var grid = CoverGrid.Of(landmarks);
        if (grid.CellPixels < CoverTuning.LeastCell || !_skin.Measure(frame, grid))
        {
            return null;
        }

        // The small zone around the mouth decides; only what begins there is followed out to hair, hands and collar.
        var zone = CoverTuning.Zone;
        if (Judge(frame, grid, zone) < CoverTuning.LeastSure || !Seeds(zone))
        {
            return null;
        }

        Judge(frame, grid, new PixelRect(0, 0, Side, Side));
        _odd.KeepTouching(_kept);
        _odd.Close(CoverTuning.CloseCells);
        return _odd.Pack();
    }

    /// <summary>Marks cells unlike skin; returns how many are so beyond doubt.</summary>
    private int Judge(Frame frame, CoverGrid grid, PixelRect cells)
    {
        _samples.Read(frame, grid, cells);
        _odd.Clear();
        var sure = 0;
        for (var row = cells.Y; row < cells.Bottom; row++)
        {
            for (var column = cells.X; column < cells.Right; column++)
            {
                var cell = (row * Side) + column;
                _distance[cell] = _samples.IsInside(cell) ? _skin.Distance(_samples.At(cell)) : 0;
                _odd[cell] = _distance[cell] > CoverTuning.Odd;
                sure += _distance[cell] > CoverTuning.Sure ? 1 : 0;
            }
        }

        if (sure >= CoverTuning.LeastSure)
        {
            _odd.Open();
        }

        return sure;
    }

    /// <summary>Components that are large enough and hold cells beyond doubt beside the lips; lips alone are never enough.</summary>
    private bool Seeds(PixelRect zone)
    {
        _kept.Clear();
        var any = false;
        foreach (var component in _odd.Components(zone))
        {
            var sure = 0;
            foreach (var cell in component)
            {
                sure += _distance[cell] > CoverTuning.Sure && !CoverTuning.IsLips(cell % Side, cell / Side) ? 1 : 0;
            }

            if (component.Length >= CoverTuning.LeastArea && sure >= CoverTuning.LeastSure)
            {
                any = true;
                foreach (var cell in component)
                {
                    _kept[cell] = true;
                }
            }
        }

        return any;
    }
}
