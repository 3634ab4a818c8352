using System.Numerics;
using HeyGem.Core.Errors;
using HeyGem.Core.Faces;
using HeyGem.Core.Faces.Detect;
using HeyGem.Core.Faces.Identity;
using HeyGem.Core.Faces.Track;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;
using HeyGem.Core.Weights;
using HeyGem.Testing;
using HeyGem.Testing.Performer;

namespace HeyGem.Core.Tests.Faces;

public sealed class LateLooksTests : IDisposable
{
    private const int Size = 256;

    private readonly string _folder = Directory.CreateTempSubdirectory("heygem-looks-").FullName;

    [Fact]
    public void One_person_through_one_shot_is_not_described()
    {
        using var models = WithoutIdentity();

        var track = Track(models, new Scene(Size, Size, [new Actor(HeadLook.Number(0), _ => Pose(100), _ => Lips)]), 14);

        Assert.Equal(14, track.FaceCount);
        Assert.Equal([new ShotPerson(new FrameRange(0, 14), 1, PersonState.Driven)], track.People);
    }

    [Fact]
    public void Two_faces_in_one_shot_are_not_described()
    {
        using var models = WithoutIdentity();

        var track = Track(models, Two(isCut: false), 14);

        Assert.Equal([new ShotPerson(new FrameRange(0, 14), 1, PersonState.Driven)], track.People);
    }

    [Fact]
    public void The_faces_of_two_people_who_are_looked_for_are_described()
    {
        using var models = WithoutIdentity();
        var left = new SoughtFace(new FaceChoice(FaceRule.Left), null);
        var right = new SoughtFace(new FaceChoice(FaceRule.Right), null);

        Assert.Equal(
            ErrorCode.WeightsMissing, Assert.Throws<HeyGemException>(() => Track(models, Two(isCut: false), 14, left, right)).Code);
    }

    [Fact]
    public void A_second_shot_s_face_is_told_from_the_first_s()
    {
        using var models = WithoutIdentity();

        Assert.Equal(ErrorCode.WeightsMissing, Assert.Throws<HeyGemException>(() => Track(models, Two(isCut: true), 14)).Code);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static HeadPose Pose(float x) => new(new Vector2(x, 100), 40);

    private static Lips Lips => new(0.05f, 0.52f);

    private static Scene Two(bool isCut)
    {
        var first = new Actor(HeadLook.Number(0), i => isCut && i > 6 ? null : Pose(70), _ => Lips);
        var second = new Actor(HeadLook.Number(1), i => isCut && i < 7 ? null : Pose(190), _ => Lips);
        return new Scene(Size, Size, [first, second], i => isCut && i > 6 ? new Vector3(0.3f) : new Vector3(0.7f));
    }

    private static FaceTrack Track(FaceModels models, Scene scene, int frames, params SoughtFace[] sought)
    {
        var pool = new FramePool(PixelLayout.Yuv420P8, scene.Width, scene.Height);
        using var tracker = new FaceTracker(models, new FrameRange(0, frames), FrameRate.Default, YuvSpace.Bt601, FaceChoice.Auto);
        for (var i = 0; i < frames; i++)
        {
            using var frame = scene.Render(i, pool, YuvSpace.Bt601);
            tracker.Push(frame);
        }

        return sought.Length == 0 ? tracker.Finish() : tracker.Finish(sought)[0];
    }

    /// <summary>The models, of which the one that describes faces is gone once it is asked for.</summary>
    private FaceModels WithoutIdentity()
    {
        var files = FaceModelFiles.In(DataFolder.Current());
        _ = FaceModelsForTests.Shared; // converts them where that is to be done
        foreach (var file in Directory.GetFiles(files.Folder))
        {
            File.Copy(file, Path.Combine(_folder, Path.GetFileName(file)));
        }

        var copy = new FaceModelFiles(_folder);
        var models = FaceModels.Load(copy);
        File.Delete(Path.Combine(_folder, FaceModelFiles.IdentityFile));
        return models;
    }
}
