using System.Globalization;
using System.Numerics;
using HeyGem.Core.Errors;
using HeyGem.Core.Faces;
using HeyGem.Core.Render.Spec;

namespace HeyGem.Core.Render.People;

/// <summary>
/// Holds the place that names a face against where that face is: the nearest one is driven, and one on the other side of the picture is
/// not the one that was meant.
/// </summary>
internal static class NamedPlace
{
    /// <summary>
    /// How far beside a face its place may lie, in sizes of the face on each side. A place names a face all through its shot: this leaves
    /// room for one that moved between being looked at and being rendered. More of it, and a neighbour is taken.
    /// </summary>
    private const float Beside = 0.5f;

    /// <summary>Refuses a place that no frame's face is at or beside.</summary>
    /// <param name="track">The face that is nearest to the place.</param>
    /// <param name="spec">What is asked for.</param>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.ArgumentInvalid"/>: says where the nearest face is.</exception>
    public static void Check(FaceTrack track, RenderSpec spec)
    {
        if (spec is not { PersonPath: null, Face: { Rule: FaceRule.Nearest, Point: var place } })
        {
            return;
        }

        var points = new Vector3[FaceTrack.LandmarkCount];
        var (nearest, least, at) = (Vector2.Zero, float.MaxValue, 0);
        foreach (var frame in Enumerable.Range(0, track.FrameCount).Where(track.HasFace))
        {
            track.Landmarks(frame, points);
            var (from, to) = (new Vector2(float.MaxValue), new Vector2(float.MinValue));
            foreach (var point in points)
            {
                var flat = new Vector2(point.X, point.Y);
                (from, to) = (Vector2.Min(from, flat), Vector2.Max(to, flat));
            }

            // In sizes of the face from its edge: 0 on it.
            var away = Vector2.Max(Vector2.Max(from - place, place - to), Vector2.Zero) / (to - from);
            var distance = MathF.Max(away.X, away.Y);
            if (distance <= Beside)
            {
                return;
            }

            (nearest, least, at) = distance < least ? ((from + to) / 2, distance, frame) : (nearest, least, at);
        }

        throw new HeyGemException(
            ErrorCode.ArgumentInvalid,
            string.Create(
                CultureInfo.InvariantCulture,
                $"No face in {MediaName.Of(spec.ClipPath)} is at {spec.Face}: the nearest one is at {nearest.X:0},{nearest.Y:0}, " +
                    $"{track.FrameRate.StartOf(track.Range.Start + at).Seconds:0.00} s into the clip."))
        {
            Hint = "Name a place on the face, X,Y in pixels of the picture; or left, right or largest.",
        };
    }
}
