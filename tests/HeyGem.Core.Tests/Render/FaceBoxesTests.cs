using System.Numerics;
using HeyGem.Core.Faces;
using HeyGem.Core.Render.Report;
using HeyGem.Core.Tests.Engines.Mesh;

namespace HeyGem.Core.Tests.Render;

public sealed class FaceBoxesTests
{
    private const int Size = 240;

    [Fact]
    public void The_boxes_hold_face_and_lips_of_nearly_every_frame_and_not_much_more()
    {
        var track = MadeFace.Track(100, i => 0.2f + (0.1f * MathF.Sin(i)), _ => MadeFace.RestWidth);
        var boxes = FaceBoxes.Of(track);
        var points = new Vector3[FaceTrack.LandmarkCount];
        var (inside, lips, left, right) = (0, 0, float.MaxValue, 0f);
        for (var frame = 0; frame < track.FrameCount; frame++)
        {
            track.Landmarks(frame, points);
            inside += points.Count(p => Holds(boxes.Face!, p));
            foreach (var index in FaceIndices.OuterLip)
            {
                lips += Holds(boxes.Mouth!, points[index]) ? 1 : 0;
                (left, right) = (MathF.Min(left, points[index].X), MathF.Max(right, points[index].X));
            }
        }

        Assert.InRange(inside, 0.97 * track.FrameCount * points.Length, track.FrameCount * points.Length);
        Assert.InRange(lips, 0.9 * track.FrameCount * FaceIndices.OuterLip.Length, track.FrameCount * FaceIndices.OuterLip.Length);
        Assert.InRange(boxes.Mouth!.Width * Size, 0.7f * (right - left), right - left);
        Assert.True(boxes.Mouth.Y > boxes.Face!.Y + (boxes.Face.Height / 2), "The mouth is in the lower half of the face.");
    }

    [Fact]
    public void Frames_without_a_face_change_no_box()
    {
        var whole = FaceBoxes.Of(MadeFace.Track(100, _ => 0.2f, _ => MadeFace.RestWidth));
        var gappy = FaceBoxes.Of(MadeFace.Track(100, _ => 0.2f, _ => MadeFace.RestWidth, missing: i => i % 3 == 0));

        Assert.Equal(whole.Face!.X, gappy.Face!.X, 2);
        Assert.Equal(whole.Mouth!.Width, gappy.Mouth!.Width, 2);
        Assert.Equal(new FaceBoxes(null, null), FaceBoxes.Of(MadeFace.Track(10, _ => 0.2f, _ => MadeFace.RestWidth, missing: _ => true)));
    }

    private static bool Holds(PictureBox box, Vector3 p) =>
        p.X >= (box.X * Size) - 0.1 && p.X <= ((box.X + box.Width) * Size) + 0.1 && p.Y >= (box.Y * Size) - 0.1
            && p.Y <= ((box.Y + box.Height) * Size) + 0.1;
}
