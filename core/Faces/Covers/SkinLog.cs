using System.Numerics;
using HeyGem.Core.Faces.Covers.Letters;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Faces.Covers;

/// <summary>
/// What one face's skin looks like in each frame in which it is followed, at the places of its <see cref="FaceLattice"/> and at
/// <see cref="FaceLattice.Upper"/>: 3168 bytes a frame in a spill. Written by one thread.
/// </summary>
internal sealed class SkinLog(FrameSpill spill, YuvSpace space)
{
    /// <summary>Values of a place: brightness in steps of 2.5 %, 0 if unseen, then Cb and Cr for the brightness around 128.</summary>
    public const int Values = 3;

    /// <summary>Bytes of a frame: the lattice, then the upper face.</summary>
    public const int Bytes = Values * (FaceLattice.Places + FaceLattice.UpperPlaces);

    private const float PerNatural = 40;
    private const float Darkest = 12;

    private readonly FrameRecords _records = new(spill, Bytes);
    private readonly List<bool> _usable = [];
    private readonly byte[] _record = new byte[Bytes];
    private readonly LetterProbe _probe = new(space);
    private readonly int[] _counts = new int[256];

    /// <summary>The places; null before the first frame was kept.</summary>
    public FaceLattice? Lattice { get; private set; }

    /// <summary>Frames, kept or not.</summary>
    public int Count => _usable.Count;

    /// <summary>The letters before the face in the frame that was added last, see <see cref="LetterProbe"/>; null for none.</summary>
    public byte[]? Letters { get; private set; }

    /// <summary>Whether a frame was kept and its skin is neither too dark nor burnt out, nor faded to white.</summary>
    public bool IsUsable(int frame) => _usable[frame];

    /// <summary>Adds a frame without a face.</summary>
    public void Skip()
    {
        Letters = null;
        _usable.Add(false);
    }

    /// <summary>Adds a frame.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="landmarks">468 points, frame pixels.</param>
    public void Keep(Frame frame, ReadOnlySpan<Vector3> landmarks)
    {
        var grid = CoverGrid.Of(landmarks);
        if (grid.CellPixels < CoverTuning.LeastCell)
        {
            Skip();
            return;
        }

        Lattice ??= new FaceLattice(landmarks);
        var reader = new SampleReader(frame, space);
        var (across, down) = (grid.Centre(1, 0) - grid.Centre(0, 0), grid.Centre(0, 1) - grid.Centre(0, 0));
        Array.Clear(_counts);
        var seen = 0;
        for (var place = 0; place < FaceLattice.Places; place++)
        {
            _record[Values * place] = 0;
            if (Lattice.IsFace[place] && Read(reader, Lattice.At(place, landmarks), across, down) is { } colour)
            {
                Write(place, colour);
                _counts[(int)Math.Clamp(colour.X, 0, 255)]++;
                seen++;
            }
        }

        for (var k = 0; k < FaceLattice.Upper.Length; k++)
        {
            var p = landmarks[FaceLattice.Upper[k]];
            _record[Values * (FaceLattice.Places + k)] = 0;
            if (Read(reader, new Vector2(p.X, p.Y), across, down) is { } colour)
            {
                Write(FaceLattice.Places + k, colour);
            }
        }

        var luma = Median(seen);
        Letters = luma <= CoverTuning.MostLuma ? _probe.Find(frame, landmarks, Lattice, luma) : null;
        Uncover(grid, landmarks);
        _usable.Add(luma is >= (int)CoverTuning.LeastLuma and <= (int)CoverTuning.MostLuma && seen > FaceLattice.Places / 4);
        if (_usable[^1])
        {
            _records.Write(Count - 1, _record);
        }
    }

    /// <summary>A usable frame's values, <see cref="Values"/> a place.</summary>
    public ReadOnlySpan<byte> Read(int frame, Span<byte> copy) => _records.Read(frame, copy);

    /// <summary>
    /// Leaves out the frames whose forehead is paler than in most and no darker: white lies over all of the picture, and no colour tells
    /// a thing.
    /// </summary>
    public void LeaveOutFaded()
    {
        (int Frame, int Light, int Red)[] seen = [.. Enumerable.Range(0, Count).Where(IsUsable).Select(Forehead)];
        if (seen.Length == 0)
        {
            return;
        }

        var light = seen.Select(f => f.Light).Order().ElementAt(seen.Length / 2);
        var red = seen.Select(f => f.Red).Order().ElementAt(seen.Length / 2);
        foreach (var (frame, _, _) in seen.Where(f => f.Light >= light && f.Red < CoverTuning.LeastForeheadRed * red))
        {
            _usable[frame] = false;
        }
    }

    /// <summary>Gives the room in the spill back.</summary>
    public void Release() => _records.Release();

    private static Vector3? Read(SampleReader reader, Vector2 place, Vector2 across, Vector2 down)
    {
        var sum = Vector3.Zero;
        foreach (var offset in (ReadOnlySpan<Vector2>)[default, across + down, across - down, down - across, -across - down])
        {
            if (!reader.TryRead(place + offset, out var colour))
            {
                return null;
            }

            sum += colour / 5;
        }

        return sum;
    }

    /// <summary>Letters are no skin.</summary>
    private void Uncover(CoverGrid grid, ReadOnlySpan<Vector3> landmarks)
    {
        for (var place = 0; place < FaceLattice.Places && Letters is not null; place++)
        {
            var p = Lattice!.IsFace[place] ? grid.ToCells(Lattice.At(place, landmarks)) : -Vector2.One;
            var (column, row) = ((int)MathF.Round(p.X), (int)MathF.Round(p.Y));
            if (column is >= 0 and < CoverGrid.Side && row is >= 0 and < CoverGrid.Side
                && CoverGrid.IsSet(Letters, (row * CoverGrid.Side) + column))
            {
                _record[Values * place] = 0;
            }
        }
    }

    private void Write(int place, Vector3 colour)
    {
        // Shade takes brightness and colour alike, so that their ratio belongs to the skin.
        var own = CoverTuning.SkinLuma / MathF.Max(colour.X, CoverTuning.DarkLuma);
        _record[Values * place] = (byte)MathF.Round(PerNatural * MathF.Log(MathF.Max(colour.X, Darkest)));
        _record[(Values * place) + 1] = (byte)Math.Clamp(MathF.Round(128 + (own * colour.Y)), 0, 255);
        _record[(Values * place) + 2] = (byte)Math.Clamp(MathF.Round(128 + (own * colour.Z)), 0, 255);
    }

    /// <summary>Brightness of forehead and temples, and Cr less Cb for it: middle values.</summary>
    private (int Frame, int Light, int Red) Forehead(int frame)
    {
        Span<byte> copy = stackalloc byte[Bytes];
        var values = Read(frame, copy)[(Values * FaceLattice.Places)..];
        Span<int> light = stackalloc int[FaceLattice.UpperPlaces], red = stackalloc int[FaceLattice.UpperPlaces];
        var count = 0;
        for (var at = 0; at < values.Length; at += Values)
        {
            if (values[at] != 0)
            {
                (light[count], red[count++]) = (values[at], values[at + 2] - values[at + 1]);
            }
        }

        light[..count].Sort();
        red[..count].Sort();
        return (frame, light[count / 2], red[count / 2]);
    }

    private int Median(int seen)
    {
        var luma = 0;
        for (var below = _counts[0]; luma < 255 && 2 * below < seen; below += _counts[luma])
        {
            luma++;
        }

        return luma;
    }
}
