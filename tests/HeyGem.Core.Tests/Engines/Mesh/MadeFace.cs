using System.Numerics;
using HeyGem.Core.Engines.Mesh.Clip;
using HeyGem.Core.Engines.Mesh.Targets;
using HeyGem.Core.Engines.Shape;
using HeyGem.Core.Faces;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Tests.Engines.Mesh;

/// <summary>
/// A face made from numbers: a few fixed points, the rest relaxed over the mesh (Tutte's embedding), bulged in depth. Its mouth is set to
/// any opening and width exactly.
/// </summary>
internal static class MadeFace
{
    private static readonly Vector3[] _neutral = Relax();

    public const float RestWidth = 0.5f;

    public static Vector3[] Shape(float opening, float width)
    {
        var shape = (Vector3[])_neutral.Clone();
        var byOpening = new Vector3[shape.Length];
        var byWidth = new Vector3[shape.Length];
        GenericBasis.Build(_neutral, byOpening, byWidth);
        for (var v = 0; v < shape.Length; v++)
        {
            shape[v] += (opening * byOpening[v]) + ((width - RestWidth) * byWidth[v]);
        }

        var reach = new float[shape.Length];
        foreach (var v in FaceIndices.InnerLip)
        {
            reach[v] = 1;
        }

        LipConstraints.SetWidth(shape, reach, width);
        LipConstraints.SetWidth(shape, reach, width);
        Span<float> gaps = stackalloc float[11];
        for (var k = 0; k < 11; k++)
        {
            gaps[k] = opening * LipConstraints.TalkingProfile[k];
        }

        LipConstraints.Set(shape, gaps);
        return shape;
    }

    /// <summary>A track of a head that nods and turns a little while its mouth follows two functions of the frame.</summary>
    public static FaceTrack Track(
        int frames, Func<int, float> opening, Func<int, float> width, int size = 240, float scale = 70, Func<int, bool>? missing = null,
            int? cutAt = null,
        Func<int, bool>? hand = null, Func<int, FrameCover?>? cover = null, Func<int, FacePose>? at = null,
        Func<int, float>? sharpness = null, Func<int, byte[]?>? letters = null)
    {
        var list = new FaceFrame?[frames];
        for (var i = 0; i < frames; i++)
        {
            if (missing?.Invoke(i) == true)
            {
                continue;
            }

            var pose = at?.Invoke(i) ?? Pose(i, size, scale);
            var points = Shape(opening(i), width(i)).Select(pose.ToFrame).ToArray();
            list[i] = FaceFrame.Of(points, 1, sharpness?.Invoke(i) ?? 10, hand?.Invoke(i) == true ? Hand() : cover?.Invoke(i),
                letters?.Invoke(i));
        }

        FrameRange[] shots = cutAt is { } c ? [new(0, c), new(c, frames - c)] : [new(0, frames)];
        return new FaceTrack(new FrameRange(0, frames), new FrameRate(25, 1), size, size, FaceFrames.Of(list), shots);
    }

    public static FacePose Pose(int frame, int size, float scale) => new(
        scale,
        Quaternion.CreateFromYawPitchRoll(0.05f * MathF.Sin(frame / 9f), 0.04f * MathF.Cos(frame / 7f), 0.03f * MathF.Sin(frame / 11f)),
        new Vector3((size / 2f) + MathF.Sin(frame / 5f), 0.30f * size, 0));

    /// <summary>A mask of everything below the nose.</summary>
    private static FrameCover Hand()
    {
        var mask = new byte[CoverGrid.Bytes];
        mask.AsSpan(CoverGrid.Bytes / 4).Fill(byte.MaxValue);
        return new FrameCover(mask, IsGrey: false);
    }

    private static Vector3[] Relax()
    {
        var at = new Dictionary<int, Vector2>();
        for (var k = 0; k < 36; k++)
        {
            var angle = k * MathF.Tau / 36;
            at[FaceIndices.Oval[k]] = new Vector2(0.77f * MathF.Sin(angle), 0.4f - (0.95f * MathF.Cos(angle)));
        }

        foreach (var (v, x, y) in ((int, float, float)[])[
            (33, -.5f, .05f), (133, -.18f, .07f), (362, .18f, .07f), (263, .5f, .05f), (168, 0, 0), (6, 0, .1f), (197, 0, .2f),
                (195, 0, .3f),
            (5, 0, .35f), (4, 0, .4f), (1, 0, .47f), (2, 0, .55f), (98, -.19f, .53f), (327, .19f, .53f), (164, 0, .62f), (18, 0, 1.05f),
            (200, 0, 1.13f), (199, 0, 1.22f)])
        {
            at[v] = new Vector2(x, y);
        }

        for (var k = 0; k < 11; k++)
        {
            var across = (k - 5) / 5f;
            for (var ring = 0; ring < 4; ring++)
            {
                var x = across * ((RestWidth / 2) + (0.012f * ring));
                var height = (1 - (across * across)) * ring / 3f;
                at[ring == 0 ? FaceIndices.InnerUpper[k] : FaceIndices.UpperRings[((ring - 1) * 11) + k]] =
                    new Vector2(x, 0.81f - (0.11f * height));
                at[ring == 0 ? FaceIndices.InnerLower[k] : FaceIndices.LowerRings[((ring - 1) * 11) + k]] =
                    new Vector2(x, 0.81f + (0.15f * height));
            }
        }

        var neighbours = new HashSet<int>[FaceTrack.LandmarkCount];
        for (var t = 0; t < FaceTriangles.All.Length; t += 3)
        {
            for (var c = 0; c < 3; c++)
            {
                (neighbours[FaceTriangles.All[t + c]] ??= []).Add(FaceTriangles.All[t + ((c + 1) % 3)]);
                neighbours[FaceTriangles.All[t + c]].Add(FaceTriangles.All[t + ((c + 2) % 3)]);
            }
        }

        var place = new Vector2[FaceTrack.LandmarkCount];
        for (var round = 0; round < 400; round++)
        {
            for (var v = 0; v < place.Length; v++)
            {
                place[v] = at.TryGetValue(v, out var fix) ? fix
                    : neighbours[v] is { } near ? near.Aggregate(Vector2.Zero, (sum, n) => sum + place[n]) / near.Count : new Vector2(
                        0, 0.3f);
            }
        }

        return [.. place.Select(p => new Vector3(p, Depth(p)))];
    }

    private static float Depth(Vector2 p)
    {
        var nose = (p - new Vector2(0, 0.42f)) / new Vector2(0.12f, 0.15f);
        return (0.9f * p.X * p.X) - (0.25f * MathF.Exp(-nose.LengthSquared()));
    }
}
