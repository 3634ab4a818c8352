using System.Numerics;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Faces.Covers;

/// <summary>
/// Looks for things before the lower face in a single frame: what has neither the colour nor the brightness of this frame's own cheeks,
/// nose and forehead. Light, fades and grading change both alike. Redder colours (lips) and moderately darker ones (shadow, stubble, the
/// open mouth) belong to a face. Grey and black things are a second, weaker kind of find, for hair is grey as well. Owns its buffers: one
/// object a thread.
/// </summary>
internal sealed class CoverProbe(YuvSpace space)
{
    private const int Side = CoverGrid.Side;

    private readonly FaceColours _skin = new(space);
    private readonly float[] _distance = new float[Side * Side];
    private readonly CellMask _odd = new();
    private readonly CellMask _kept = new();
    private readonly CoverSamples _samples = new(space);

    /// <summary>What is found in a frame; null where nothing is, which is the rule.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="landmarks">468 points, frame pixels.</param>
    public FrameCover? Find(Frame frame, ReadOnlySpan<Vector3> landmarks)
    {
        var grid = CoverGrid.Of(landmarks);
        if (grid.CellPixels < CoverTuning.LeastCell || !_skin.Measure(frame, grid))
        {
            return null;
        }

        // The small zone around the mouth decides; only what begins there is followed out to hair, hands and collar.
        var zone = CoverTuning.Zone;
        _samples.Read(frame, grid, zone);
        if (Judge(zone, grey: false) >= CoverTuning.LeastSure && Seeds(zone, CoverTuning.LeastArea, CoverTuning.LeastSure))
        {
            Follow(frame, grid, new PixelRect(0, 0, Side, Side), grey: false);
            return new FrameCover(_odd.Pack(), IsGrey: false);
        }

        const int left = (Side / 2) - CoverTuning.GreyReach;
        if (Judge(zone, grey: true) < CoverTuning.LeastGreySure || !Seeds(zone, CoverTuning.LeastGreyArea, CoverTuning.LeastGreySure))
        {
            return null;
        }

        Follow(frame, grid, new PixelRect(left, zone.Y - 4, 2 * CoverTuning.GreyReach, Side - zone.Y + 4), grey: true);
        return new FrameCover(_odd.Pack(), IsGrey: !HairTexture.IsMesh(frame, space, landmarks, _odd));
    }

    private void Follow(Frame frame, CoverGrid grid, PixelRect cells, bool grey)
    {
        _samples.Read(frame, grid, cells);
        Judge(cells, grey);
        _odd.KeepTouching(_kept);
        _odd.Close(CoverTuning.CloseCells);
    }

    /// <summary>Marks cells unlike skin; returns how many are so beyond doubt.</summary>
    private int Judge(PixelRect cells, bool grey)
    {
        _odd.Clear();
        var sure = 0;
        for (var row = cells.Y; row < cells.Bottom; row++)
        {
            for (var column = cells.X; column < cells.Right; column++)
            {
                var cell = (row * Side) + column;
                var colour = _samples.At(cell);
                var distance = !_samples.IsInside(cell) ? 0 : grey ? MathF.Max(_skin.Distance(colour), _skin.Greyness(colour))
                    : _skin.Distance(colour);
                _distance[cell] = distance;
                _odd[cell] = distance > CoverTuning.Odd;
                sure += distance > CoverTuning.Sure ? 1 : 0;
            }
        }

        if (sure >= CoverTuning.LeastSure)
        {
            _odd.Open();
        }

        return sure;
    }

    /// <summary>Components that are large enough and hold cells beyond doubt beside the lips; lips alone are never enough.</summary>
    private bool Seeds(PixelRect zone, int leastArea, int leastSure)
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

            if (component.Length >= leastArea && sure >= leastSure)
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
