using System.Numerics;

namespace HeyGem.Core.Faces;

/// <summary>
/// How far a head is turned to a side, from the places of its stiff points in the picture alone. The mesh flattens the far side of a turned
/// face, the more so the further it is turned, and a clip in which nobody ever faces the camera has no shape of its own to compare with:
/// so what is laid over the points is a face that is nobody's.
/// </summary>
/// <remarks>
/// On eight heads turned in space by known angles, each measured with the mean of the other seven: 15 to 35 degrees within 3 (root mean
/// square; 6 at most), 35 to 45 within 4 (8 at most), 50 and 55 within 5 (14 at most). By the depth of the mesh it was 5, 7 (22) and 7.
/// </remarks>
internal static class HeadTurn
{
    /// <summary>Degrees up to which the reading is right.</summary>
    private const float RightTo = 30;

    /// <summary>What is missing of each degree beyond.</summary>
    private const float Missing = 0.3f;

    /// <summary>Rounds that make two rows of a fit those of a rotation; each halves what is wrong at least twice.</summary>
    private const int Rounds = 8;

    /// <summary>
    /// The points of <see cref="FaceIndices.Rigid"/> about their middle on the mean of five people and three drawn faces that look at the
    /// camera, made symmetric; in distances of the outer eye corners, x to the picture's right, y down, z away.
    /// </summary>
    private static readonly Vector3[] _stiff =
    [
        new(-0.500f, 0.034f, 0.113f), new(-0.191f, 0.052f, 0.052f), new(0.191f, 0.052f, 0.052f), new(0.500f, 0.034f, 0.113f),
        new(0, 0.056f, -0.179f), new(0, -0.035f, -0.123f), new(0, 0.132f, -0.242f), new(0, 0.202f, -0.310f),
        new(0, 0.277f, -0.378f), new(0, 0.371f, -0.413f), new(0, 0.447f, -0.395f), new(-0.785f, 0.119f, 0.662f),
        new(0.785f, 0.119f, 0.662f), new(-0.779f, 0.285f, 0.699f), new(0.779f, 0.285f, 0.699f), new(0, -0.580f, -0.028f),
        new(-0.211f, -0.573f, -0.012f), new(0.211f, -0.573f, -0.012f), new(-0.390f, -0.538f, 0.058f), new(0.390f, -0.538f, 0.058f),
        new(0, -0.409f, -0.083f), new(0, -0.232f, -0.125f), new(0, -0.131f, -0.119f), new(-0.064f, 0.075f, -0.154f),
        new(0.064f, 0.075f, -0.154f), new(-0.086f, -0.021f, -0.079f), new(0.086f, -0.021f, -0.079f), new(-0.188f, 0.517f, -0.140f),
        new(0.188f, 0.517f, -0.140f),
    ];

    private static readonly Vector3[] _weights = Weights();

    /// <summary>The turn, degrees, never negative.</summary>
    /// <param name="points">The face's 468 points in the picture; their depth is not read.</param>
    public static float Degrees(ReadOnlySpan<Vector3> points)
    {
        var middle = Vector3.Zero;
        foreach (var v in FaceIndices.Rigid)
        {
            middle += points[v] / _weights.Length;
        }

        Vector3 across = default, down = default;
        for (var i = 0; i < _weights.Length; i++)
        {
            var p = points[FaceIndices.Rigid[i]] - middle;
            across += p.X * _weights[i];
            down += p.Y * _weights[i];
        }

        for (var round = 0; round < Rounds; round++)
        {
            (across, down) = (Vector3.Normalize(across), Vector3.Normalize(down));
            var half = Vector3.Dot(across, down) / 2;
            (across, down) = (across - (half * down), down - (half * across));
        }

        var forward = Vector3.Cross(across, down);
        var read = MathF.Abs(MathF.Atan2(across.Z, forward.Z)) * 180 / MathF.PI;
        return read + (Missing * MathF.Max(0, read - RightTo));
    }

    /// <summary>The turn of a shape in its pose.</summary>
    /// <param name="pose">Where the head is.</param>
    /// <param name="local">Its 468 points in head-local space.</param>
    public static float Degrees(FacePose pose, ReadOnlySpan<Vector3> local)
    {
        Span<Vector3> points = stackalloc Vector3[FaceTrack.LandmarkCount];
        foreach (var v in FaceIndices.Rigid)
        {
            points[v] = pose.ToFrame(local[v]);
        }

        return Degrees(points);
    }

    /// <summary>What each point adds to the rows of the least-squares fit, which carries the stiff face to the picture.</summary>
    private static Vector3[] Weights()
    {
        var sums = new Matrix4x4 { M44 = 1 };
        foreach (var p in _stiff)
        {
            sums.M11 += p.X * p.X;
            sums.M22 += p.Y * p.Y;
            sums.M33 += p.Z * p.Z;
            sums.M12 += p.X * p.Y;
            sums.M13 += p.X * p.Z;
            sums.M23 += p.Y * p.Z;
        }

        (sums.M21, sums.M31, sums.M32) = (sums.M12, sums.M13, sums.M23);
        return Matrix4x4.Invert(sums, out var inverse)
            ? Array.ConvertAll(_stiff, p => Vector3.Transform(p, inverse))
            : throw new InvalidOperationException("The stiff face is flat.");
    }
}
