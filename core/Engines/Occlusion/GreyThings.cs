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
        int[] grey = [.. faces.Where(i => track.CoverKind(i).IsGrey && !track.IsFollowed(i))];
        if (faces.Count(i => track.CoverKind(i).IsGrey) < OcclusionTuning.LeastGreyFrames)
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

        var motion = new MaskMotion();
        for (var a = 0; a < grey.Length; a += step)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var first = track.Cover(grey[a])!.Mask;
            for (var b = a + step; b < grey.Length; b += step)
            {
                motion.Add(first, track.Cover(grey[b])!.Mask, grids[a], grids[b]);
            }
        }

        return motion.WithFace > OcclusionTuning.LeastGreyMotion * motion.Area
            && motion.InPlace < OcclusionTuning.MostGreyInPlace * motion.WithFace;
    }
}
