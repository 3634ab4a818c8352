using System.Numerics;
using HeyGem.Core.Faces;
using HeyGem.Core.Faces.Detect;
using HeyGem.Core.Faces.Track;
using HeyGem.Core.Frames;
using HeyGem.Testing;
using HeyGem.Testing.Performer;

namespace HeyGem.Core.Tests.Faces;

public sealed class FaceAllocationTests
{
    [Fact]
    public void Looking_at_a_face_allocates_nothing_in_the_steady_state()
    {
        var scene = new Scene(240, 240, [new Actor(HeadLook.Number(0), _ => new HeadPose(new Vector2(120, 95), 52), _ => new Lips(0.1f))]);
        using var frame = scene.Render(0, new FramePool(PixelLayout.Yuv420P8, 240, 240), YuvSpace.Bt601);
        using var mesher = new FaceMesher(FaceModelsForTests.Shared, YuvSpace.Bt601);
        var region = new FaceRegion(new Vector2(120, 110), 170, 0.05f);
        var landmarks = new Vector3[FaceTrack.LandmarkCount];
        var fit = new FaceFit();
        mesher.Look(frame, region, landmarks);
        fit.Place(mesher, frame, region);

        Assert.Equal(0, Allocated.Least(() =>
        {
            mesher.Look(frame, region, landmarks);
            fit.Place(mesher, frame, region);
            MouthDetail.Sharpness(frame, landmarks);
        }));
    }
}
