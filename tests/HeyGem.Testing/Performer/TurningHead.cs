using System.Numerics;
using HeyGem.Core.Composite;
using HeyGem.Core.Engines.Mesh.Geometry;
using HeyGem.Core.Faces;

namespace HeyGem.Testing.Performer;

/// <summary>
/// A head in space that is turned to a side: the face mesh of a picture, textured with that picture, closed behind by rings of its own
/// mirrored skin and set on a neck, before a wall of one hue. Says of every pixel how much of it is head, so that what is drawn on it can
/// be held against the truth.
/// </summary>
/// <param name="Width">Columns.</param>
/// <param name="Height">Rows.</param>
/// <param name="Wall">Colour of the wall, 0..255; its brightness varies, its hue does not.</param>
internal sealed record TurningHead(int Width, int Height, Vector3 Wall)
{
    private const int Fine = 2;
    private static readonly (float Out, float Back)[] _rings = [(0.06f, 0.12f), (0.10f, 0.40f), (0.06f, 0.80f), (-0.25f, 1.20f)];

    /// <summary>Draws the head.</summary>
    /// <param name="texture">The picture that the face was seen in.</param>
    /// <param name="seen">Its 468 landmarks in that picture, pixels.</param>
    /// <param name="local">The same in head-local units.</param>
    /// <param name="pose">Where the head shall be.</param>
    /// <returns>RGB, 0..1, row-major, and the head's share in each pixel, 0..1.</returns>
    public (float[] Picture, float[] Head) Draw(RgbRegion texture, ReadOnlySpan<Vector3> seen, ReadOnlySpan<Vector3> local, FacePose pose)
    {
        var (columns, rows) = (Fine * Width, Fine * Height);
        var colour = new Vector3[columns * rows];
        var depth = new float[columns * rows];
        Array.Fill(depth, float.MaxValue);
        for (var i = 0; i < colour.Length; i++)
        {
            var (x, y) = (i % columns / (float)columns, i / columns / (float)rows);
            colour[i] = Wall * (0.75f + (0.15f * MathF.Sin((x * 31) + (4 * MathF.Sin(y * 17)))) + (0.1f * MathF.Sin(y * 57)));
        }

        var (points, places, triangles) = Mesh(seen, local);
        var from = new CubicPlanes(texture);
        var at = new Vector3[points.Length];
        for (var v = 0; v < at.Length; v++)
        {
            at[v] = Fine * pose.ToFrame(points[v]);
        }

        for (var t = 0; t < triangles.Count; t += 3)
        {
            Fill(t, triangles, at, places, from, columns, rows, colour, depth);
        }

        var picture = new float[3 * Width * Height];
        var head = new float[Width * Height];
        for (var i = 0; i < colour.Length; i++)
        {
            var to = (i / columns / Fine * Width) + (i % columns / Fine);
            for (var c = 0; c < 3; c++)
            {
                picture[(3 * to) + c] += colour[i][c] / (255 * Fine * Fine);
            }

            head[to] += depth[i] < float.MaxValue ? 1f / (Fine * Fine) : 0;
        }

        return (picture, head);
    }

    /// <summary>The face, its rings and its neck: head-local points, their places in the texture, and triangles.</summary>
    private static (Vector3[] Points, Vector2[] Places, List<int> Triangles) Mesh(ReadOnlySpan<Vector3> seen, ReadOnlySpan<Vector3> local)
    {
        var points = new List<Vector3>();
        var places = new List<Vector2>();
        for (var v = 0; v < local.Length; v++)
        {
            points.Add(local[v]);
            places.Add(new Vector2(seen[v].X, seen[v].Y));
        }

        var triangles = new List<int>();
        foreach (var v in MeshTopology.All)
        {
            triangles.Add(v);
        }

        // The ring of the warp is no part of a head: its triangles come first.
        triangles.RemoveRange(0, 3 * 72);
        var middle = new Vector2(seen[FaceIndices.NoseRoot].X, seen[FaceIndices.NoseRoot].Y);
        var below = new Vector2(seen[2].X, seen[2].Y);
        for (var ring = 0; ring < _rings.Length; ring++)
        {
            for (var k = 0; k < 36; k++)
            {
                var v = FaceIndices.Oval[k];
                var out2 = Vector2.Normalize(new Vector2(local[v].X, local[v].Y - 0.35f));
                var chin = Math.Clamp((out2.Y - 0.3f) / 0.5f, 0, 1);
                var (reach, back) = _rings[ring];
                reach = float.Lerp(reach, -0.12f * (ring + 1), chin);
                back *= float.Lerp(1, 0.55f, chin);
                points.Add(local[v] + new Vector3(out2 * reach, back));
                var inward = Vector2.Lerp(middle, below, Math.Clamp(local[v].Y, 0, 1));
                places.Add(Vector2.Lerp(places[v], inward, 0.03f + (0.09f * ring)));
                var next = (k + 1) % 36;
                var (a, b) = ring == 0 ? (v, FaceIndices.Oval[next]) : (Ring(ring - 1, k), Ring(ring - 1, next));
                triangles.AddRange([a, Ring(ring, k), b, b, Ring(ring, k), Ring(ring, next)]);
            }
        }

        Neck(points, places, triangles, local, seen);
        return ([.. points], [.. places], triangles);
    }

