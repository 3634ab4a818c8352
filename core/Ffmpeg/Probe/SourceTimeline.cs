using HeyGem.Core.Timing;

namespace HeyGem.Core.Ffmpeg.Probe;

/// <summary>
/// The pictures of a stream laid on a constant-rate time line. The rule: frame k shows the latest picture whose time stamp is
/// no later than the middle of frame k. So a picture a little early or late still lands in its own frame, a gap repeats the picture before
/// it, and of two pictures in one frame the later is shown. Time counts from the start of the file, in whole frames before the first
/// picture: where pictures begin later than the file's sound, the first one stands until then.
/// </summary>
/// <param name="timeStamps">Presentation time stamps in ascending order; empty where the container has none, when pictures are counted
/// instead.</param>
/// <param name="timeBase">Seconds of one unit of the time stamps, as a fraction.</param>
internal sealed class SourceTimeline(long[] timeStamps, Fraction timeBase)
{
    /// <summary>Pictures.</summary>
    public int Count => timeStamps.Length;

    /// <summary>Time stamps in the stream's units, ascending.</summary>
    public ReadOnlySpan<long> TimeStamps => timeStamps;

    /// <summary>Seconds of one unit.</summary>
    public Fraction TimeBase => timeBase;

    /// <summary>Positions of the pictures that decoding can start at, ascending.</summary>
    public int[] KeyPictures { get; init; } = [];

    /// <summary>Whether the file's last byte belongs to one of the pictures.</summary>
    public bool EndsWithFile { get; init; }

    /// <summary>
    /// Whether time stamps are only the count of pictures, because the container has none: decoding then starts at the front.
    /// </summary>
    public bool IsCounted { get; init; }

    /// <summary>Whole frames between the start of the file and the first picture.</summary>
    public long LeadFrames { get; init; }

    /// <summary>The same pictures, begun later.</summary>
    public SourceTimeline After(long leadFrames) => new(timeStamps, timeBase)
    {
        KeyPictures = KeyPictures,
        EndsWithFile = EndsWithFile,
        IsCounted = IsCounted,
        LeadFrames = leadFrames,
    };

    /// <summary>A picture's time on the file's own time line, seconds.</summary>
    public double SecondsOf(int picture) => (double)timeStamps[picture] * timeBase.Numerator / timeBase.Denominator;

    /// <summary>
    /// The first frame that shows picture <paramref name="picture"/> under the rule (a later picture may claim the same).
    /// </summary>
    public long FrameOf(int picture, FrameRate rate)
    {
        // ceil(x - 1/2), where x = (pts - first) * timeBase * rate.
        var numerator = (Int128)(timeStamps[picture] - timeStamps[0]) * timeBase.Numerator * rate.Numerator;
        var denominator = (Int128)timeBase.Denominator * rate.Denominator;
        var twice = (numerator * 2) - denominator;
        var divisor = denominator * 2;
        var quotient = twice / divisor;
        return LeadFrames + (long)(twice % divisor > 0 ? quotient + 1 : quotient);
    }

    /// <summary>The picture that frame <paramref name="frame"/> shows.</summary>
    public int PictureAt(long frame, FrameRate rate)
    {
        var (low, high) = (0, timeStamps.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (FrameOf(middle, rate) <= frame)
            {
                low = middle;
            }
            else
            {
                high = middle - 1;
            }
        }

        return low;
    }

    /// <summary>Frames that the rule repeats and pictures that it leaves out at a rate.</summary>
    public (long Repeated, long Dropped) Conformed(FrameRate rate)
    {
        var (repeated, dropped) = (0L, 0L);
        for (var i = 1; i < timeStamps.Length; i++)
        {
            var step = FrameOf(i, rate) - FrameOf(i - 1, rate);
            if (step == 0)
            {
                dropped++;
            }
            else
            {
                repeated += step - 1;
            }
        }

        return (repeated, dropped);
    }

    /// <summary>The latest picture not after <paramref name="picture"/> that decoding can start at.</summary>
    public int KeyPictureBefore(int picture)
    {
        var at = Array.BinarySearch(KeyPictures, picture);
        at = at >= 0 ? at : ~at - 1;
        return at < 0 ? 0 : KeyPictures[at];
    }
}
