using System.Globalization;
using HeyGem.Core.Errors;

namespace HeyGem.Core.Voice;

/// <summary>When the lips touch something while a synthesized voice speaks, as its synthesizer told.</summary>
/// <param name="Known">Stretches in which every contact is listed, seconds of the voice's file, ascending.</param>
/// <param name="Lips">Contacts of both lips (p, b, m) in them.</param>
/// <param name="Teeth">Contacts of the lower lip and the upper teeth (f, v) in them.</param>
public sealed record VoiceTimes(
    IReadOnlyList<(double Start, double End)> Known, IReadOnlyList<(double Start, double End)> Lips,
    IReadOnlyList<(double Start, double End)> Teeth)
{
    // A curve's values lie 20 ms apart: a shorter contact could fall between two of them.
    private const double Step = 1.0 / MouthCurve.RateHz;

    /// <summary>Writes one line each, <c>kind TAB start TAB end</c>; the stream stays open.</summary>
    public void Write(Stream stream)
    {
        using var writer = new StreamWriter(stream, leaveOpen: true) { NewLine = "\n" };
        foreach (var (kind, spans) in new[] { ("known", Known), ("lips", Lips), ("teeth", Teeth) })
        {
            foreach (var (start, end) in spans)
            {
                writer.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{kind}\t{start:0.######}\t{end:0.######}"));
            }
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="HeyGemException"><see cref="ErrorCode.InputNotFound"/>, <see cref="ErrorCode.InputUnreadable"/>.</exception>
    public static VoiceTimes Read(string path)
    {
        try
        {
            var rows = File.ReadLines(path).Select(line => line.Split('\t')).ToLookup(
                row => row[0], row => (Start: Number(row[1]), End: Number(row[2])));
            return new VoiceTimes([.. rows["known"]], [.. rows["lips"]], [.. rows["teeth"]]);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new HeyGemException(ErrorCode.InputNotFound, $"The voice's times {MediaName.Of(path)} do not exist.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or FormatException or IndexOutOfRangeException)
        {
            throw new HeyGemException(ErrorCode.InputUnreadable, $"The voice's times {MediaName.Of(path)} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>What of it lies in a part of the voice that is heard elsewhere.</summary>
    /// <param name="from">Where the part begins, seconds of the voice's file.</param>
    /// <param name="to">Where it ends.</param>
    /// <param name="at">Where it is heard.</param>
    public VoiceTimes Part(double from, double to, double at)
    {
        IReadOnlyList<(double Start, double End)> Of(IReadOnlyList<(double Start, double End)> spans) =>
        [
            .. spans.Where(s => s.End > from && s.Start < to)
                .Select(s => (Math.Max(s.Start, from) - from + at, Math.Min(s.End, to) - from + at)),
        ];

        return new VoiceTimes(Of(Known), Of(Lips), Of(Teeth));
    }

    /// <summary>The curve with the told contacts in place of the heard ones, wherever they are known.</summary>
    /// <param name="curve">What was heard.</param>
    /// <param name="start">The second of the file that the curve begins with.</param>
    public MouthCurve Applied(MouthCurve curve, double start)
    {
        ArgumentNullException.ThrowIfNull(curve);
        float[] closure = [.. curve.Closure], teeth = [.. curve.Labiodental], silence = [.. curve.Silence];
        foreach (var (from, to) in Known)
        {
            foreach (var k in Samples(from - start, to - start, curve.Length))
            {
                closure[k] = teeth[k] = 0;
            }
        }

        foreach (var (spans, contact) in new[] { (Lips, closure), (Teeth, teeth) })
        {
            foreach (var (from, to) in spans)
            {
                Paint(from - start, to - start, contact, silence);
            }
        }

        return curve with { Closure = closure, Labiodental = teeth, Silence = silence };
    }

    /// <summary>A contact whose probability passes one half at its ends. Nobody rests in it, however quiet it is.</summary>
    private static void Paint(double from, double to, float[] contact, float[] silence)
    {
        var (middle, half) = ((from + to) / 2, Math.Max(to - from, Step) / 2);
        foreach (var k in Samples(middle - half - Step, middle + half + Step, contact.Length))
        {
            var inside = half - Math.Abs((k * Step) - middle);
            contact[k] = Math.Max(contact[k], (float)Math.Clamp(0.5 + (inside / Step), 0, 1));
            silence[k] = Math.Min(silence[k], 1 - contact[k]);
        }
    }

    private static IEnumerable<int> Samples(double from, double to, int length)
    {
        var first = Math.Max(0, (int)Math.Ceiling(from / Step));
        return Enumerable.Range(first, Math.Max(0, Math.Min(length - 1, (int)Math.Floor(to / Step)) - first + 1));
    }

    private static double Number(string text) => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
}