    private static int Ring(int ring, int k) => FaceTrack.LandmarkCount + (36 * ring) + k;

    private static void Neck(
        List<Vector3> points, List<Vector2> places, List<int> triangles, ReadOnlySpan<Vector3> local, ReadOnlySpan<Vector3> seen)
    {
        const int Around = 24;
        var first = points.Count;
        var top = local[FaceIndices.Chin].Y - 0.35f;
        for (var level = 0; level < 8; level++)
        {
            for (var k = 0; k < Around; k++)
            {
                var (sin, cos) = MathF.SinCos(k * MathF.Tau / Around);
                var wide = 0.42f + (0.9f * MathF.Pow(MathF.Max(0, level - 3) / 4f, 2));
                points.Add(new Vector3(wide * sin, top + (0.2f * level), 0.85f - (0.38f * cos)));
                var cheek = Vector2.Lerp(Place(seen, 205), Place(seen, 425), 0.5f + (0.45f * sin));
                places.Add(cheek + (0.02f * level * (Place(seen, 152) - Place(seen, 2))));
                if (level > 0)
                {
                    var (a, b) = (first + ((level - 1) * Around) + k, first + ((level - 1) * Around) + ((k + 1) % Around));
                    triangles.AddRange([a, b, a + Around, b, b + Around, a + Around]);
                }
            }
        }
    }

    private static Vector2 Place(ReadOnlySpan<Vector3> seen, int v) => new(seen[v].X, seen[v].Y);

    private static void Fill(
        int t, List<int> triangles, Vector3[] at, Vector2[] places, CubicPlanes from, int columns, int rows, Vector3[] colour,
            float[] depth)
    {
        var (i, j, k) = (triangles[t], triangles[t + 1], triangles[t + 2]);
        var (a, b, c) = (at[i], at[j], at[k]);
        var area = ((b.X - a.X) * (c.Y - a.Y)) - ((b.Y - a.Y) * (c.X - a.X));
        if (MathF.Abs(area) < 1e-4f)
        {
            return;
        }

        var top = Math.Max(0, (int)MathF.Ceiling(MathF.Min(a.Y, MathF.Min(b.Y, c.Y))));
        var bottom = Math.Min(rows - 1, (int)MathF.Floor(MathF.Max(a.Y, MathF.Max(b.Y, c.Y))));
        var left = Math.Max(0, (int)MathF.Ceiling(MathF.Min(a.X, MathF.Min(b.X, c.X))));
        var right = Math.Min(columns - 1, (int)MathF.Floor(MathF.Max(a.X, MathF.Max(b.X, c.X))));
        for (var y = top; y <= bottom; y++)
        {
            for (var x = left; x <= right; x++)
            {
                var q = (((x - a.X) * (c.Y - a.Y)) - ((y - a.Y) * (c.X - a.X))) / area;
                var r = (((y - a.Y) * (b.X - a.X)) - ((x - a.X) * (b.Y - a.Y))) / area;
                var z = a.Z + (q * (b.Z - a.Z)) + (r * (c.Z - a.Z));
                var to = (y * columns) + x;
                if (q < 0 || r < 0 || q + r > 1 || z >= depth[to])
                {
                    continue;
                }

                depth[to] = z;
                var p = places[i] + (q * (places[j] - places[i])) + (r * (places[k] - places[i]));
                var rgb = from.At(p.X, p.Y);
                colour[to] = new Vector3(rgb[0], rgb[1], rgb[2]);
            }
        }
    }
}
