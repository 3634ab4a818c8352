namespace HeyGem.Core.Faces.Covers;

/// <summary>
/// Takes a mouth for covered where a hand is about and the mesh's lips are doubted: a hand of which too little is made out, or whose
/// outline is wrong, still hides the mouth.
/// </summary>
internal static class DoubtedLips
{
    // Frames to each side with which a frame's doubt is taken, since a single look may agree by chance.
    private const int Reach = 2;

    /// <summary>Adds the whole mouth to the covers of frames whose lips are doubted.</summary>
    /// <param name="frames">The face.</param>
    /// <param name="doubts">
    /// How far apart two looks found the lips in each frame, outer-eye distances; 0 where no hand was about.
    /// </param>
    public static void Add(FaceFrames frames, IReadOnlyList<float> doubts)
    {
        Span<float> around = stackalloc float[(2 * Reach) + 1];
        for (var i = 0; i < frames.Count; i++)
        {
            var (first, last) = (Math.Max(0, i - Reach), Math.Min(frames.Count - 1, i + Reach));
            for (var k = first; k <= last; k++)
            {
                around[k - first] = doubts[k];
            }

            var seen = around[..(last - first + 1)];
            seen.Sort();
            if (frames.Has(i) && seen[seen.Length / 2] >= CoverTuning.LeastDoubt)
            {
                var face = frames[i]!;
                frames[i] = face.Behind(new FrameCover(WithMouth(face.Cover), false));
            }
        }
    }

    /// <summary>Grey finds may be a beard, which a hand does not make a thing.</summary>
    private static byte[] WithMouth(FrameCover? other)
    {
        byte[] mask = other is { IsGrey: false } ? other.Mask : new byte[CoverGrid.Bytes];
        for (var cell = 0; cell < CoverGrid.Side * CoverGrid.Side; cell++)
        {
            if (CoverTuning.IsLips(cell % CoverGrid.Side, cell / CoverGrid.Side))
            {
                mask[cell >> 3] |= (byte)(1 << (cell & 7));
            }
        }

        return mask;
    }
}
