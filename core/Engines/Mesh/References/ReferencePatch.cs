using System.Numerics;
using HeyGem.Core.Composite;
using HeyGem.Core.Engines.Mesh.Geometry;
using HeyGem.Core.Engines.Shape;
using HeyGem.Core.Faces;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Engines.Mesh.References;

/// <summary>
/// The lower face of one key frame: its pixels, its mesh, and what the layers ask of it. Read-only once <see cref="Fill"/> is done.
/// </summary>
internal sealed class ReferencePatch
{
    /// <summary>Prepares a patch from landmarks alone; pixels follow.</summary>
    /// <param name="shapes">The analysed clip.</param>
    /// <param name="frame">The key frame.</param>
    /// <param name="withEyes">Whether the eyes' white is wanted too.</param>
    public ReferencePatch(FaceShapes shapes, int frame, bool withEyes)
    {
        Frame = frame;
        Opening = shapes.Opening[frame];
        var pose = shapes.Pose(frame);
        Scale = pose.Scale;
        var local = new Vector3[FaceTrack.LandmarkCount];
        shapes.Local(frame, local);
        FaceGeometry.Project(pose, local, shapes.Template, Points);
        Sight.Set(pose, Points);
        float depth = 0;
        foreach (var v in FaceIndices.InnerLip)
        {
            depth += local[v].Z / FaceIndices.InnerLip.Length;
        }

        Plane = new MouthPlane(pose, depth);
        Curve.Set(Points, Plane);
        Vector2 low = new(float.MaxValue), high = new(float.MinValue);
        var centre = (local[13].Y + local[14].Y) / 2;
        var top = withEyes ? -0.2f - centre : -0.36f;
        foreach (var (u, v) in ((float, float)[])[(-.6f, top), (.6f, top), (-.6f, .56f), (.6f, .56f)])
        {
            var corner = Plane.ToFrame(new Vector2(u, centre + v));
            low = Vector2.Min(low, corner);
            high = Vector2.Max(high, corner);
        }

        Bounds = FaceGeometry.Around(low, high, 3).ClampTo(shapes.FrameWidth, shapes.FrameHeight);
    }

    /// <summary>The key frame, counted from the track's start.</summary>
    public int Frame { get; }

    /// <summary>Its opening, local units.</summary>
    public float Opening { get; }

    /// <summary>Pixels of one local unit.</summary>
    public float Scale { get; }

    /// <summary>Its mesh, frame pixels.</summary>
    public Vector2[] Points { get; } = new Vector2[MeshTopology.VertexCount];

    /// <summary>What of its face can be seen.</summary>
    public FaceSight Sight { get; } = new();

    /// <summary>Its mouth plane.</summary>
    public MouthPlane Plane { get; }

    /// <summary>Its inner lip edges.</summary>
    public LipCurve Curve { get; } = new();

    /// <summary>The pixels that are kept, frame space.</summary>
    public PixelRect Bounds { get; }

    /// <summary>The kept pixels; empty until filled.</summary>
    public RgbRegion Pixels { get; } = new();

    /// <summary>Colour of its mouth's dark inside.</summary>
    public Vector3 Cavity { get; private set; }

    /// <summary>Mean absolute Laplacian of the luma between its lips, grey levels times its scale, so that sizes compare.</summary>
    public float Crispness { get; private set; }

    /// <summary>The light on its face.</summary>
    public SkinLight Light { get; } = new();

    /// <summary>Whether <see cref="Pixels"/> hold the picture.</summary>
    public bool IsFilled { get; private set; }

    /// <summary>Levels of the whole picture, in luma samples of 8 bits.</summary>
    public PictureLevels Levels { get; private set; }

    /// <summary>Call when <see cref="Pixels"/> hold the picture: measures what depends on it.</summary>
    /// <param name="levels">Levels of the whole picture, in luma samples of 8 bits.</param>
    /// <param name="space">What its samples mean.</param>
    public void Fill(PictureLevels levels, YuvSpace space)
    {
        (IsFilled, Levels) = (true, levels);
        var rect = Pixels.Rect;
        var polygon = new Vector2[20];
        InnerOutline(Points, polygon);
        var mask = new float[Pixels.Count];
        PolygonMask.Fill(polygon, rect, mask);
        var inside = Enumerable.Range(0, mask.Length).Where(i => mask[i] > ReferenceTuning.InsideShare)
            .OrderBy(i => Pixels.R[i] + Pixels.G[i] + Pixels.B[i]).ToArray();
        var dark = Math.Max(1, inside.Length / ReferenceTuning.DarkPart);
        Vector3 sum = default;
        for (var k = 0; k < Math.Min(dark, inside.Length); k++)
        {
            sum += new Vector3(Pixels.R[inside[k]], Pixels.G[inside[k]], Pixels.B[inside[k]]) / dark;
        }

        Cavity = sum;
        var luma = new float[Pixels.Count];
        Sharpness.Luma(Pixels, luma);
        Light.Measure(Pixels, Points, Sight, Scale, levels.In(space));
        Crispness = Scale * Sharpness.MeanLaplacian(luma, rect.Width, rect.Height, mask);
    }

    /// <summary>The inner lips as a closed outline of 20 points.</summary>
    public static void InnerOutline(ReadOnlySpan<Vector2> points, Span<Vector2> outline)
    {
        for (var k = 0; k < 20; k++)
        {
            outline[k] = points[FaceIndices.InnerLip[k]];
        }
    }
}
