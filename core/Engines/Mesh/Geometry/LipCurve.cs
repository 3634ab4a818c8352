using System.Numerics;
using HeyGem.Core.Faces;

namespace HeyGem.Core.Engines.Mesh.Geometry;

/// <summary>
/// The inner edges of both lips as functions of u on the mouth plane, sampled evenly from corner to corner. Reusable: <see cref="Set"/>
/// overwrites it.
/// </summary>
internal sealed class LipCurve
{
    private const int Samples = 65;

    private readonly float[] _upper = new float[Samples];
    private readonly float[] _lower = new float[Samples];

    /// <summary>u of the left corner.</summary>
    public float Left { get; private set; }

    /// <summary>u of the right corner.</summary>
    public float Right { get; private set; }

    /// <summary>Distance of the corners.</summary>
    public float Width => Right - Left;

    /// <summary>u halfway between the corners.</summary>
    public float Centre => (Left + Right) / 2;

    /// <summary>Reads the curves from vertex positions.</summary>
    /// <param name="points">Vertex positions in frame pixels, at least the face's 468.</param>
    /// <param name="plane">The frame's mouth plane.</param>
    public void Set(ReadOnlySpan<Vector2> points, MouthPlane plane)
    {
        Left = plane.ToLocal(points[FaceIndices.InnerUpper[0]]).X;
        Right = MathF.Max(Left + 1e-3f, plane.ToLocal(points[FaceIndices.InnerUpper[10]]).X);
        Sample(points, plane, FaceIndices.InnerUpper, _upper);
        Sample(points, plane, FaceIndices.InnerLower, _lower);
    }

    /// <summary>v of the upper lip's edge at u.</summary>
    public float Upper(float u) => At(_upper, u);

    /// <summary>v of the lower lip's edge at u.</summary>
    public float Lower(float u) => At(_lower, u);

    /// <summary>The straight line nearest to <c>this - other</c> over the middle 60 % of the mouth.</summary>
    /// <param name="other">The other mouth.</param>
    /// <param name="grow">Widths of this mouth to the other's, as used to map u.</param>
    /// <param name="upper">Offset at the centre and slope, for the upper lip.</param>
    /// <param name="lower">The same for the lower lip.</param>
    public void Shift(LipCurve other, float grow, out Vector2 upper, out Vector2 lower)
    {
        upper = lower = default;
        float squares = 0;
        for (var k = -6; k <= 6; k++)
        {
            var u = k / 10f * Width / 2;
            var there = other.Centre + (u / grow);
            var du = Upper(Centre + u) - other.Upper(there);
            var dl = Lower(Centre + u) - other.Lower(there);
            upper += new Vector2(du / 13, du * u);
            lower += new Vector2(dl / 13, dl * u);
            squares += u * u;
        }

        upper.Y /= squares;
        lower.Y /= squares;
    }

    private float At(float[] curve, float u)
    {
        var position = Math.Clamp((u - Left) / Width, 0, 1) * (Samples - 1);
        var at = Math.Min((int)position, Samples - 2);
        return curve[at] + ((position - at) * (curve[at + 1] - curve[at]));
    }

    private void Sample(ReadOnlySpan<Vector2> points, MouthPlane plane, ReadOnlySpan<int> vertices, float[] curve)
    {
        var k = 0;
        var a = plane.ToLocal(points[vertices[0]]);
        var b = plane.ToLocal(points[vertices[1]]);
        for (var s = 0; s < Samples; s++)
        {
            var u = Left + (s / (float)(Samples - 1) * Width);
            while (u > b.X && k < 9)
            {
                k++;
                a = b;
                b = plane.ToLocal(points[vertices[k + 1]]);
            }

            var t = b.X - a.X > 1e-5f ? Math.Clamp((u - a.X) / (b.X - a.X), 0, 1) : 1;
            curve[s] = a.Y + (t * (b.Y - a.Y));
        }
    }
}
