using System.Numerics;
using HeyGem.Core.Faces.Detect;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Faces.Track;

/// <summary>
/// Tells how sure the mesh is of the lips: where a mouth is seen, looks at it through two squares that differ a little find the same lips,
/// and where a hand hides it each of them makes up lips of its own. For one thread at a time.
/// </summary>
internal sealed class LipDoubt(FaceModels models, YuvSpace space) : IDisposable
{
    // The second square against the first, in sides of that.
    private const float Wider = 1.08f;
    private static readonly Vector2 _aside = new(0.03f, 0.02f);

    private readonly Vector3[] _again = new Vector3[FaceTrack.LandmarkCount];
    private FaceMesher? _mesher;

    /// <summary>Looks at a face once more.</summary>
    /// <param name="picture">The frame, or a part of it.</param>
    /// <param name="corner">Where the picture's corner lies in the frame.</param>
    /// <param name="landmarks">The face's 468 points, frame pixels.</param>
    /// <returns>Mean distance between the lips of both looks, outer-eye distances: below 0.01 where a mouth is seen.</returns>
    public float Look(Frame picture, Vector2 corner, ReadOnlySpan<Vector3> landmarks)
    {
        _mesher ??= new FaceMesher(models, space);
        var first = FaceRegion.Around(landmarks);
        _mesher.Look(picture, first with { Centre = first.Centre + (first.Side * _aside) - corner, Side = Wider * first.Side }, _again);
        var sum = 0f;
        foreach (var v in LipRefiner.Vertices)
        {
            var moved = _again[v] + new Vector3(corner, 0) - landmarks[v];
            sum += new Vector2(moved.X, moved.Y).Length();
        }

        return sum / LipRefiner.Vertices.Length / CoverGrid.Of(landmarks).Across.Length();
    }

    /// <inheritdoc/>
    public void Dispose() => _mesher?.Dispose();
}
