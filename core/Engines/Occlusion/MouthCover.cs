using System.Numerics;
using HeyGem.Core.Faces;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Engines.Occlusion;

/// <summary>
/// What stands before the mouth through a clip: per frame a mask of the lower face, held over time, and the share of the mouth under it.
/// Frame numbers count from the start of the track's range. Immutable; safe to read from many threads.
/// </summary>
internal sealed class MouthCover
{
    private readonly byte[]?[] _masks;
    private readonly CoverGrid[] _grids;

    private MouthCover(int frames)
    {
        _masks = new byte[frames][];
        _grids = new CoverGrid[frames];
        Share = new float[frames];
    }

    /// <summary>Share of the mouth that is covered, 0..1, per frame.</summary>
    public float[] Share { get; }

    /// <summary>Whether anything stands before the mouth in any frame.</summary>
    public bool Any { get; private set; }

    /// <summary>The mask of a frame, on its <see cref="Grid"/>; empty where nothing is covered.</summary>
    public ReadOnlySpan<byte> Mask(int frame) => _masks[frame];

    /// <summary>Where a covered frame's mask lies.</summary>
    public CoverGrid Grid(int frame) => _grids[frame];

    /// <summary>Whether the frame keeps its pixels because most of its mouth is covered.</summary>
    public bool IsKept(int frame) => Share[frame] > OcclusionTuning.MostShare;

    /// <summary>Whether the frame may lend its pixels: nothing covers it, nor the frames beside it.</summary>
    public bool IsClean(int frame)
    {
        for (var i = Math.Max(0, frame - OcclusionTuning.Reach); i <= Math.Min(_masks.Length - 1, frame + OcclusionTuning.Reach); i++)
        {
            if (_masks[i] is not null)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>
    /// The frames that references are taken from: clean ones, or where there are too few, as many of the least covered. Frames that are
    /// kept serve only where all are.
    /// </summary>
    /// <param name="hasFace">Whether a frame has a face.</param>
    public bool[] Lenders(Func<int, bool> hasFace)
    {
        int[] faces = [.. Enumerable.Range(0, _masks.Length).Where(hasFace)];
        int[] lenders = [.. faces.Where(IsClean)];
        if (lenders.Length < Math.Min(faces.Length, OcclusionTuning.LeastClean))
        {
            int[] seen = [.. faces.Where(i => !IsKept(i))];
            var most = Math.Max(OcclusionTuning.LeastClean, seen.Length / 3);
            lenders = [.. (seen.Length > 0 ? seen : faces).OrderBy(i => Share[i]).Take(most)];
        }

        var usable = new bool[_masks.Length];
        foreach (var i in lenders)
        {
            usable[i] = true;
        }

        return usable;
    }

    /// <summary>Decides for a clip.</summary>
    /// <param name="track">Its face track.</param>
    /// <param name="cancellationToken">Stops the work; nothing remains.</param>
    public static MouthCover Of(FaceTrack track, CancellationToken cancellationToken)
    {
        var cover = new MouthCover(track.FrameCount);
        var landmarks = new Vector3[FaceTrack.LandmarkCount];
        foreach (var shot in track.Shots)
        {
            var found = Found(track, shot, cancellationToken);
            for (var k = 0; k < found.Length; k++)
            {
                var i = (int)shot.Start + k;
                if (track.HasFace(i) && Held(found, k) is { } mask)
                {
                    track.Landmarks(i, landmarks);
                    cover._masks[i] = mask;
                    cover._grids[i] = CoverGrid.Of(landmarks);
                    cover.Share[i] = ShareOf(mask, cover._grids[i], landmarks);
                    cover.Any = true;
                }
            }
        }

        return cover;
    }

    /// <summary>The masks of a shot's frames that are believed.</summary>
    private static byte[]?[] Found(FaceTrack track, FrameRange shot, CancellationToken cancellationToken)
    {
        var things = GreyThings.AreThings(track, shot, cancellationToken);
        var found = new byte[]?[Math.Min(shot.End, track.FrameCount) - shot.Start];
        for (var k = 0; k < found.Length; k++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            found[k] = track.Cover((int)shot.Start + k) is { } cover && (things || !cover.IsGrey) ? cover.Mask : null;
        }

        return found;
    }

    /// <summary>
    /// A frame's mask if most frames around it have one as well; where it alone has none, what the frames beside it have.
    /// </summary>
    private static byte[]? Held(byte[]?[] found, int frame)
    {
        int seen = 0, looked = 0;
        for (var i = Math.Max(0, frame - OcclusionTuning.Reach); i < Math.Min(found.Length, frame + OcclusionTuning.Reach + 1); i++)
        {
            looked++;
            seen += found[i] is not null ? 1 : 0;
        }

        if (found[frame] is { } own)
        {
            return 2 * seen > looked && looked > OcclusionTuning.Reach ? own : null;
        }

        return seen >= OcclusionTuning.FillFrom ? Union(found[frame - 1], found[frame + 1]) : null;
    }

    private static byte[]? Union(byte[]? a, byte[]? b)
    {
        if (a is null || b is null)
        {
            return null;
        }

        var mask = (byte[])a.Clone();
        for (var k = 0; k < mask.Length; k++)
        {
            mask[k] |= b[k];
        }

        return mask;
    }

    /// <summary>The covered share of an ellipse about the lips.</summary>
    private static float ShareOf(byte[] mask, CoverGrid grid, ReadOnlySpan<Vector3> landmarks)
    {
        var mouth = (landmarks[13] + landmarks[14]) / 2;
        var centre = grid.ToCells(new Vector2(mouth.X, mouth.Y));
        int all = 0, covered = 0;
        for (var cell = 0; cell < CoverGrid.Side * CoverGrid.Side; cell++)
        {
            var x = ((cell % CoverGrid.Side) - centre.X) / (OcclusionTuning.MouthAcross * CoverGrid.PerUnit);
            var y = ((cell / CoverGrid.Side) - centre.Y) / (OcclusionTuning.MouthDown * CoverGrid.PerUnit);
            if ((x * x) + (y * y) < 1)
            {
                all++;
                covered += CoverGrid.IsSet(mask, cell) ? 1 : 0;
            }
        }

        return covered / (float)Math.Max(1, all);
    }
}
