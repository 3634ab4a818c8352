using System.Numerics;
using HeyGem.Core.Engines.Shape;
using HeyGem.Core.Faces;

namespace HeyGem.Core.Engines.Wav2Lip;

/// <summary>
/// Where a face lies in a frame for the model, and where its picture may be pasted: both from the smoothed pose and the clip's own mesh,
/// so that they follow the head and neither shake nor breathe with the speech.
/// </summary>
internal static class FaceOutline
{
    /// <summary>Corners of the pasted region's outline.</summary>
    public const int Corners = 23;

    /// <summary>Corners of the lips' outline.</summary>
    public const int LipCorners = 20;

    // The model was trained on boxes that a detector drew around upright faces. Their share above the eyes, width and height in outer-eye
    // distances:
    // those of the aligned crop that the ONNX front-ends use (rows 65-241 and columns 62-194 of a 256-pixel face of the FFHQ kind).
    private const float Above = 0.60f;
    private const float Height = 1.93f;
    private const float Width = 1.45f;

    /// <summary>How far below the chin a wider mouth than the source's may reach, outer-eye distances.</summary>
    private const float BelowChin = 0.13f;

    /// <summary>How far the region reaches past the outline of a turned face's far side, outer-eye distances.</summary>
    private const float BeyondFar = 0.05f;

    /// <summary>Before the mouth's middle, on the way to the far side, the region begins to end at the chin; outer-eye distances.</summary>
    private const float FarOver = 0.15f;

    // Down the right of the jaw, round the chin, up the left, then along the cheeks and below the nose.
    private static ReadOnlySpan<int> Ring =>
        [361, 288, 397, 365, 379, 378, 400, 377, 152, 148, 176, 149, 150, 136, 172, 58, 132, 207, 203, 2, 423, 427, 411];

    /// <summary>Fills in the place of a frame's face.</summary>
    /// <param name="shapes">The analysed clip.</param>
    /// <param name="frame">A frame with a face.</param>
    /// <param name="face">Its region, unit and outlines are written.</param>
    public static void Place(FaceShapes shapes, int frame, Wav2LipFace face)
    {
        var pose = shapes.Pose(frame);
        var template = shapes.Template;
        var (across, origin) = InPlane(pose, template);
        var eyes = (template[FaceIndices.LeftEye] + template[FaceIndices.RightEye]) / 2;
        var centre = new Vector2(0, eyes.Y - Above + (Height / 2));
        var scale = across.Length();
        face.Unit = scale;
        face.Region =
            new FaceRegion(ToFrame(centre, across, origin), Height * scale, MathF.Atan2(across.Y, across.X)) { Aspect = Width / Height };

        Span<Vector3> shape = stackalloc Vector3[FaceTrack.LandmarkCount];
        shapes.Local(frame, shape);
        var mouth = (shape[13] + shape[14]) / 2;
        SetFar(pose, shape, face.Far);
        for (var k = 0; k < Corners; k++)
        {
            // The jaw as it is on average: it must not move with what the source says.
            var p = template[Ring[k]];
            face.Outline[k] = k < 17 ? Jaw(pose, p, mouth, face.Far) : Project(pose, p);
        }

        for (var k = 0; k < LipCorners; k++)
        {
            var p = shape[FaceIndices.OuterLip[k]];
            var away = p - mouth;
            face.Lips[k] = Project(pose, mouth + new Vector3(1.25f * away.X, (away.Y > 0 ? 1.9f : 1.35f) * away.Y, away.Z));
        }
    }

    /// <summary>
    /// The square that a face restorer looks at around a placed face: as the FFHQ set is cut, 2.8 outer-eye distances with the eyes at
    /// .469 of its height.
    /// </summary>
    public static void Enlarge(Wav2LipFace placed, Wav2LipFace enlarged)
    {
        const float side = 2.8f;
        var down = placed.Region.AxisV / placed.Region.AxisV.Length() * placed.Unit;
        var eyes = placed.Region.Centre - (down * ((Height / 2) - Above));
        enlarged.Unit = placed.Unit;
        enlarged.Region = new FaceRegion(eyes + (down * side * (0.5f - 0.469f)), side * placed.Unit, placed.Region.Angle);
        placed.Outline.CopyTo(enlarged.Outline, 0);
        placed.Lips.CopyTo(enlarged.Lips, 0);
        enlarged.Far.CopyFrom(placed.Far);
    }

    private static void SetFar(FacePose pose, ReadOnlySpan<Vector3> shape, FarOutline far)
    {
        Span<Vector2> points = stackalloc Vector2[FaceTrack.LandmarkCount];
        for (var v = 0; v < points.Length; v++)
        {
            points[v] = Project(pose, shape[v]);
        }

        far.Set(pose, points);
    }

    /// <summary>
    /// A corner on the jaw, a little narrower and lower than it is. The jaw of a turned face goes behind the cheek that hides it, which
    /// would part the mouth there: on the far side the region reaches past what is seen instead, and <see cref="FacePaste"/> ends it at
    /// the far outline. There it goes no lower than the chin, for the background is below.
    /// </summary>
    private static Vector2 Jaw(FacePose pose, Vector3 p, Vector3 mouth, FarOutline far)
    {
        p.X *= 0.95f;
        var aside = Vector2.Dot(Project(pose, p) - Project(pose, mouth), far.Far) / pose.Scale;
        var hidden = far.Turned * Smooth.Step(aside, -FarOver, 0);
        p.Y += (1 - hidden) * BelowChin * Math.Clamp((p.Y - mouth.Y) / 0.35f, 0, 1);
        var corner = Project(pose, p);
        return aside <= 0 ? corner : corner + (far.Turned * pose.Scale * MathF.Max(0, far.Inside(corner) + BeyondFar) * far.Far);
    }

    /// <summary>
    /// The similarity of the picture plane nearest to how the pose shows the stiff part of the face: its x axis and its origin.
    /// </summary>
    private static (Vector2 Across, Vector2 Origin) InPlane(FacePose pose, ReadOnlySpan<Vector3> template)
    {
        Vector2 meanFrom = default, meanTo = default;
        foreach (var i in FaceIndices.Rigid)
        {
            meanFrom += new Vector2(template[i].X, template[i].Y);
            meanTo += Project(pose, template[i]);
        }

        meanFrom /= FaceIndices.Rigid.Length;
        meanTo /= FaceIndices.Rigid.Length;
        float along = 0, turned = 0, spread = 0;
        foreach (var i in FaceIndices.Rigid)
        {
            var a = new Vector2(template[i].X, template[i].Y) - meanFrom;
            var b = Project(pose, template[i]) - meanTo;
            along += Vector2.Dot(a, b);
            turned += (a.X * b.Y) - (a.Y * b.X);
            spread += a.LengthSquared();
        }

        // The turn is the fit's; the size is the head's own, which a face turned aside does not lose.
        var across = Vector2.Normalize(new Vector2(along, turned) / spread) * pose.Scale;
        return (across, meanTo - ToFrame(meanFrom, across, default));
    }

    private static Vector2 ToFrame(Vector2 p, Vector2 across, Vector2 origin) =>
        origin + new Vector2((p.X * across.X) - (p.Y * across.Y), (p.X * across.Y) + (p.Y * across.X));

    private static Vector2 Project(FacePose pose, Vector3 local)
    {
        var p = pose.ToFrame(local);
        return new Vector2(p.X, p.Y);
    }
}
