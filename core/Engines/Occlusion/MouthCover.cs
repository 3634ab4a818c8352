using System.Numerics;
using HeyGem.Core.Faces;
using HeyGem.Core.Faces.Covers;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Engines.Occlusion;

/// <summary>
/// What stands before the mouth through a clip: per frame a mask of the lower face, held over time, and the share of the mouth under it.
/// Frame numbers count from the start of the track's range; masks are kept in the track's spill. Immutable; safe to read from many threads.
/// </summary>
internal sealed class MouthCover
{
    private readonly FrameRecords _masks;
    private readonly FrameRecords _letters;
    private readonly bool[] _covered;
    private readonly bool[] _lettered;
    private readonly CoverGrid[] _grids;

    private MouthCover(FaceTrack track)
    {
        _masks = new FrameRecords(track.Spill, CoverGrid.Bytes);
        _letters = new FrameRecords(track.Spill, CoverGrid.Bytes);
        _covered = new bool[track.FrameCount];
        _lettered = new bool[track.FrameCount];
        _grids = new CoverGrid[track.FrameCount];
        Share = new float[track.FrameCount];
    }

    /// <summary>Share of the mouth that is covered, 0..1, per frame.</summary>
    public float[] Share { get; }

    /// <summary>Whether anything stands before the mouth in any frame.</summary>
    public bool Any { get; private set; }

    /// <summary>The mask of a frame, on its <see cref="Grid"/>; empty where no thing stands before the face.</summary>
    public ReadOnlySpan<byte> Mask(int frame) => Mask(frame, new byte[CoverGrid.Bytes]);

    /// <summary>The same without a copy of its own.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="copy"><see cref="CoverGrid.Bytes"/>; the mask is read into it unless it is in memory.</param>
    public ReadOnlySpan<byte> Mask(int frame, Span<byte> copy) => _covered[frame] ? _masks.Read(frame, copy) : default;

    /// <summary>The letters before a frame's face, and their box, read as <see cref="Mask(int, Span{byte})"/> is.</summary>
    public ReadOnlySpan<byte> Letters(int frame, Span<byte> copy) => _lettered[frame] ? _letters.Read(frame, copy) : default;

    /// <summary>Whether anything is covered in a frame.</summary>
    public bool IsCovered(int frame) => _covered[frame] || _lettered[frame];

    /// <summary>Where a covered frame's mask lies.</summary>
    public CoverGrid Grid(int frame) => _grids[frame];

    /// <summary>Whether the frame keeps its pixels because most of its mouth is covered.</summary>
    public bool IsKept(int frame) => Share[frame] > OcclusionTuning.MostShare;

