using System.Numerics;

namespace HeyGem.Core.Faces.Track;

/// <summary>Picks the face to drive among those that were followed through one shot.</summary>
internal static class FaceChooser
{
    // A face seen for less than this share of the longest-lived one's frames is a passer-by or a mistake.
    private const float LeastLife = 0.2f;

    /// <summary>The face chosen, or null when none was ever usable.</summary>
    public static FaceFollower? Choose(IReadOnlyList<FaceFollower> faces, FaceChoice choice, int width, int height)
    {
        var seen = faces.Select(f => Summary.Of(f, width, height)).Where(s => s.Frames > 0).ToList();
        if (seen.Count == 0)
        {
            return null;
        }

        var longest = seen.Max(s => s.Frames);
        var lasting = seen.Where(s => s.Frames >= LeastLife * longest).ToList();
        var chosen = choice.Rule switch
        {
            FaceRule.Left => lasting.MinBy(s => s.Centre.X),
            FaceRule.Right => lasting.MaxBy(s => s.Centre.X),
            FaceRule.Largest => lasting.MaxBy(s => s.Size),
            FaceRule.Nearest => lasting.MinBy(s => Vector2.Distance(s.Centre, choice.Point)),
            _ => lasting.MaxBy(s => s.Frames * s.Size * s.Centrality),
        };
        return chosen!.Face;
    }

    private sealed record Summary(FaceFollower Face, int Frames, Vector2 Centre, float Size, float Centrality)
    {
        public static Summary Of(FaceFollower face, int width, int height)
        {
            var frames = 0;
            var centre = Vector2.Zero;
            var size = 0f;
            foreach (var frame in face.Frames)
            {
                if (frame is not null)
                {
                    frames++;
                    centre += new Vector2(frame.Origin.X, frame.Origin.Y);
                    size += frame.Step * short.MaxValue;
                }
            }

            centre /= Math.Max(1, frames);
            var middle = new Vector2(width, height) / 2;
            var away = Vector2.Distance(centre, middle) / middle.Length();
            return new Summary(face, frames, centre, size / Math.Max(1, frames), 1 - (0.5f * away));
        }
    }
}
