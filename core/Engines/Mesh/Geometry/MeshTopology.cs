using System.Numerics;
using HeyGem.Core.Engines.Shape;
using HeyGem.Core.Faces;

namespace HeyGem.Core.Engines.Mesh.Geometry;

/// <summary>
/// The warp's mesh: the face's 852 triangles, 72 that tie its outline to a fixed ring around it, and 18 that close the mouth hole so that
/// no pixel is undefined. Vertices 0..467 are the face's; 468..503 the ring, in the order of <see cref="FaceIndices.Oval"/>.
/// </summary>
internal static class MeshTopology
{
    /// <summary>Height of the place that the ring goes out from, local units below the eyes' line: the middle of the face.</summary>
    private const float RingCentre = 0.35f;

    /// <summary>The ring's distance from the outline beside the face, and what it has more below the chin, local units.</summary>
    private const float RingReach = 0.10f, RingReachBelow = 0.18f;

    /// <summary>Downward part of a vertex's direction from which it is below the chin, and how much more makes it wholly so.</summary>
    private const float BelowFrom = 0.35f, BelowOver = 0.5f;

    /// <summary>Vertices with the ring.</summary>
    public const int VertexCount = FaceTrack.LandmarkCount + 36;

    /// <summary>All 942 triangles, three vertex numbers each, clockwise as seen in a picture: ring, face, hole.</summary>
    public static short[] All { get; } = Build();

    /// <summary>The 18 triangles between the inner lips alone.</summary>
    public static short[] Hole { get; } = BuildHole();

    /// <summary>
    /// How far ring vertex <paramref name="index"/> lies outside the outline, local units: deep below the chin, shallow beside the ears.
    /// </summary>
    /// <param name="index">Position in <see cref="FaceIndices.Oval"/>.</param>
    /// <param name="template">The clip's mean shape.</param>
    public static Vector3 RingOffset(int index, ReadOnlySpan<Vector3> template)
    {
        var p = template[FaceIndices.Oval[index]];
        var outward = new Vector2(p.X, p.Y - RingCentre);
        var direction = outward / MathF.Max(outward.Length(), 1e-4f);
        var below = Math.Clamp((direction.Y - BelowFrom) / BelowOver, 0, 1);
        var reach = RingReach + (RingReachBelow * below);
        return new Vector3(direction.X * reach, direction.Y * reach, 0);
    }

    private static short[] Build()
    {
        var list = new List<short>(2900);
        for (var k = 0; k < 36; k++)
        {
            var next = (k + 1) % 36;
            var a = (short)FaceIndices.Oval[k];
            var b = (short)FaceIndices.Oval[next];
            var ringA = (short)(FaceTrack.LandmarkCount + k);
            var ringB = (short)(FaceTrack.LandmarkCount + next);
            list.AddRange([a, ringA, b, b, ringA, ringB]);
        }

        // The package winds its triangles the other way round from the ring and the hole here.
        for (var t = 0; t < FaceTriangles.All.Length; t += 3)
        {
            list.AddRange([FaceTriangles.All[t], FaceTriangles.All[t + 2], FaceTriangles.All[t + 1]]);
        }

        list.AddRange(BuildHole());
        return [.. list];
    }

    private static short[] BuildHole()
    {
        var list = new List<short>(54);
        var upper = FaceIndices.InnerUpper;
        var lower = FaceIndices.InnerLower;
        for (var k = 0; k < 10; k++)
        {
            if (k > 0)
            {
                list.AddRange([(short)upper[k], (short)upper[k + 1], (short)lower[k]]);
            }

            if (k < 9)
            {
                list.AddRange([(short)upper[k + 1], (short)lower[k + 1], (short)lower[k]]);
            }
        }

        return [.. list];
    }
}
