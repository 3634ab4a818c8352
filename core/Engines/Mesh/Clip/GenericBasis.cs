using System.Numerics;
using HeyGem.Core.Faces;

namespace HeyGem.Core.Engines.Mesh.Clip;

/// <summary>
/// How a face's points move, per unit of opening and of width, before the clip itself is known: a few measured rows (the chin follows the
/// lower lip at about half, corners drop a little, a wider mouth lifts corners and cheeks), mirrored, run along the lip rings and
/// spread over the face by a thin plate. Local units; depth is left alone.
/// </summary>
internal static class GenericBasis
{
    private const int Rings = 3;
    private const int PerRing = 11;

    /// <summary>Vertex, opening dy, width dx, width dy; the picture's right half and the midline.</summary>
    private static readonly (int Vertex, float OpenY, float WidthX, float WidthY)[] Rows =
    [
        (2, -.02f, 0, -.03f), (164, -.03f, 0, -.07f), (18, .61f, 0, -.24f), (200, .51f, 0, -.20f), (199, .44f, 0, -.16f),
        (152, .41f, 0, -.15f), (400, .31f, 0, -.12f), (379, .19f, 0, -.10f), (365, .14f, 0, -.08f), (397, .10f, 0, -.05f),
        (288, .03f, 0, 0), (425, 0, .13f, -.13f), (432, .06f, .15f, -.26f),
    ];

    /// <summary>Points that neither opening nor width moves, right half and midline.</summary>
    private static readonly int[] Still = [168, 10, 263, 374, 346, 454, 323, 361, 356, 4, 6];

    /// <summary>Builds both displacement fields over a clip's template.</summary>
    /// <param name="template">468 local points.</param>
    /// <param name="opening">Displacement per unit of opening, 468 vectors.</param>
    /// <param name="width">Displacement per unit of width, 468 vectors.</param>
    public static void Build(ReadOnlySpan<Vector3> template, Span<Vector3> opening, Span<Vector3> width)
    {
        var known = new Dictionary<int, (float OpenY, Vector2 Width)>();
        AddLips(known);
        var anchors = new Dictionary<int, (float OpenY, Vector2 Width)>();
        foreach (var v in FaceIndices.OuterLip)
        {
            anchors[v] = known[v];
        }

        var mirror = Mirror(template);
        foreach (var (vertex, openY, widthX, widthY) in Rows)
        {
            anchors[vertex] = (openY, new Vector2(widthX, widthY));
            anchors[mirror(vertex)] = (openY, new Vector2(-widthX, widthY));
        }

        foreach (var vertex in Still)
        {
            anchors[vertex] = default;
            anchors[mirror(vertex)] = default;
        }

        // A vertex on the midline mirrors to itself or to a close neighbour; its sideways motion is none.
        var sites = new Vector2[anchors.Count];
        var values = new double[anchors.Count, 3];
        var row = 0;
        foreach (var (vertex, (openY, w)) in anchors)
        {
            sites[row] = new Vector2(template[vertex].X, template[vertex].Y);
            values[row, 0] = openY;
            values[row, 1] = w.X;
            values[row++, 2] = w.Y;
        }

        var plate = ThinPlate.Fit(sites, values, 1e-4);
        for (var v = 0; v < FaceTrack.LandmarkCount; v++)
        {
            if (known.TryGetValue(v, out var lip))
            {
                opening[v] = new Vector3(0, lip.OpenY, 0);
                width[v] = new Vector3(lip.Width, 0);
                continue;
            }

            var p = new Vector2(template[v].X, template[v].Y);
            opening[v] = new Vector3(0, (float)plate.At(p, 0), 0);
            width[v] = new Vector3((float)plate.At(p, 1), (float)plate.At(p, 2), 0);
        }
    }

    /// <summary>Fills the four rings of each lip from their centre and corner values; d is 0 at the centre and 1 at a corner.</summary>
    private static void AddLips(Dictionary<int, (float OpenY, Vector2 Width)> known)
    {
        for (var k = 0; k < PerRing; k++)
        {
            var side = Math.Sign(k - 5);
            var d = MathF.Abs(k - 5) / 5;
            for (var ring = 0; ring <= Rings; ring++)
            {
                var t = ring / (float)Rings;
                var upper = ring == 0 ? FaceIndices.InnerUpper[k] : FaceIndices.UpperRings[((ring - 1) * PerRing) + k];
                var lower = ring == 0 ? FaceIndices.InnerLower[k] : FaceIndices.LowerRings[((ring - 1) * PerRing) + k];
                var cornerY = Lerp(-.37f, -.39f, t);
                var spread = .46f * MathF.Pow(d, 1.1f) * side;
                known[upper] =
                    (Profile(Lerp(-.17f, -.13f, t), .20f, d, 2), new Vector2(spread, Profile(Lerp(-.24f, -.17f, t), cornerY, d, 2)));
                var sag = Lerp(0, .10f, t) * d * (1 - d);
                known[lower] = (
                    Profile(Lerp(.75f, .76f, t), .20f, d, Lerp(2, 1.6f, t)),
                    new Vector2(spread, Profile(Lerp(-.20f, -.34f, t), cornerY, d, 2) + sag));
            }
        }
    }

    private static float Profile(float centre, float corner, float d, float power) => centre + ((corner - centre) * MathF.Pow(d, power));

    private static float Lerp(float a, float b, float t) => a + ((b - a) * t);

    /// <summary>Finds a vertex's partner on the other half: the one nearest to its mirror image.</summary>
    private static Func<int, int> Mirror(ReadOnlySpan<Vector3> template)
    {
        var points = template.ToArray();
        return vertex =>
        {
            var image = points[vertex] with { X = -points[vertex].X };
            if (MathF.Abs(image.X) < 0.03f)
            {
                return vertex;
            }

            var best = 0;
            for (var v = 1; v < points.Length; v++)
            {
                best = Vector3.DistanceSquared(points[v], image) < Vector3.DistanceSquared(points[best], image) ? v : best;
            }

            return best;
        };
    }
}
