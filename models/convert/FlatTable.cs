using System.Buffers.Binary;
using System.Text;

namespace HeyGem.ModelConvert;

/// <summary>
/// One table of a FlatBuffers file, read in place. A table points back at a list of 16-bit offsets, one for each field of its
/// schema; an offset of 0 or a list that ends early means the field has its default.
/// </summary>
internal readonly struct FlatTable
{
    private readonly ReadOnlyMemory<byte> _file;
    private readonly int _position;

    private FlatTable(ReadOnlyMemory<byte> file, int position)
    {
        _file = file;
        _position = position;
    }

    /// <summary>The table that the file begins with.</summary>
    public static FlatTable Root(ReadOnlyMemory<byte> file) => new(file, BinaryPrimitives.ReadInt32LittleEndian(file.Span));

    /// <summary>A whole number of 4 bytes.</summary>
    public int Int(int field, int otherwise = 0) => Offset(field) is var o and > 0 ? Read32(_position + o) : otherwise;

    /// <summary>A whole number of 1 byte.</summary>
    public int Byte(int field, int otherwise = 0) => Offset(field) is var o and > 0 ? _file.Span[_position + o] : otherwise;

    /// <summary>A nested table, or null.</summary>
    public FlatTable? Table(int field) => Target(field) is var at and > 0 ? new FlatTable(_file, at) : null;

    /// <summary>A list of tables.</summary>
    public FlatTable[] Tables(int field)
    {
        var at = Target(field);
        var tables = new FlatTable[at > 0 ? Read32(at) : 0];
        for (var i = 0; i < tables.Length; i++)
        {
            var entry = at + 4 + (4 * i);
            tables[i] = new FlatTable(_file, entry + Read32(entry));
        }

        return tables;
    }

    /// <summary>A list of 32-bit numbers.</summary>
    public int[] Ints(int field)
    {
        var at = Target(field);
        var values = new int[at > 0 ? Read32(at) : 0];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = Read32(at + 4 + (4 * i));
        }

        return values;
    }

    /// <summary>A list of bytes.</summary>
    public ReadOnlyMemory<byte> Bytes(int field) => Target(field) is var at and > 0 ? _file.Slice(at + 4, Read32(at)) : default;

    /// <summary>UTF-8 text, empty when absent.</summary>
    public string Text(int field) => Encoding.UTF8.GetString(Bytes(field).Span);

    private int Offset(int field)
    {
        var table = _position - Read32(_position);
        var slot = 4 + (2 * field);
        var file = _file.Span;
        return slot < BinaryPrimitives.ReadUInt16LittleEndian(file[table..])
            ? BinaryPrimitives.ReadUInt16LittleEndian(file[(table + slot)..]) : 0;
    }

    private int Target(int field) => Offset(field) is var o and > 0 ? _position + o + Read32(_position + o) : 0;

    private int Read32(int at) => BinaryPrimitives.ReadInt32LittleEndian(_file.Span[at..]);
}
