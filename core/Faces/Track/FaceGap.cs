using System.Numerics;
using System.Numerics.Tensors;
using HeyGem.Core.Faces.Detect;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Faces.Track;

/// <summary>
/// The frames since a face was lost. When it is found again soon, they are bridged: the shape between both sides, laid where the frame
/// itself shows the lower face that was there before. A frame that does not show it (a black one, a hand) stays without a face. For one
/// thread at a time.
/// </summary>
internal sealed class FaceGap
{
    private const int MostFrames = 2;
    private const int Cells = 8;

    // The place is searched in outer-eye distances: first as far as a shaken camera goes in a frame, then finely around the best.
    private static readonly (float Reach, float Step)[] _searches = [(0.5f, 0.1f), (0.1f, 0.025f), (0.025f, 0.006f)];

    // Lower faces of one person in neighbouring frames correlate by .9 and more, also where one is blurred.
    private const float LeastLikeness = 0.8f;

    private readonly Vector3[] _before = new Vector3[FaceTrack.LandmarkCount];
    private readonly Vector3[] _after = new Vector3[FaceTrack.LandmarkCount];
    private readonly Vector3[] _look = new Vector3[FaceTrack.LandmarkCount];
    private readonly List<Place?> _places = [];
    private readonly byte[] _patch = new byte[MouthDetail.PatchSide * MouthDetail.PatchSide];
    private readonly byte[] _shifted = new byte[MouthDetail.PatchSide * MouthDetail.PatchSide];

    /// <summary>Takes in the lower face of a frame in which the face was found.</summary>
    /// <param name="luma">Luma around the face.</param>
    /// <param name="bitDepth">Bits of its samples.</param>
    /// <param name="landmarks">The face.</param>
    public void See(PlaneWindow luma, int bitDepth, ReadOnlySpan<Vector3> landmarks) =>
        MouthDetail.Patch(luma, bitDepth, landmarks, default, _patch);

    /// <summary>Looks for the lower face of the last frame in one where the face was not found.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="mesher">Loads the picture around the place.</param>
    /// <param name="before">The last frame with the face; null where there is none.</param>
    public void Note(Frame frame, FaceMesher mesher, FaceFrame? before)
    {
        if (_places.Count >= MostFrames || before is null)
        {
            _places.Add(null);
            return;
        }

        before.Read(_before);
        mesher.Look(frame, FaceRegion.Around(_before), _look, refineLips: false);
        Span<float> was = stackalloc float[Cells * Cells];
        Span<float> now = stackalloc float[Cells * Cells];
        Shrink(_patch, was);
        var best = new Place(default, -1);
        foreach (var (reach, step) in _searches)
        {
            var centre = best.Shift;
            for (var y = -reach; y <= reach + 1e-4f; y += step)
            {
                for (var x = -reach; x <= reach + 1e-4f; x += step)
                {
                    var shift = centre + (Unit(_before) * new Vector2(x, y));
                    MouthDetail.Patch(mesher.Luma, frame.Layout.BitDepth, _before, shift, _shifted);
                    Shrink(_shifted, now);
                    var likeness = Likeness(was, now);
                    best = likeness > best.Likeness ? new Place(shift, likeness) : best;
                }
            }
        }

        _places.Add(best.Likeness >= LeastLikeness ? best : null);
    }

    /// <summary>
    /// The lost frames, now that the face is found again, null where a frame stays without it; the gap is closed. They are no material:
    /// their sharpness is 0.
    /// </summary>
    public IReadOnlyList<FaceFrame?> Close(FaceFrame? before, FaceFrame after)
    {
        var bridged = new FaceFrame?[_places.Count];
        if (before is not null && _places.Count is > 0 and <= MostFrames)
        {
            before.Read(_before);
            after.Read(_after);
            var (from, to) = (Middle(_before), Middle(_after));
            for (var k = 0; k < bridged.Length; k++)
            {
                if (_places[k] is not { } place)
                {
                    continue;
                }

                var share = (k + 1f) / (bridged.Length + 1);
                var depth = float.Lerp(from.Z, to.Z, share);
                var middle = new Vector3(from.X + place.Shift.X, from.Y + place.Shift.Y, depth);
                for (var v = 0; v < _look.Length; v++)
                {
                    _look[v] = middle + Vector3.Lerp(_before[v] - from, _after[v] - to, share);
                }

                bridged[k] = FaceFrame.Of(_look, MathF.Min(before.Confidence, after.Confidence), 0);
            }
        }

        _places.Clear();
        return bridged;
    }

    private static Vector3 Middle(ReadOnlySpan<Vector3> face) => (face[FaceIndices.LeftEye] + face[FaceIndices.RightEye]) / 2;

    private static float Unit(ReadOnlySpan<Vector3> face) =>
        Vector3.Distance(face[FaceIndices.LeftEye], face[FaceIndices.RightEye]);

    /// <summary>The patch in cells of 4 x 4 samples, so that a frame's blur does not count; their mean taken away.</summary>
    private static void Shrink(ReadOnlySpan<byte> patch, Span<float> cells)
    {
        const int block = MouthDetail.PatchSide / Cells;
        cells.Clear();
        for (var k = 0; k < patch.Length; k++)
        {
            cells[(k / MouthDetail.PatchSide / block * Cells) + (k % MouthDetail.PatchSide / block)] += patch[k] / (float)(block * block);
        }

        TensorPrimitives.Subtract(cells, TensorPrimitives.Sum<float>(cells) / cells.Length, cells);
    }

    /// <summary>Correlation, -1..1; 0 where a patch is flat.</summary>
    private static float Likeness(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var (normA, normB) = (TensorPrimitives.Norm(a), TensorPrimitives.Norm(b));
        return MathF.Min(normA, normB) < Cells ? 0 : TensorPrimitives.Dot(a, b) / (normA * normB);
    }

    /// <summary>How far the lower face went since the frame before the gap, pixels, and how alike it is.</summary>
    private readonly record struct Place(Vector2 Shift, float Likeness);
}
