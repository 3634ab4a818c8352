using System.Numerics;
using HeyGem.Core.Faces;

namespace HeyGem.Core.Engines.Shape;

/// <summary>The mean shape of the person in one clip, in head-local space (see <see cref="FacePose"/>).</summary>
internal static class FaceTemplate
{
    private const int MostFrames = 60;

    /// <summary>Generalised Procrustes mean over at most 60 frames spread over the track, four rounds on the rigid points.</summary>
    /// <exception cref="InvalidOperationException">The track has no face at all.</exception>
    public static Vector3[] Of(FaceTrack track)
    {
        var frames = Enumerable.Range(0, track.FrameCount).Where(track.HasFace).ToArray();
        if (frames.Length == 0)
        {
            throw new InvalidOperationException("A track without a face has no template.");
        }

        var count = Math.Min(MostFrames, frames.Length);
        var shapes = new Vector3[count][];
        for (var i = 0; i < count; i++)
        {
            shapes[i] = new Vector3[FaceTrack.LandmarkCount];
            track.Landmarks(frames[(int)((long)i * frames.Length / count)], shapes[i]);
        }

        var mean = Canonical(shapes[0]);
        var sum = new Vector3[mean.Length];
        for (var round = 0; round < 4; round++)
        {
            Array.Clear(sum);
            foreach (var shape in shapes)
            {
                var pose = SimilarityFit.Fit(mean, shape, FaceIndices.Rigid);
                for (var p = 0; p < sum.Length; p++)
                {
                    sum[p] += pose.ToLocal(shape[p]) / count;
                }
            }

            mean = Canonical(sum);
        }

        return mean;
    }

    /// <summary>
    /// The same shape with its origin at the nose root, x along the eyes, y in the plane of the chin, and eyes one unit apart.
    /// </summary>
    internal static Vector3[] Canonical(ReadOnlySpan<Vector3> shape)
    {
        var eyes = shape[FaceIndices.RightEye] - shape[FaceIndices.LeftEye];
        var scale = 1 / eyes.Length();
        var x = Vector3.Normalize(eyes);
        var down = shape[FaceIndices.Chin] - shape[FaceIndices.Forehead];
        var y = Vector3.Normalize(down - (Vector3.Dot(down, x) * x));
        var z = Vector3.Cross(x, y);
        var origin = shape[FaceIndices.NoseRoot];
        var result = new Vector3[shape.Length];
        for (var i = 0; i < shape.Length; i++)
        {
            var d = (shape[i] - origin) * scale;
            result[i] = new Vector3(Vector3.Dot(d, x), Vector3.Dot(d, y), Vector3.Dot(d, z));
        }

        return result;
    }
}
