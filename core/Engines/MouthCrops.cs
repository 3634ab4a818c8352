using System.Numerics;
using HeyGem.Core.Faces;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Engines;

/// <summary>
/// Faces kept from pass 1, from above the eyes to below the chin, so that the reference mouths of a short clip need no decode of their
/// own. Keeps what comes first until its room is used up; what it lacks must be decoded. Of a long clip, or one that is much longer than
/// its room, nothing is kept: few of its references would be among the first. For one thread at a time.
/// </summary>
internal sealed class MouthCrops
{
    /// <summary>Bytes kept at most: about fifteen seconds of a face 200 pixels between the eyes.</summary>
    public const long MaxBytes = 48 << 20;

    /// <summary>Frames of the longest clip of which any is kept; for a longer one a decode of its references is little work.</summary>
    public const int MaxFrames = 3000;

    private const int MostTimesRoom = 4;

    private readonly Dictionary<int, List<FrameCrop>> _crops = [];
    private long _room;
    private long _used;
    private long _expected;

    /// <summary>Starts empty.</summary>
    /// <param name="room">Bytes kept at most.</param>
    public MouthCrops(long room = MaxBytes) => _room = room;

    /// <summary>Says how many frames will come.</summary>
    public void Expect(long frames) => (_expected, _room) = (frames, frames > MaxFrames ? 0 : _room);

    /// <summary>Keeps the face of these landmarks, if there is room.</summary>
    /// <param name="frame">The frame, which stays the caller's.</param>
    /// <param name="index">Its place in the track's range.</param>
    /// <param name="landmarks">468 points in frame pixels.</param>
    public void Keep(Frame frame, int index, ReadOnlySpan<Vector3> landmarks)
    {
        if (_used >= _room)
        {
            return;
        }

        var crop = FrameCrop.Of(frame, Around(landmarks));
        if (crop is null)
        {
            return;
        }

        if (_used == 0 && crop.ByteCount * _expected > MostTimesRoom * _room)
        {
            _room = 0;
            return;
        }

        if (!_crops.TryGetValue(index, out var list))
        {
            list = [];
            _crops.Add(index, list);
        }

        list.Add(crop);
        _used += crop.ByteCount;
    }

    /// <summary>Forgets all.</summary>
    public void Clear()
    {
        _crops.Clear();
        _used = 0;
    }

    /// <summary>What is kept of a frame; empty where nothing is.</summary>
    public IReadOnlyList<FrameCrop> At(int index) => _crops.TryGetValue(index, out var crops) ? crops : [];

    /// <summary>What a key frame reads, and a tenth of an eye distance more, for it is read where the smoothed face is.</summary>
    private static PixelRect Around(ReadOnlySpan<Vector3> landmarks)
    {
        const float side = 0.7f, above = 0.3f, below = 0.66f;
        var (left, right) = (landmarks[FaceIndices.LeftEye], landmarks[FaceIndices.RightEye]);
        var unit = Vector3.Distance(left, right);
        var across = Vector2.Normalize(Flat(right - left)) * unit;
        var down = new Vector2(-across.Y, across.X);
        var eyes = Flat(left + right) / 2;
        var mouth = Flat(landmarks[13] + landmarks[14]) / 2;
        Vector2 low = new(float.MaxValue), high = new(float.MinValue);
        foreach (var corner in (ReadOnlySpan<Vector2>)[eyes - (above * down), mouth + (below * down)])
        {
            low = Vector2.Min(low, Vector2.Min(corner - (side * across), corner + (side * across)));
            high = Vector2.Max(high, Vector2.Max(corner - (side * across), corner + (side * across)));
        }

        var (x, y) = ((int)MathF.Floor(low.X), (int)MathF.Floor(low.Y));
        return new PixelRect(x, y, (int)MathF.Ceiling(high.X) + 1 - x, (int)MathF.Ceiling(high.Y) + 1 - y);
    }

    private static Vector2 Flat(Vector3 p) => new(p.X, p.Y);
}
