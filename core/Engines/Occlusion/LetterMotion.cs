using System.Numerics;
using HeyGem.Core.Faces;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Engines.Occlusion;

/// <summary>
/// Tells letters that were laid over the picture from strokes that are on the face or worn by it, and go where it goes. Letters change
/// from word to word, so that only frames near each other are compared.
/// </summary>
internal static class LetterMotion
{
    private const int Apart = 6;
    private const int MostCompared = 64;

    /// <summary>Whether the strokes found in a shot are letters; where the head stands still, they are.</summary>
    public static bool AreLetters(FaceTrack track, FrameRange shot, CancellationToken cancellationToken)
    {
        int[] frames = [.. Enumerable.Range((int)shot.Start, (int)shot.Count).Where(i => i < track.FrameCount && track.IsLettered(i))];
        int[] pairs = [.. frames.Where(i => i + Apart < Math.Min(shot.End, track.FrameCount) && track.IsLettered(i + Apart))];
        var landmarks = new Vector3[FaceTrack.LandmarkCount];
        CoverGrid Grid(int frame)
        {
            track.Landmarks(frame, landmarks);
            return CoverGrid.Of(landmarks);
        }

        var motion = new MaskMotion();
        for (var k = 0; k < pairs.Length; k += Math.Max(1, pairs.Length / MostCompared))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (a, b) = (pairs[k], pairs[k] + Apart);
            motion.Add(track.Letters(a)!, track.Letters(b)!, Grid(a), Grid(b));
        }

        return frames.Length > 0 && motion.InPlace
            <= (OcclusionTuning.MostLettersWithFace * motion.WithFace) + (OcclusionTuning.LetterNoise * motion.Area);
    }
}
