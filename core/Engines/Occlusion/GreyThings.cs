using System.Numerics;
using HeyGem.Core.Faces;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Engines.Occlusion;

/// <summary>
/// Tells a grey or black thing before a face from a beard: a beard goes where the face goes. A thing that comes and goes is one; what is
/// there all through must stay in its place while the head moves, which only a head that moves can show.
/// </summary>
internal static class GreyThings
{
    private const int MostCompared = 24;

    /// <summary>Whether the grey finds of a shot are things.</summary>
    public static bool AreThings(FaceTrack track, FrameRange shot, CancellationToken cancellationToken)
    {
        int[] faces = [.. Enumerable.Range((int)shot.Start, (int)shot.Count).Where(i => i < track.FrameCount && track.HasFace(i))];
        int[] grey = [.. faces.Where(i => track.CoverKind(i).IsGrey)];
        if (grey.Length < OcclusionTuning.LeastGreyFrames)
        {
            return false;
        }

        if (grey.Length < OcclusionTuning.MostGreyShare * faces.Length)
        {
            return true;
        }

        var step = Math.Max(1, grey.Length / MostCompared);
        CoverGrid[] grids = new CoverGrid[grey.Length];
        var landmarks = new Vector3[FaceTrack.LandmarkCount];
        for (var k = 0; k < grey.Length; k += step)
        {
            track.Landmarks(grey[k], landmarks);
            grids[k] = CoverGrid.Of(landmarks);
        }

        double withFace = 0, inPlace = 0, area = 0;
        for (var a = 0; a < grey.Length; a += step)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var first = track.Cover(grey[a])!.Mask;
            for (var b = a + step; b < grey.Length; b += step)
            {
                var second = track.Cover(grey[b])!.Mask;
                area += Count(first);
                withFace += Differ(first, second, grids[a], grids[a]);
                inPlace += Differ(first, second, grids[a], grids[b]);
            }
        }

        return withFace > OcclusionTuning.LeastGreyMotion * area && inPlace < OcclusionTuning.MostGreyInPlace * withFace;
    }

    private static int Count(byte[] mask) => mask.Sum(b => BitOperations.PopCount(b));

    /// <summary>Cells of a mask whose place has another value in a second mask, which lies on a grid of its own.</summary>
    private static int Differ(byte[] first, byte[] second, CoverGrid of, CoverGrid on)
    {
        var start = on.ToCells(of.Centre(0, 0));
        var (right, down) = (on.ToCells(of.Centre(1, 0)) - start, on.ToCells(of.Centre(0, 1)) - start);
        var differ = 0;
        for (var cell = 0; cell < CoverGrid.Side * CoverGrid.Side; cell++)
        {
            var p = start + (cell % CoverGrid.Side * right) + (cell / CoverGrid.Side * down);
            var (column, row) = ((int)MathF.Round(p.X), (int)MathF.Round(p.Y));
            if (column is >= 0 and < CoverGrid.Side && row is >= 0 and < CoverGrid.Side)
            {
                differ += CoverGrid.IsSet(first, cell) != CoverGrid.IsSet(second, (row * CoverGrid.Side) + column) ? 1 : 0;
            }
        }

        return differ;
    }
}
