using System.Numerics;
using HeyGem.Core.Composite;
using HeyGem.Core.Engines.Shape;
using HeyGem.Core.Faces;
using HeyGem.Core.Faces.Track;
using HeyGem.Core.Frames;
using HeyGem.Core.Timing;
using HeyGem.Testing;
using HeyGem.Testing.Performer;

namespace HeyGem.Media.Tests.Turned;

/// <summary>A talking performer turned in space by known angles, before a wall of a strong hue.</summary>
/// <param name="Frames">The pictures, Rec. 709, chroma at every pixel.</param>
/// <param name="Heads">The head's share in each pixel of each.</param>
/// <param name="Degrees">How far each is turned.</param>
internal sealed record TurnedClip(Frame[] Frames, float[][] Heads, float[] Degrees)
{
    /// <summary>Columns and rows.</summary>
    public const int Size = 480;

    /// <summary>Frames in a clip.</summary>
    public const int Count = 40;

    private static readonly FrameRate _rate = FrameRate.Of(25, 1);
    private static readonly FrameRange _all = new(0, Count);

    /// <summary>The performer's look, first and last angle, and the wall.</summary>
    public static TheoryData<int, float, float, float[]> All => new()
    {
        { 0, 25, 48, [40, 150, 60] },
        { 2, -25, -48, [40, 90, 190] },
        { 3, 38, 45, [170, 60, 200] },
    };

    /// <summary>A talking performer turned from one angle to another, degrees.</summary>
    public static TurnedClip Made(int look, float from, float to, Vector3 wall)
    {
        var scene = PerformerClip.Talker(Size, Size, look);
        var pool = new FramePool(new PixelLayout(ChromaLayout.Yuv444, 8), Size, Size);
        Frame[] flat = [.. Enumerable.Range(0, Count).Select(i => scene.Render(i, pool, YuvSpace.Bt709))];
        var track = Track(flat);
        var shapes = FaceShapes.Of(track, CancellationToken.None);
        var turning = new TurningHead(Size, Size, wall);
        var (frames, heads, degrees) = (new Frame[Count], new float[Count][], new float[Count]);
        var (seen, local) = (new Vector3[FaceTrack.LandmarkCount], new Vector3[FaceTrack.LandmarkCount]);
        var region = new RgbRegion();
        for (var i = 0; i < Count; i++)
        {
            new RegionReader().Read(flat[i], YuvSpace.Bt709, new PixelRect(0, 0, Size, Size), region);
            track.Landmarks(i, seen);
            shapes.Local(i, local);
            degrees[i] = float.Lerp(from, to, i / (Count - 1f));
            var turn = Quaternion.CreateFromYawPitchRoll(degrees[i] * MathF.PI / 180, 0, 0.02f * MathF.Sin(i * 0.2f));
            var (picture, head) = turning.Draw(region, seen, local, new FacePose(120, turn, new Vector3(Size / 2f, 0.36f * Size, 0)));
            (frames[i], heads[i]) = (pool.Rent(), head);
            frames[i].Index = i;
            PlanesOf.Rgb(picture, frames[i], YuvSpace.Bt709);
        }

        return new TurnedClip(frames, heads, degrees);
    }

    /// <summary>Follows the face through pictures.</summary>
    public static FaceTrack Track(IEnumerable<Frame> frames)
    {
        using var tracker = new FaceTracker(FaceModelsForTests.Shared, _all, _rate, YuvSpace.Bt709, FaceChoice.Auto);
        foreach (var frame in frames)
        {
            tracker.Push(frame);
        }

        return tracker.Finish();
    }

    /// <summary>A picture like another.</summary>
    public static Frame Copy(Frame frame)
    {
        var copy = new FramePool(frame.Layout, frame.Width, frame.Height).Rent();
        frame.Bytes.CopyTo(copy.Bytes);
        return copy;
    }

    /// <summary>How far the chroma of each pixel well inside the head lies towards the wall's, as it was and as it is drawn.</summary>
    public void AddTowardsWall(int index, Frame drawn, (int Top, int Bottom) rows, List<float> own, List<float> made)
    {
        var (source, head) = (Frames[index], Heads[index]);
        Vector2 wall = default;
        for (var at = 0; at < head.Length; at++)
        {
            wall += head[at] == 0 ? Chroma(source, at) : default;
        }

        wall = Vector2.Normalize(wall);
        for (var y = rows.Top; y < rows.Bottom; y++)
        {
            for (var x = 4; x < Size - 4; x++)
            {
                var at = (y * Size) + x;
                if (head[at] == 1 && head[at - 4] == 1 && head[at + 4] == 1 && head[at - (4 * Size)] == 1 && head[at + (4 * Size)] == 1)
                {
                    own.Add(Vector2.Dot(Chroma(source, at), wall));
                    made.Add(Vector2.Dot(Chroma(drawn, at), wall));
                }
            }
        }
    }

    private static Vector2 Chroma(Frame frame, int at) => new(frame.Plane(1)[at] - 128, frame.Plane(2)[at] - 128);
}
