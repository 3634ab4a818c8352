using System.Numerics;
using System.Runtime.InteropServices;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Faces;

/// <summary>
/// The faces of frames that follow each other, null where a frame has none. Some 32 bytes a frame stay in memory; landmarks (2808 bytes)
/// and masks (1152 bytes each, of covered faces only) are kept in a <see cref="FrameSpill"/>. Written by one thread; safe to read from many
/// after that.
/// </summary>
internal sealed class FaceFrames
{
    private const int PointBytes = 3 * FaceTrack.LandmarkCount * sizeof(short);

    private readonly List<Head> _heads;
    private readonly FrameRecords _points;
    private readonly FrameRecords _masks;
    private readonly FrameRecords _letters;

    /// <summary>Starts with frames without a face.</summary>
    public FaceFrames(FrameSpill spill, int count = 0)
    {
        Spill = spill;
        _points = new FrameRecords(spill, PointBytes);
        _masks = new FrameRecords(spill, CoverGrid.Bytes);
        _letters = new FrameRecords(spill, CoverGrid.Bytes);
        _heads = new List<Head>(count);
        CollectionsMarshal.SetCount(_heads, count);
    }

    private enum Find : byte
    {
        Nothing,
        Face,
        Covered,
        GreyCovered,
        GreyFollowed,
    }

    /// <summary>Where landmarks and masks are; what is made of them is kept there, too.</summary>
    public FrameSpill Spill { get; }

    /// <summary>Frames.</summary>
    public int Count => _heads.Count;

    /// <summary>A frame's face as an object of its own.</summary>
    public FaceFrame? this[int index]
    {
        get => Has(index) ? Materialise(index) : null;
        set
        {
            _heads[index] = value is null ? default : Head.Of(value);
            if (value is not null)
            {
                _points.Write(index, MemoryMarshal.AsBytes<short>(value.Points));
                if (value.Cover is { } cover)
                {
                    _masks.Write(index, cover.Mask);
                }

                if (value.Letters is { } letters)
                {
                    _letters.Write(index, letters);
                }
            }
        }
    }

    /// <summary>Keeps faces that are in memory.</summary>
    public static FaceFrames Of(IEnumerable<FaceFrame?> frames)
    {
        var kept = new FaceFrames(FrameSpill.InMemory);
        foreach (var frame in frames)
        {
            kept.Add(frame);
        }

        return kept;
    }

    /// <summary>Whether a frame has a face.</summary>
    public bool Has(int index) => _heads[index].Find != Find.Nothing;

    /// <summary>See <see cref="FaceFrame.Origin"/>; 0 where there is no face.</summary>
    public Vector3 Origin(int index) => _heads[index].Origin;

    /// <summary>See <see cref="FaceFrame.Step"/>; 0 where there is no face.</summary>
    public float Step(int index) => _heads[index].Step;

    /// <summary>See <see cref="FaceTrack.Confidence"/>.</summary>
    public float Confidence(int index) => _heads[index].Confidence;

    /// <summary>See <see cref="FaceTrack.Sharpness"/>.</summary>
    public float Sharpness(int index) => _heads[index].Sharpness;

    /// <summary>Whether something stands before the face.</summary>
    public bool IsCovered(int index) => _heads[index].Find >= Find.Covered;

    /// <summary>See <see cref="FrameCover.IsGrey"/>; false where nothing stands before the face.</summary>
    public bool IsGreyCovered(int index) => _heads[index].Find >= Find.GreyCovered;

    /// <summary>See <see cref="FrameCover.IsFollowed"/>.</summary>
    public bool IsFollowed(int index) => _heads[index].Find == Find.GreyFollowed;

    /// <summary>Adds a frame at the end.</summary>
    public void Add(FaceFrame? frame)
    {
        _heads.Add(default);
        this[Count - 1] = frame;
    }

    /// <summary>Adds a frame at the end, with what is now known of the frames before it.</summary>
    public void Add(FaceFrame frame, IReadOnlyList<FaceFrame?> before)
    {
        for (var k = 0; k < before.Count; k++)
        {
            this[Count - before.Count + k] = before[k];
        }

        Add(frame);
    }

    /// <summary>Copies the landmarks of a frame with a face, frame pixels.</summary>
    public void Read(int index, Span<Vector3> landmarks)
    {
        Span<byte> copy = stackalloc byte[PointBytes];
        var head = _heads[index];
        FaceFrame.Read(head.Origin, head.Step, MemoryMarshal.Cast<byte, short>(_points.Read(index, copy)), landmarks);
    }

    /// <summary>What stands before a face; null where nothing does, and where there is no face.</summary>
    public FrameCover? Cover(int index) => IsCovered(index)
        ? new FrameCover(_masks.Read(index, stackalloc byte[CoverGrid.Bytes]).ToArray(), IsGreyCovered(index), IsFollowed(index))
        : null;

    /// <summary>Whether letters stand before the face.</summary>
    public bool IsLettered(int index) => _heads[index].IsLettered;

    /// <summary>The letters before a face; null where there are none.</summary>
    public byte[]? Letters(int index) => IsLettered(index) ? _letters.Read(index, stackalloc byte[CoverGrid.Bytes]).ToArray() : null;

    /// <summary>Gives the room in the spill back; nothing can be read any more.</summary>
    public void Release()
    {
        _heads.Clear();
        _points.Release();
        _masks.Release();
        _letters.Release();
    }

    private FaceFrame Materialise(int index) => new()
    {
        Origin = _heads[index].Origin,
        Step = _heads[index].Step,
        Points = MemoryMarshal.Cast<byte, short>(_points.Read(index, stackalloc byte[PointBytes])).ToArray(),
        Confidence = _heads[index].Confidence,
        Sharpness = _heads[index].Sharpness,
        Cover = Cover(index),
        Letters = Letters(index),
    };

    private readonly record struct Head(Vector3 Origin, float Step, float Confidence, float Sharpness, Find Find, bool IsLettered)
    {
        public static Head Of(FaceFrame frame) => new(
            frame.Origin, frame.Step, frame.Confidence, frame.Sharpness,
            frame.Cover is null ? Find.Face : !frame.Cover.IsGrey ? Find.Covered : frame.Cover.IsFollowed ? Find.GreyFollowed
                : Find.GreyCovered,
            frame.Letters is not null);
    }
}
