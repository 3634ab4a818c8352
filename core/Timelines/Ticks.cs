using System.Numerics;
using HeyGem.Core.Timing;

namespace HeyGem.Core.Timelines;

/// <summary>
/// Frames and ticks as timelines count them, in whole numbers only. A frame of every usual rate is a whole number of ticks; of others it
/// is the nearest one.
/// </summary>
public static class Ticks
{
    /// <summary>Length of one frame at a rate.</summary>
    public static long FrameOf(FrameRate rate) =>
        (long)FloorDivide(((Int128)2 * MediaTime.TicksPerSecond * rate.Denominator) + rate.Numerator, (Int128)2 * rate.Numerator);

    /// <summary>The frame that holds an instant: the last that begins at or before it.</summary>
    public static long FrameAt(long ticks, long frame) => (long)FloorDivide(ticks, frame);

    /// <summary>The first frame that begins at or after an instant.</summary>
    public static long FrameFrom(long ticks, long frame) => -(long)FloorDivide(-(Int128)ticks, frame);

    /// <summary>The frame whose start is nearest; half-way goes to the later one.</summary>
    public static long NearestFrame(long ticks, long frame) => (long)FloorDivide(((Int128)2 * ticks) + frame, (Int128)2 * frame);

    /// <summary>The start of a count of frames at a rate, to the nearest tick; the count times <see cref="FrameOf"/> at usual
    /// rates.</summary>
    /// <exception cref="OverflowException">Later than a tick count reaches.</exception>
    public static long StartOf(long frame, FrameRate rate) => checked(frame * FrameOf(rate));

    /// <summary>A time given as a fraction of a second, to the nearest tick; half-way goes to the later one.</summary>
    /// <exception cref="OverflowException">Later than a tick count reaches.</exception>
    public static long OfSeconds(BigInteger numerator, BigInteger denominator)
    {
        var (twice, divisor) = (2 * numerator * MediaTime.TicksPerSecond, 2 * denominator);
        var quotient = BigInteger.DivRem(twice + denominator, divisor, out var rest);
        return checked((long)(rest.Sign < 0 ? quotient - 1 : quotient));
    }

    private static Int128 FloorDivide(Int128 a, Int128 b)
    {
        var quotient = a / b;
        return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
    }
}
