using System.Numerics;
using HeyGem.Core.Faces.Covers;
using HeyGem.Core.Faces.Detect;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Faces.Track;

/// <summary>
/// Looks for hands before the lower face, which have skin's own colour: now and then for a palm about the face, and from one on in every
/// frame for the hand itself, from where it was. Owns its buffers: one object a thread.
/// </summary>
internal sealed class HandProbe(FaceModels models, YuvSpace space) : IDisposable
{
    private readonly PalmDetector _palms = new(models, space);
    private readonly CellMask _cells = new();
    private readonly LipDoubt _doubt = new(models, space);
    private HandMesher? _mesher;

    /// <summary>Adds the hands before a face to what was found by colour.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="face">Where the face is.</param>
    /// <param name="grid">Its cells.</param>
    /// <param name="hands">The hands about this face, followed from frame to frame.</param>
    /// <param name="other">What was found otherwise.</param>
    /// <returns>All that stands before the face; null where nothing does.</returns>
    public FrameCover? Find(Frame frame, FaceRegion face, CoverGrid grid, FollowedHands hands, FrameCover? other)
    {
        Span<FaceRegion> regions = stackalloc FaceRegion[FollowedHands.Most];
        var count = hands.Count;
        hands.Regions.CopyTo(regions);
        if (hands.IsLookDue())
        {
            count = Join(regions, count, frame, face);
        }

        return count == 0 ? other : Trace(frame, Vector2.Zero, grid, hands, regions[..count], other);
    }

    /// <summary>Looks for the followed hands in a frame before the one in which they were found.</summary>
    /// <param name="back">How many frames before.</param>
    /// <param name="grid">The face's cells in that frame.</param>
    /// <param name="hands">The hands.</param>
    /// <param name="other">What was found in that frame otherwise.</param>
    public FrameCover? FindBack(int back, CoverGrid grid, FollowedHands hands, FrameCover? other)
    {
        if (hands.Count == 0 || hands.Recent.Back(back) is not { } kept)
        {
            return other;
        }

        Span<FaceRegion> regions = stackalloc FaceRegion[FollowedHands.Most];
        var count = hands.Count;
        for (var i = 0; i < count; i++)
        {
            regions[i] = hands.Regions[i] with { Centre = hands.Regions[i].Centre - kept.Corner };
        }

        return Trace(kept.Crop, kept.Corner, grid, hands, regions[..count], other);
    }

    /// <summary>How far the lips of a face are doubted, see <see cref="LipDoubt.Look"/>.</summary>
    public float Doubt(Frame frame, ReadOnlySpan<Vector3> landmarks) => _doubt.Look(frame, Vector2.Zero, landmarks);

    /// <summary>The same in a frame before the one in which hands were found; 0 where nothing was kept of it.</summary>
    /// <param name="back">How many frames before.</param>
    /// <param name="landmarks">The face in that frame.</param>
    /// <param name="hands">The hands.</param>
    public float DoubtBack(int back, ReadOnlySpan<Vector3> landmarks, FollowedHands hands) =>
        hands.Recent.Back(back) is { } kept ? _doubt.Look(kept.Crop, kept.Corner, landmarks) : 0;

    /// <inheritdoc/>
    public void Dispose()
    {
        _palms.Dispose();
        _doubt.Dispose();
        _mesher?.Dispose();
    }

    private int Join(Span<FaceRegion> regions, int count, Frame frame, FaceRegion face)
    {
        Span<FaceRegion> found = stackalloc FaceRegion[FollowedHands.Most];
        var seen = _palms.Look(frame, new FaceRegion(face.Centre, face.Side * CoverTuning.HandReach, 0), found);
        for (var i = 0; i < seen && count < regions.Length; i++)
        {
            if (!PalmDetector.IsAmong(regions[..count], found[i]))
            {
                regions[count++] = found[i];
            }
        }

        return count;
    }

    /// <summary>Follows hands into a picture whose corner lies somewhere in the frame.</summary>
    private FrameCover? Trace(
        Frame picture, Vector2 corner, CoverGrid grid, FollowedHands hands, ReadOnlySpan<FaceRegion> regions, FrameCover? other)
    {
        _mesher ??= new HandMesher(models, space);
        Span<Vector2> points = stackalloc Vector2[HandMesher.Points];
        _cells.Clear();
        hands.Clear();
        foreach (var region in regions)
        {
            if (_mesher.Look(picture, region, points) >= CoverTuning.LeastHand)
            {
                foreach (ref var p in points)
                {
                    p += corner;
                }

                hands.Add(HandMesher.Around(points));
                HandOutline.Fill(points, grid, _cells);
            }
        }

        // What is seen between two fingers is too little to draw.
        _cells.Close(CoverTuning.CloseCells);
        return Covers() ? new FrameCover(Union(_cells.Pack(), other), false) : other;
    }

    private bool Covers()
    {
        var zone = CoverTuning.Zone;
        var count = 0;
        for (var row = zone.Y; row < zone.Bottom; row++)
        {
            for (var column = zone.X; column < zone.Right; column++)
            {
                count += _cells[(row * CoverGrid.Side) + column] ? 1 : 0;
            }
        }

        return count >= CoverTuning.LeastArea;
    }

    /// <summary>Grey finds may be a beard, which a hand does not make a thing.</summary>
    private static byte[] Union(byte[] mask, FrameCover? other)
    {
        for (var k = 0; other is { IsGrey: false } && k < mask.Length; k++)
        {
            mask[k] |= other.Mask[k];
        }

        return mask;
    }
}
