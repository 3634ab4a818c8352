using System.Numerics;
using HeyGem.Core.Faces;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Engines.Occlusion;

/// <summary>
/// Letters stand for half a second and longer, and so does their box: a frame in which one looks much larger or smaller than in most frames
/// around it, because a box was taken for a part of the face or a part of the face for the box, has the letters of the frame nearest to it.
/// </summary>
internal static class SteadyLetters
{
    private const int Reach = 12;
    private const int MostOff = 2;

    /// <summary>For each frame of a shot the frame whose letters count, both from the shot's start.</summary>
    /// <param name="track">The face track.</param>
    /// <param name="shot">The shot.</param>
    /// <param name="lettered">Which of its frames have letters.</param>
    public static int[] Of(FaceTrack track, FrameRange shot, bool[] lettered)
    {
        int[] sizes = [.. lettered.Select((has, k) => has ? SizeOf(track.Letters((int)shot.Start + k)!) : 0)];
        return [.. lettered.Select((has, k) => has ? SourceOf(sizes, k) : k)];
    }

    private static int SourceOf(int[] sizes, int frame)
    {
        int[] around = [.. Enumerable.Range(frame - Reach, (2 * Reach) + 1).Where(k => k >= 0 && k < sizes.Length && sizes[k] > 0)];
        var usual = around.Select(k => sizes[k]).Order().ElementAt(around.Length / 2);
        return around.OrderBy(k => Math.Abs(k - frame)).First(k => sizes[k] <= MostOff * usual && usual <= MostOff * sizes[k]);
    }

    private static int SizeOf(byte[] mask) => mask.Sum(part => BitOperations.PopCount(part));
}
