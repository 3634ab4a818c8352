using System.Numerics;
using HeyGem.Core.Engines.Mesh;
using HeyGem.Core.Engines.Mesh.Targets;
using HeyGem.Core.Engines.Shape;
using HeyGem.Core.Faces;

namespace HeyGem.Core.Tests.Engines.Mesh;

public sealed class MouthShapeTests
{
    [Fact]
    public void A_similarity_is_found_again_from_its_points()
    {
        var from = MadeFace.Shape(0.1f, 0.5f);
        var pose = new FacePose(137, Quaternion.CreateFromYawPitchRoll(0.5f, -0.3f, 0.2f), new Vector3(400, 300, 20));
        var to = from.Select(pose.ToFrame).ToArray();

        var found = SimilarityFit.Fit(from, to, FaceIndices.Rigid);

        Assert.Equal(137, found.Scale, 0.01);
        Assert.True(MathF.Abs(Quaternion.Dot(found.Rotation, pose.Rotation)) > 0.99999f);
        Assert.True(from.Select(p => Vector3.Distance(found.ToFrame(p), pose.ToFrame(p))).Max() < 0.01f);
    }

    [Fact]
    public void A_similarity_of_noisy_points_is_the_best_one()
    {
        var random = new Random(5);
        var from = MadeFace.Shape(0.1f, 0.5f);
        var pose = new FacePose(100, Quaternion.CreateFromYawPitchRoll(0.2f, 0.1f, 0), new Vector3(50, 60, 0));
        var to = from.Select(p => pose.ToFrame(p) + new Vector3(random.NextSingle(), random.NextSingle(), random.NextSingle())).ToArray();

        var found = SimilarityFit.Fit(from, to, FaceIndices.Rigid);

        var best = Error(found);
        foreach (var nudge in new[] { -0.01f, 0.01f })
        {
            Assert.True(best <= Error(found with { Scale = found.Scale * (1 + nudge) }));
            Assert.True(best <= Error(found with { Translation = found.Translation + new Vector3(nudge * 10, 0, 0) }));
            Assert.True(best <= Error(
                found with { Rotation = Quaternion.Normalize(found.Rotation * Quaternion.CreateFromAxisAngle(Vector3.UnitY, nudge)) }));
        }

        double Error(FacePose p) => FaceIndices.Rigid.ToArray().Sum(i => (double)Vector3.DistanceSquared(p.ToFrame(from[i]), to[i]));
    }

    [Fact]
    public void Analysis_gives_back_opening_and_width_of_a_moving_head()
    {
        var track = MadeFace.Track(60, i => 0.08f + (0.06f * MathF.Sin(i / 6f)), i => 0.5f + (0.03f * MathF.Sin(i / 8f)));

        var shapes = FaceShapes.Of(track, CancellationToken.None);

        // The clip's own eye distance is the unit, and a smoothing of .7 frames takes a little off the peaks.
        for (var i = 3; i < 57; i++)
        {
            Assert.Equal(0.08f + (0.06f * MathF.Sin(i / 6f)), shapes.Opening[i], 0.004);
            Assert.Equal(0.5f + (0.03f * MathF.Sin(i / 8f)), shapes.Width[i], 0.006);
            Assert.Equal(70, shapes.Pose(i).Scale, 0.7);
        }
    }

    [Fact]
    public void Smoothing_stops_at_a_cut()
    {
        var track = MadeFace.Track(40, i => i < 20 ? 0 : 0.2f, _ => 0.5f, cutAt: 20);

        var shapes = FaceShapes.Of(track, CancellationToken.None);

        Assert.Equal(0, shapes.Opening[19], 0.003);
        Assert.Equal(0.2, shapes.Opening[20], 0.006);
        Assert.Equal([0, 1], new[] { shapes.ShotOf[19], shapes.ShotOf[20] });
    }

    [Fact]
    public void A_gap_in_the_track_leaves_its_neighbours_whole()
    {
        var track = MadeFace.Track(40, _ => 0.1f, _ => 0.5f, missing: i => i is >= 15 and < 20);

        var shapes = FaceShapes.Of(track, CancellationToken.None);

        Assert.False(shapes.Has(17));
        Assert.Equal(0.1, shapes.Opening[14], 0.003);
        Assert.Equal(0.1, shapes.Opening[20], 0.003);
    }

    [Theory]
    [InlineData(0, 0.46)]
    [InlineData(0.05, 0.5)]
    [InlineData(0.15, 0.54)]
    public void A_wanted_mouth_has_exactly_the_wanted_gap(float opening, float width)
    {
        var clip = MeshClip.Analyse(Talker(), CancellationToken.None);
        var (own, wanted) = (new Vector3[FaceTrack.LandmarkCount], new Vector3[FaceTrack.LandmarkCount]);

        clip.Target.Compute(22, new WantedMouth(opening, width), 1, own, wanted, new Vector3[FaceTrack.LandmarkCount]);

        var gaps = Enumerable.Range(0, 11).Select(k => wanted[FaceIndices.InnerLower[k]].Y - wanted[FaceIndices.InnerUpper[k]].Y).ToArray();
        Assert.Equal(opening, ((2 * gaps[5]) + gaps[4] + gaps[6]) / 4, 0.004);
        Assert.All(gaps, g => Assert.True(g > -0.002f, "lips must not cross"));
    }

    [Fact]
    public void A_frame_that_has_the_wanted_mouth_keeps_its_points()
    {
        var clip = MeshClip.Analyse(Talker(), CancellationToken.None);
        var (own, wanted) = (new Vector3[FaceTrack.LandmarkCount], new Vector3[FaceTrack.LandmarkCount]);

        clip.Target.Compute(30, new WantedMouth(clip.Shapes.Opening[30], clip.Shapes.Width[30]), 1, own, wanted,
            new Vector3[FaceTrack.LandmarkCount]);

        Assert.True(Enumerable.Range(0, own.Length).Max(v => Vector3.Distance(own[v], wanted[v])) < 0.003f);
    }

    [Fact]
    public void Eyes_nose_root_and_the_sides_of_the_jaw_never_move()
    {
        var clip = MeshClip.Analyse(Talker(), CancellationToken.None);
        var (own, wanted) = (new Vector3[FaceTrack.LandmarkCount], new Vector3[FaceTrack.LandmarkCount]);

        clip.Target.Compute(22, new WantedMouth(0.2f, 0.58f), 1, own, wanted, new Vector3[FaceTrack.LandmarkCount]);

        foreach (var v in new[] { 33, 133, 362, 263, 168, 6, 234, 454, 93, 323, 132, 361, 58, 288 })
        {
            Assert.Equal(own[v], wanted[v]);
        }

        Assert.True(wanted[152].Y - own[152].Y > 0.02f, "the chin follows");
    }

    internal static FaceTrack Talker(int size = 240) => MadeFace.Track(
        80, i => MathF.Max(0, 0.07f + (0.08f * MathF.Sin(i / 4f))), i => 0.5f + (0.04f * MathF.Sin(i / 7f)), size);
}
