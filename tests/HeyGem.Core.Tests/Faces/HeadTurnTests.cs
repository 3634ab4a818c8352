using System.Numerics;
using HeyGem.Core.Engines.Shape;
using HeyGem.Core.Faces;
using HeyGem.Core.Tests.Engines.Mesh;

namespace HeyGem.Core.Tests.Faces;

/// <summary>Made faces that are turned in every frame, so that no frame shows what they look like from the front.</summary>
public sealed class HeadTurnTests
{
    private const float Depth = 1.45f;

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    [InlineData(-30)]
    [InlineData(40)]
    [InlineData(-48)]
    public void A_turn_is_told_from_the_picture_alone_whatever_depth_the_mesh_gives(float degrees)
    {
        var seen = Turned(degrees);
        var flat = seen.Select(p => p with { Z = 0.2f * p.Z }).ToArray();

        Assert.Equal(MathF.Abs(degrees), HeadTurn.Degrees(seen), 7f);
        Assert.Equal(HeadTurn.Degrees(seen), HeadTurn.Degrees(flat));
    }

    [Fact]
    public void A_clip_that_is_turned_all_through_is_read_as_one_that_is_turned_for_a_moment()
    {
        var always = Shapes(_ => 42);
        var once = Shapes(i => i is >= 20 and < 30 ? 42 : 0);

        Assert.Equal(once.Turn[25], always.Turn[25], 2f);
        Assert.True(MathF.Abs(once.Turn[25] - once.Turn[5]) > 25);
    }

    /// <summary>A face at an angle. The made face is flatter than people are.</summary>
    private static Vector3[] Turned(float degrees)
    {
        var pose = new FacePose(100, Quaternion.CreateFromYawPitchRoll(degrees * MathF.PI / 180, 0.1f, 0.2f), new Vector3(800, 300, 0));
        return [.. MadeFace.Shape(0.05f, 0.5f).Select(p => pose.ToFrame(p with { Z = Depth * p.Z }))];
    }

    private static FaceShapes Shapes(Func<int, float> degrees) => FaceShapes.Of(
        MadeFace.Track(
            50, _ => 0.07f, _ => 0.5f, 240,
            at: i => new FacePose(70, Quaternion.CreateFromYawPitchRoll(degrees(i) * MathF.PI / 180, 0, 0), new Vector3(120, 72, 0))),
        CancellationToken.None);
}
