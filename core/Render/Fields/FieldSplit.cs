using System.Runtime.InteropServices;
using HeyGem.Core.Frames;

namespace HeyGem.Core.Render.Fields;

/// <summary>
/// The two fields of interlaced frames as pictures of their own: a field's rows stay where they are, the rows between them are the mean of
/// both neighbours. Chroma rows belong to fields as luma rows do; in 4:2:0, too, each then lies where a whole picture's would. Immutable.
/// </summary>
/// <param name="IsTopFirst">Whether the field of the uppermost row is the earlier one.</param>
internal sealed record FieldSplit(bool IsTopFirst)
{
    /// <summary>Fields of a frame.</summary>
    public const int Count = 2;

    private const int Planes = 3;

    /// <summary>How a clip's frames are split, or null for one of whole pictures.</summary>
    /// <param name="fieldOrder">ffprobe's word for the field that is shown first.</param>
    /// <param name="rotationDegrees">How far the frames were turned: rows of turned frames are no fields.</param>
    public static FieldSplit? Of(string? fieldOrder, int rotationDegrees) =>
        fieldOrder is "tt" or "bb" && rotationDegrees == 0 ? new FieldSplit(fieldOrder == "tt") : null;

    /// <summary>Writes a field as a picture.</summary>
    /// <param name="frame">The frame.</param>
    /// <param name="field">0 for the field that is shown first, 1 for the other.</param>
    /// <param name="picture">A frame of the same layout and size; transparency is left as it is.</param>
    public void Take(Frame frame, int field, Frame picture)
    {
        for (var plane = 0; plane < Planes; plane++)
        {
            var rows = Rows(frame, plane);
            var from = frame.Plane(plane);
            var to = picture.Plane(plane);
            var first = FirstRow(field);
            for (var row = 0; row < rows; row++)
            {
                var above = row % 2 == first ? row : row > 0 ? row - 1 : Math.Min(1, rows - 1);
                var below = row % 2 == first ? row : row + 1 < rows ? row + 1 : above;
                Mean(RowOf(from, rows, above), RowOf(from, rows, below), RowOf(to, rows, row), frame.Layout.BytesPerSample);
            }
        }
    }

    /// <summary>Puts a field's own rows back; the other field's stay.</summary>
    /// <param name="picture">What <see cref="Take"/> wrote, drawn on.</param>
    /// <param name="field">0 for the field that is shown first, 1 for the other.</param>
    /// <param name="frame">The frame.</param>
    public void Put(Frame picture, int field, Frame frame)
    {
        for (var plane = 0; plane < Planes; plane++)
        {
            var rows = Rows(frame, plane);
            var from = picture.Plane(plane);
            var to = frame.Plane(plane);
            for (var row = FirstRow(field); row < rows; row += 2)
            {
                RowOf(from, rows, row).CopyTo(RowOf(to, rows, row));
            }
        }
    }

    private int FirstRow(int field) => (field == 0) == IsTopFirst ? 0 : 1;

    private static int Rows(Frame frame, int plane) => frame.Layout.PlaneHeight(plane, frame.Height);

    private static Span<byte> RowOf(Span<byte> plane, int rows, int row) => plane.Slice(row * (plane.Length / rows), plane.Length / rows);

    private static void Mean(ReadOnlySpan<byte> above, ReadOnlySpan<byte> below, Span<byte> row, int bytesPerSample)
    {
        if (bytesPerSample == 1)
        {
            for (var x = 0; x < row.Length; x++)
            {
                row[x] = (byte)((above[x] + below[x] + 1) >> 1);
            }

            return;
        }

        var a = MemoryMarshal.Cast<byte, ushort>(above);
        var b = MemoryMarshal.Cast<byte, ushort>(below);
        var r = MemoryMarshal.Cast<byte, ushort>(row);
        for (var x = 0; x < r.Length; x++)
        {
            r[x] = (ushort)((a[x] + b[x] + 1) >> 1);
        }
    }
}
