using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace HeyGem.Core.Composite;

/// <summary>
/// How samples lie in a plane, so that one kernel serves 8 bits and more. Offsets count samples; nothing is range-checked.
/// </summary>
internal interface ISampleFormat
{
    static abstract int Load(ref byte plane, int offset);

    static abstract void Store(ref byte plane, int offset, int value);

    static abstract Vector256<int> Load8(ref byte plane, int offset);

    static abstract void Store8(ref byte plane, int offset, Vector256<int> values);
}

/// <summary>One byte a sample.</summary>
internal readonly struct ByteSamples : ISampleFormat
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Load(ref byte plane, int offset) => Unsafe.Add(ref plane, offset);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref byte plane, int offset, int value) => Unsafe.Add(ref plane, offset) = (byte)value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Load8(ref byte plane, int offset)
    {
        var bytes = Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref Unsafe.Add(ref plane, offset))).AsByte();
        var words = Vector128.WidenLower(bytes);
        return Vector256.Create(Vector128.WidenLower(words), Vector128.WidenUpper(words)).AsInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store8(ref byte plane, int offset, Vector256<int> values)
    {
        var words = Vector128.Narrow(values.GetLower().AsUInt32(), values.GetUpper().AsUInt32());
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref plane, offset), Vector128.Narrow(words, words).AsUInt64().ToScalar());
    }
}

/// <summary>Two bytes a sample, low byte first.</summary>
internal readonly struct WordSamples : ISampleFormat
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Load(ref byte plane, int offset) => Unsafe.ReadUnaligned<ushort>(ref Unsafe.Add(ref plane, 2 * offset));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(ref byte plane, int offset, int value) =>
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref plane, 2 * offset), (ushort)value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Load8(ref byte plane, int offset)
    {
        var words = Unsafe.ReadUnaligned<Vector128<ushort>>(ref Unsafe.Add(ref plane, 2 * offset));
        return Vector256.Create(Vector128.WidenLower(words), Vector128.WidenUpper(words)).AsInt32();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store8(ref byte plane, int offset, Vector256<int> values) =>
        Unsafe.WriteUnaligned(
            ref Unsafe.Add(ref plane, 2 * offset), Vector128.Narrow(values.GetLower().AsUInt32(), values.GetUpper().AsUInt32()));
}
