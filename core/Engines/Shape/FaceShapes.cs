using System.Numerics;
using System.Runtime.InteropServices;
using HeyGem.Core.Faces;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Engines.Shape;

/// <summary>
/// A face track split into head pose and local shape, both smoothed over time without delay, within shots only, plus the lips'
/// opening and width. Frame numbers count from the start of the track's range. Immutable; safe to read from many threads. Does not
/// hold on to the track, which is as large again.
/// </summary>
/// <remarks>
/// Shapes are kept as 16-bit steps of 1/16000 unit (below 1/50 pixel at 400 px a unit), 2.8 kB a frame in the track's
/// <see cref="FrameSpill"/> and 50 bytes in memory. A smoothing of .7 frames at
/// 25 fps removes landmark noise; more of it detaches the mouth from fast lips, and recursive filters lag. Poses are smoothed only where
/// they are not in motion; see <see cref="PoseSmoother"/>.
/// </remarks>
internal sealed class FaceShapes
{
    private const float Steps = 16000;
    private const double SigmaAt25 = 0.7;

    private const int ShapeBytes = 3 * FaceTrack.LandmarkCount * sizeof(short);

    private readonly FrameRecords _local;
    private readonly bool[] _has;
    private readonly FacePose[] _poses;

    private FaceShapes(FaceTrack track, Vector3[] template)
    {
        FrameRate = track.FrameRate;
        FrameWidth = track.Width;
        FrameHeight = track.Height;
        Shots = track.Shots;
        Template = template;
        Spill = track.Spill;
        _local = new FrameRecords(track.Spill, ShapeBytes);
        _has = new bool[track.FrameCount];
        _poses = new FacePose[track.FrameCount];
        Opening = new float[track.FrameCount];
        Width = new float[track.FrameCount];
        Turn = new float[track.FrameCount];
        ShotOf = new int[track.FrameCount];
    }

    /// <summary>See <see cref="FaceTrack.FrameRate"/>.</summary>
    public FrameRate FrameRate { get; }

    /// <summary>Width of the frames in pixels.</summary>
    public int FrameWidth { get; }

    /// <summary>Height of the frames in pixels.</summary>
    public int FrameHeight { get; }

    /// <summary>See <see cref="FaceTrack.Shots"/>.</summary>
    public IReadOnlyList<FrameRange> Shots { get; }

    /// <summary>Frames in the track.</summary>
    public int FrameCount => _has.Length;

    /// <summary>Where the shapes are kept; what else is made for every frame belongs there, too.</summary>
    public FrameSpill Spill { get; }

    /// <summary>Mean shape of the clip, local units.</summary>
    public Vector3[] Template { get; }

    /// <summary>Gap of the inner lips per frame, local units; 0 where there is no face.</summary>
    public float[] Opening { get; }

    /// <summary>Distance of the inner corners per frame, local units; 0 where there is no face.</summary>
    public float[] Width { get; }

    /// <summary>How far the head is turned to a side per frame, degrees, as <see cref="HeadTurn"/> tells it.</summary>
    public float[] Turn { get; }

    /// <summary>Which of the track's shots a frame belongs to.</summary>
    public int[] ShotOf { get; }

    /// <summary>Frames a second divided by 25, the rate for which every constant in frames is given.</summary>
    public double RateFactor => FrameRate.PerSecond / 25;

    /// <summary>Whether the frame has a face.</summary>
    public bool Has(int frame) => _has[frame];

    /// <summary>The smoothed pose of a frame with a face.</summary>
    public FacePose Pose(int frame) => _poses[frame];

    /// <summary>Copies the smoothed local shape of a frame with a face, 468 points.</summary>
    public void Local(int frame, Span<Vector3> shape)
    {
        if (!_has[frame])
        {
            throw new InvalidOperationException($"Frame {frame} has no face; ask Has first.");
        }

        Span<byte> copy = stackalloc byte[ShapeBytes];
        var stored = MemoryMarshal.Cast<byte, short>(_local.Read(frame, copy));
        for (var i = 0; i < FaceTrack.LandmarkCount; i++)
        {
            shape[i] = new Vector3(stored[3 * i], stored[(3 * i) + 1], stored[(3 * i) + 2]) / Steps;
        }
    }

