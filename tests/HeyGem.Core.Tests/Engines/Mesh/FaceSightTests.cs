using System.Numerics;
using HeyGem.Core.Engines.Mesh.Geometry;
using HeyGem.Core.Faces;

namespace HeyGem.Core.Tests.Engines.Mesh;

public sealed class FaceSightTests
{
    private const int LeftCorner = 61;
    private const int RightCorner = 291;

    [Theory]
    [InlineData(0)]
    [InlineData(9)]
    [InlineData(-11)]
    public void A_face_that_looks_at_the_camera_is_seen_altogether(float degrees)
    {
        var sight = Look(degrees, out _);

        Assert.False(sight.IsPartial);
        Assert.All(sight.Share.ToArray(), s => Assert.Equal(1, s));
        Assert.All(sight.Moves.ToArray(), s => Assert.Equal(1, s));
    }

    [Theory]
    [InlineData(40, LeftCorner, RightCorner)]
    [InlineData(-40, RightCorner, LeftCorner)]
    public void The_far_side_ends_at_the_outline_and_the_near_side_does_not(float degrees, int far, int near)
    {
        var sight = Look(degrees, out var points);

        Assert.True(sight.IsPartial);
        Assert.InRange(sight.Share[far], 0.05f, 0.97f);
        Assert.Equal(1, sight.Share[near]);
        Assert.InRange(sight.Moves[far], 0.5f, 1);

        // What turns its back to the camera, and the outermost point of the mouth's rows, show nothing and stay.
        var side = degrees > 0 ? -1 : 1;
        var rows = Enumerable.Range(0, FaceTrack.LandmarkCount).Where(v => MathF.Abs(points[v].Y - points[far].Y) < 8);
        var outermost = rows.MaxBy(v => side * points[v].X);
        Assert.Equal(0, sight.Share[outermost]);
        Assert.InRange(sight.Moves[outermost], 0, 0.05f);
        var ear = degrees > 0 ? 132 : 361;
        Assert.Equal(0, sight.Share[ear]);
    }

    [Fact]
    public void The_chin_moves_freely_and_what_ties_the_face_to_the_picture_is_left_alone()
    {
        var sight = Look(40, out _);

        Assert.Equal(1, sight.Moves[FaceIndices.Chin], 1e-3);
        Assert.All(sight.Share[FaceTrack.LandmarkCount..].ToArray(), s => Assert.Equal(1, s));
    }

    [Fact]
    public void The_far_side_fades_out_over_a_range_of_turns()
    {
        float[] shares = [.. new[] { 8f, 14, 16, 18, 30 }.Select(d => Look(d, out _).Share[127])];

        Assert.Equal(1, shares[0]);
        Assert.Equal(0, shares[^1]);
        Assert.All(shares.Zip(shares.Skip(1)), pair => Assert.True(pair.First >= pair.Second));
        Assert.InRange(shares[2], 0.2f, 0.8f);
    }

    private static FaceSight Look(float degrees, out Vector2[] points)
    {
        var pose = new FacePose(100, Quaternion.CreateFromYawPitchRoll(degrees * MathF.PI / 180, 0, 0), new Vector3(200, 100, 0));
        points = [.. MadeFace.Shape(0.05f, 0.5f).Select(pose.ToFrame).Select(p => new Vector2(p.X, p.Y))];
        var sight = new FaceSight();
        sight.Set(pose, points);
        return sight;
    }
}
