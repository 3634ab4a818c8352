using System.Numerics;
using HeyGem.Core.Faces;

namespace HeyGem.Core.Render.Report;

/// <summary>Where face and mouth are through a clip, for whoever looks at the result closely. Null where no frame has a face.</summary>
/// <param name="Face">Holds the face in nine tenths of the frames looked at.</param>
/// <param name="Mouth">Holds the lips in as many.</param>
internal sealed record FaceBoxes(PictureBox? Face, PictureBox? Mouth)
{
    // Enough to know where somebody is; an hour costs no more than a minute.
    private const int MostFrames = 500;

    // The share of frames that may stick out on each side: one turn of the head must not shrink everything else.
    private const double Outside = 0.05;

    public static FaceBoxes Of(FaceTrack track)
    {
        int[] found = [.. Enumerable.Range(0, track.FrameCount).Where(track.HasFace)];
        if (found.Length == 0)
        {
            return new FaceBoxes(null, null);
        }

        var count = Math.Min(found.Length, MostFrames);
        var (faces, mouths) = (new Edges(count), new Edges(count));
        var landmarks = new Vector3[FaceTrack.LandmarkCount];
        int[] all = [.. Enumerable.Range(0, FaceTrack.LandmarkCount)];
        for (var i = 0; i < count; i++)
        {
            track.Landmarks(found[(int)((long)i * found.Length / count)], landmarks);
            faces.Add(landmarks, all);
            mouths.Add(landmarks, FaceIndices.OuterLip);
        }

        return new FaceBoxes(faces.ToBox(track), mouths.ToBox(track));
    }

    /// <summary>The four edges of a part of the face in many frames, pixels.</summary>
    private sealed class Edges(int count)
    {
        private readonly List<float> _left = new(count);
        private readonly List<float> _top = new(count);
        private readonly List<float> _right = new(count);
        private readonly List<float> _bottom = new(count);

        public void Add(ReadOnlySpan<Vector3> landmarks, ReadOnlySpan<int> part)
        {
            var (low, high) = (new Vector3(float.MaxValue), new Vector3(float.MinValue));
            foreach (var index in part)
            {
                low = Vector3.Min(low, landmarks[index]);
                high = Vector3.Max(high, landmarks[index]);
            }

            _left.Add(low.X);
            _top.Add(low.Y);
            _right.Add(high.X);
            _bottom.Add(high.Y);
        }

        public PictureBox ToBox(FaceTrack track)
        {
            var (left, right) = (Share(_left, Outside, track.Width), Share(_right, 1 - Outside, track.Width));
            var (top, bottom) = (Share(_top, Outside, track.Height), Share(_bottom, 1 - Outside, track.Height));
            return new PictureBox(left, top, Math.Round(right - left, 4), Math.Round(bottom - top, 4));
        }

        private static double Share(List<float> edges, double rank, int size)
        {
            edges.Sort();
            return Math.Round(Math.Clamp(edges[(int)(rank * (edges.Count - 1))] / size, 0, 1), 4);
        }
    }
}