    /// <summary>Analyses a track.</summary>
    /// <exception cref="InvalidOperationException">The track has no face at all.</exception>
    public static FaceShapes Of(FaceTrack track, CancellationToken cancellationToken)
    {
        var shapes = new FaceShapes(track, FaceTemplate.Of(track));
        var half = TimeSmoother.HalfKernel(SigmaAt25 * shapes.RateFactor);
        for (var shot = 0; shot < track.Shots.Count; shot++)
        {
            shapes.AnalyseShot(track, track.Shots[shot], shot, half, cancellationToken);
        }

        return shapes;
    }

    private void AnalyseShot(FaceTrack track, FrameRange shot, int number, float[] half, CancellationToken cancellationToken)
    {
        var first = (int)shot.Start;
        var end = (int)Math.Min(shot.End, FrameCount);
        var raw = new FacePose[end - first];
        var points = new Vector3[FaceTrack.LandmarkCount];
        for (var i = first; i < end; i++)
        {
            ShotOf[i] = number;
            if (track.HasFace(i))
            {
                track.Landmarks(i, points);
                raw[i - first] = SimilarityFit.Fit(Template, points, FaceIndices.Rigid);
            }
        }

        PoseSmoother.Smooth(raw, Template, half).CopyTo(_poses, first);

        // A ring of unsmoothed local shapes as long as the kernel keeps the pass to one fit and one transform a frame.
        var reach = half.Length - 1;
        var ring = new Vector3[(2 * reach) + 1][];
        var next = first;
        var sum = new Vector3[FaceTrack.LandmarkCount];
        for (var i = first; i < end; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (; next < end && next <= i + reach; next++)
            {
                if (track.HasFace(next))
                {
                    var slot = ring[next % ring.Length] ??= new Vector3[FaceTrack.LandmarkCount];
                    track.Landmarks(next, points);
                    ToLocal(raw[next - first], points, slot);
                }
            }

            if (track.HasFace(i))
            {
                SmoothFrame(i, first, end, raw, ring, half, sum);
            }
        }
    }

    private void SmoothFrame(int i, int first, int end, FacePose[] raw, Vector3[][] ring, float[] half, Vector3[] sum)
    {
        Array.Clear(sum);
        float total = 0;
        for (var j = Math.Max(first, i - half.Length + 1); j < Math.Min(end, i + half.Length); j++)
        {
            if (!Found(raw[j - first]))
            {
                continue;
            }

            var w = half[Math.Abs(i - j)];
            total += w;
            var local = ring[j % ring.Length];
            for (var p = 0; p < sum.Length; p++)
            {
                sum[p] += w * local[p];
            }
        }

        Span<short> stored = stackalloc short[3 * FaceTrack.LandmarkCount];
        for (var p = 0; p < sum.Length; p++)
        {
            var v = sum[p] / total;
            stored[3 * p] = Step(v.X);
            stored[(3 * p) + 1] = Step(v.Y);
            stored[(3 * p) + 2] = Step(v.Z);
            sum[p] = v;
        }

        _local.Write(i, MemoryMarshal.AsBytes(stored));
        _has[i] = true;
        Opening[i] = LipMeasure.Opening(sum);
        Width[i] = LipMeasure.Width(sum);
        Turn[i] = HeadTurn.Degrees(_poses[i], sum);
    }

    private static void ToLocal(FacePose pose, Vector3[] points, Vector3[] local)
    {
        var inverse = Matrix4x4.CreateFromQuaternion(Quaternion.Conjugate(pose.Rotation));
        for (var p = 0; p < points.Length; p++)
        {
            local[p] = Vector3.TransformNormal(points[p] - pose.Translation, inverse) / pose.Scale;
        }
    }

    /// <summary>Whether a pose was fitted; a frame without a face has none.</summary>
    private static bool Found(FacePose pose) => pose.Scale > 0;

    private static short Step(float v) => (short)Math.Clamp(MathF.Round(v * Steps), short.MinValue, short.MaxValue);
}