    /// <summary>Whether the frame may lend its pixels: nothing covers it, nor the frames beside it.</summary>
    public bool IsClean(int frame)
    {
        for (var i = Math.Max(0, frame - OcclusionTuning.Reach); i <= Math.Min(_covered.Length - 1, frame + OcclusionTuning.Reach); i++)
        {
            if (IsCovered(i))
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
        int[] faces = [.. Enumerable.Range(0, _covered.Length).Where(hasFace)];
        int[] lenders = [.. faces.Where(IsClean)];
        if (lenders.Length < Math.Min(faces.Length, OcclusionTuning.LeastClean))
        {
            int[] seen = [.. faces.Where(i => !IsKept(i))];
            var most = Math.Max(OcclusionTuning.LeastClean, seen.Length / 3);
            lenders = [.. (seen.Length > 0 ? seen : faces).OrderBy(i => Share[i]).Take(most)];
        }

        var usable = new bool[_covered.Length];
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
        var cover = new MouthCover(track);
        var landmarks = new Vector3[FaceTrack.LandmarkCount];
        foreach (var shot in track.Shots)
        {
            var found = Found(track, shot, cancellationToken);
            var lettered = Lettered(track, shot, cancellationToken);
            var steady = SteadyLetters.Of(track, shot, lettered);
            for (var k = 0; k < found.Length; k++)
            {
                var i = (int)shot.Start + k;
                if (track.HasFace(i))
                {
                    var things = Held(shot, found, k, j => track.Cover(j)!.Mask);
                    var letters = Held(shot, lettered, k, j => track.Letters((int)shot.Start + steady[j - (int)shot.Start])!);
                    if ((things ?? letters) is not null)
                    {
                        things = things is not null && letters is not null && IsOfLetters(things, letters) ? null : things;
                        track.Landmarks(i, landmarks);
                        cover.Keep(i, things, letters, landmarks);
                    }
                }
            }
        }

        return cover;
    }

    /// <summary>Which of a shot's frames have a mask that is believed.</summary>
    private static bool[] Found(FaceTrack track, FrameRange shot, CancellationToken cancellationToken)
    {
        var things = GreyThings.AreThings(track, shot, cancellationToken);
        var found = new bool[Math.Min(shot.End, track.FrameCount) - shot.Start];
        for (var k = 0; k < found.Length; k++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (any, isGrey) = track.CoverKind((int)shot.Start + k);
            found[k] = any && (things || !isGrey);
        }

        return found;
    }

    /// <summary>Which of a shot's frames have letters that are believed.</summary>
    private static bool[] Lettered(FaceTrack track, FrameRange shot, CancellationToken cancellationToken)
    {
        var letters = LetterMotion.AreLetters(track, shot, cancellationToken);
        var found = new bool[Math.Min(shot.End, track.FrameCount) - shot.Start];
        for (var k = 0; k < found.Length; k++)
        {
            found[k] = letters && track.IsLettered((int)shot.Start + k);
        }

        return found;
    }

    /// <summary>
    /// A frame's mask if most frames around it have one as well; where it alone has none, what the frames beside it have.
    /// </summary>
    private static byte[]? Held(FrameRange shot, bool[] found, int frame, Func<int, byte[]> mask)
    {
        int seen = 0, looked = 0;
        for (var i = Math.Max(0, frame - OcclusionTuning.Reach); i < Math.Min(found.Length, frame + OcclusionTuning.Reach + 1); i++)
        {
            looked++;
            seen += found[i] ? 1 : 0;
        }

        var at = (int)shot.Start + frame;
        if (found[frame])
        {
            return 2 * seen > looked && looked > OcclusionTuning.Reach ? mask(at) : null;
        }

        return seen >= OcclusionTuning.FillFrom && found[frame - 1] && found[frame + 1]
            ? Union(mask(at - 1), mask(at + 1))
            : null;
    }

    private static byte[] Union(byte[] a, byte[] b) => [.. a.Zip(b, (x, y) => (byte)(x | y))];

    /// <summary>Whether a thing is no more than the letters, which have colours unlike skin's, and what lies between them.</summary>
    private static bool IsOfLetters(byte[] things, byte[] letters)
    {
        var about = new CellMask();
        about.Unpack(letters);
        about.Grow(CoverTuning.CloseCells);
        var (all, beyond) = (0, 0);
        for (var cell = 0; cell < CoverGrid.Side * CoverGrid.Side; cell++)
        {
            all += CoverGrid.IsSet(things, cell) ? 1 : 0;
            beyond += CoverGrid.IsSet(things, cell) && !about[cell] ? 1 : 0;
        }

        return 2 * beyond < all;
    }

    private void Keep(int frame, byte[]? things, byte[]? letters, ReadOnlySpan<Vector3> landmarks)
    {
        _grids[frame] = CoverGrid.Of(landmarks);
        (_covered[frame], _lettered[frame], Any) = (things is not null, letters is not null, true);
        if (things is not null)
        {
            _masks.Write(frame, things);
        }

        if (letters is not null)
        {
            _letters.Write(frame, letters);
        }

        Share[frame] = ShareOf(things is null ? letters! : letters is null ? things : Union(things, letters), _grids[frame], landmarks);
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
