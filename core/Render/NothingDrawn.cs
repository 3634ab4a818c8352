using System.Globalization;
using System.Numerics;
using HeyGem.Core.Engines;
using HeyGem.Core.Errors;
using HeyGem.Core.Faces;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Render;

/// <summary>Refuses a plan that would leave every frame of the result as it is: such a result would look done and speak nothing.</summary>
internal static class NothingDrawn
{
    /// <summary>Looks at the whole plan, before the first frame is drawn.</summary>
    /// <param name="mouth">The plan.</param>
    /// <param name="clip">The clip's name for the message.</param>
    /// <param name="sourceOf">For each frame of the result the clip frame below it, counted from the track's start.</param>
    /// <param name="shown">The frames of the result that are drawn.</param>
    /// <param name="track">The clip's face.</param>
    /// <param name="asked">Frames of the result in which something is to be drawn; null for all.</param>
    /// <exception cref="HeyGemException">
    /// <see cref="ErrorCode.FaceTooSmall"/>, <see cref="ErrorCode.FaceTurned"/>, <see cref="ErrorCode.FaceOccluded"/> or
    /// <see cref="ErrorCode.FaceNotFound"/>, whichever is true of the most frames.
    /// </exception>
    public static void Check(IMouthPlan mouth, string clip, IReadOnlyList<int> sourceOf, FrameRange shown, FaceTrack track,
        Func<int, bool>? asked = null)
    {
        var kept = new Dictionary<FrameOutcome, int>();
        foreach (var n in Enumerable.Range((int)shown.Start, (int)shown.Count).Where(n => asked?.Invoke(n) ?? true))
        {
            var planned = mouth.At(n);
            if (planned.Draws || planned.Outcome is FrameOutcome.Rendered or FrameOutcome.AlreadyRight)
            {
                return;
            }

            kept[planned.Outcome] = kept.GetValueOrDefault(planned.Outcome) + 1;
        }

        if (kept.Count == 0)
        {
            return;
        }

        // Without a face is the rarest word to help by: it counts only where no frame says more.
        var (outcome, frames) = kept.OrderBy(k => k.Key == FrameOutcome.KeptNoFace).ThenByDescending(k => k.Value).First();
        var share = $"{frames} of {Counted.Of(shown.Count, "frame")}";
        var (unit, yaw) = Typical(track, sourceOf.Skip((int)shown.Start).Take((int)shown.Count));
        throw outcome switch
        {
            FrameOutcome.KeptSmall => new HeyGemException(ErrorCode.FaceTooSmall, string.Create(
                CultureInfo.InvariantCulture,
                $"The face in {clip} is too small to draw on: {unit:F0} pixels between the eyes' outer corners ({share}).")),
            FrameOutcome.KeptTurned => new HeyGemException(ErrorCode.FaceTurned, string.Create(
                CultureInfo.InvariantCulture,
                $"The face in {clip} is turned too far away: {yaw:F0} degrees ({share}).")),
            FrameOutcome.KeptOccluded => new HeyGemException(
                ErrorCode.FaceOccluded, $"Something stands before the mouth in {clip} ({share})."),
            _ => new HeyGemException(
                ErrorCode.FaceNotFound,
                $"No face was found in the frames of {clip} that were asked for ({share}).{Elsewhere(track, sourceOf, shown)}"),
        };
    }

    /// <summary>Where in the clip a face is seen, where it is another part than the one that is shown.</summary>
    private static string Elsewhere(FaceTrack track, IReadOnlyList<int> sourceOf, FrameRange shown)
    {
        var asked = sourceOf.Skip((int)shown.Start).Take((int)shown.Count).ToHashSet();
        var first = Enumerable.Range(0, track.FrameCount).FirstOrDefault(i => track.HasFace(i) && !asked.Contains(i), -1);
        return first < 0 ? string.Empty : string.Create(
            CultureInfo.InvariantCulture,
            $" One is seen {track.FrameRate.StartOf(track.Range.Start + first).Seconds:0.00} s into the clip; the in point can lie there.");
    }

    /// <summary>Medians over the frames with a face: outer-eye distance in pixels, and turn to a side in degrees.</summary>
    private static (float Unit, float Yaw) Typical(FaceTrack track, IEnumerable<int> frames)
    {
        var (units, yaws) = (new List<float>(), new List<float>());
        var points = new Vector3[FaceTrack.LandmarkCount];
        foreach (var frame in frames.Distinct().Where(track.HasFace))
        {
            track.Landmarks(frame, points);
            var eyes = points[FaceIndices.RightEye] - points[FaceIndices.LeftEye];
            units.Add(eyes.Length());
            yaws.Add(HeadTurn.Degrees(points));
        }

        return (Middle(units), Middle(yaws));
    }

    private static float Middle(List<float> values)
    {
        values.Sort();
        return values.Count == 0 ? 0 : values[values.Count / 2];
    }
}
