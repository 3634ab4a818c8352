using HeyGem.Core.Errors;
using HeyGem.Core.Timing;
using HeyGem.Core.Voice;

namespace HeyGem.Core.Tests.Voice;

public sealed class VoiceTimesTests
{
    private static readonly VoiceTimes _times = new([(0.2, 1.0)], [(0.31, 0.36), (0.615, 0.62)], [(0.8, 0.86)]);

    [Fact]
    public void What_is_told_stands_in_place_of_what_was_heard()
    {
        // The network heard lips from 0.4 to 0.5, where there are none, and again after what is told.
        var heard = Curve(closed: k => k is (>= 20 and < 25) or (>= 60 and < 65));

        var told = _times.Applied(heard, 0);

        AssertSpans([(0.31, 0.36), (0.6075, 0.6275), (1.19, 1.29)], told.Closure);
        AssertSpans([(0.8, 0.86)], told.Labiodental);
        Assert.All(heard.Closure.Skip(60), (value, k) => Assert.Equal(value, told.Closure[60 + k]));
        Assert.Equal(1, heard.Closure[20]);
    }

    [Theory]
    [InlineData(25)]
    [InlineData(30)]
    [InlineData(60)]
    public void The_mouth_closes_within_a_frame_of_each_told_contact_also_in_quiet(int fps)
    {
        var curve = _times.Applied(Curve(_ => false) with { Silence = [.. Enumerable.Repeat(1f, 15), .. new float[60]] }, 0);

        var driven = VoiceDriver.Sample(curve, new FrameRate(fps, 1), fps * 3 / 2, new VoiceDriveOptions());

        // Lips lead the sound by 40 ms.
        Assert.All(_times.Lips, span => Assert.Contains(
            Enumerable.Range(0, driven.FrameCount).Where(i => driven.Closure[i] > 0.99),
            i => (i / (double)fps) + 0.04 >= span.Start - (1.0 / fps) && (i / (double)fps) + 0.04 <= span.End + (1.0 / fps)));
    }

    [Fact]
    public void A_voice_that_begins_later_in_its_file_hears_its_own_part() =>
        AssertSpans([(0.11, 0.16), (0.4075, 0.4275)], _times.Applied(Curve(_ => false), 0.2).Closure);

    [Fact]
    public void Times_are_read_back_equal_and_a_damaged_file_has_a_code()
    {
        var file = Path.GetTempFileName();
        try
        {
            using (var stream = File.Create(file))
            {
                _times.Write(stream);
            }

            var again = VoiceTimes.Read(file);
            Assert.Equal((_times.Known, _times.Lips, _times.Teeth), (again.Known, again.Lips, again.Teeth), EqualSpans);
            File.WriteAllText(file, "lips\tsoon");
            Assert.Equal(ErrorCode.InputUnreadable, Assert.Throws<HeyGemException>(() => VoiceTimes.Read(file)).Code);
        }
        finally
        {
            File.Delete(file);
        }

        Assert.Equal(ErrorCode.InputNotFound, Assert.Throws<HeyGemException>(() => VoiceTimes.Read(file)).Code);
    }

    private static bool EqualSpans(
        (IReadOnlyList<(double, double)> A, IReadOnlyList<(double, double)> B, IReadOnlyList<(double, double)> C) one,
        (IReadOnlyList<(double, double)> A, IReadOnlyList<(double, double)> B, IReadOnlyList<(double, double)> C) other) =>
        one.A.SequenceEqual(other.A) && one.B.SequenceEqual(other.B) && one.C.SequenceEqual(other.C);

    private static MouthCurve Curve(Func<int, bool> closed) => new()
    {
        Opening = [.. Enumerable.Repeat(0.5f, 75)],
        Width = new float[75],
        Rounding = new float[75],
        Closure = [.. Enumerable.Range(0, 75).Select(k => closed(k) ? 1f : 0f)],
        Labiodental = new float[75],
        Silence = new float[75],
    };

    /// <summary>Where a probability is above one half, to 3 ms: its values lie 20 ms apart.</summary>
    private static void AssertSpans(IEnumerable<(double Start, double End)> expected, float[] probability) => Assert.Equal(
        expected, LipSpans.Above(probability, 0.5).Select(s => (s.Start, s.End)),
        (a, b) => Math.Abs(a.Start - b.Start) < 0.003 && Math.Abs(a.End - b.End) < 0.003);
}
