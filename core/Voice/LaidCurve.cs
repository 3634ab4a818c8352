using HeyGem.Core.Timing;
using HeyGem.Core.Voice.Features;

namespace HeyGem.Core.Voice;

/// <summary>The curve of a voice that was cut into pieces, out of the curves of what they were cut from.</summary>
internal static class LaidCurve
{
    /// <summary>
    /// A curve of a given length that reads each stretch at its place, and rests where there is none or where the stretch's own voice has
    /// ended. Between two samples of a stretch it follows the cubic through them.
    /// </summary>
    public static MouthCurve Of(IReadOnlyList<LaidStretch<MouthCurve>> stretches, MediaTime length)
    {
        var count = (int)length.SamplesBegun(MouthCurve.RateHz);
        var laid = new MouthCurve
        {
            Opening = new float[count],
            Width = new float[count],
            Rounding = new float[count],
            Closure = new float[count],
            Labiodental = new float[count],
            Silence = new float[count],
        };
        laid.Silence.AsSpan().Fill(1);
        foreach (var stretch in stretches)
        {
            Lay(stretch, laid);
        }

        return laid;
    }

    private static void Lay(LaidStretch<MouthCurve> stretch, MouthCurve laid)
    {
        var from = stretch.Heard;
        var (first, end) = stretch.Steps(MouthCurve.RateHz, laid.Length);
        for (var k = first; k < end; k++)
        {
            var place = stretch.PlaceOf(k, MouthCurve.RateHz);
            if (place > from.Length - 1)
            {
                return;
            }

            laid.Opening[k] = Math.Clamp(CurveSampler.Cubic(from.Opening, place), 0, 1);
            laid.Width[k] = Math.Clamp(CurveSampler.Cubic(from.Width, place), -1, 1);
            laid.Rounding[k] = Math.Clamp(CurveSampler.Cubic(from.Rounding, place), 0, 1);
            laid.Closure[k] = Math.Clamp(CurveSampler.Cubic(from.Closure, place), 0, 1);
            laid.Labiodental[k] = Math.Clamp(CurveSampler.Cubic(from.Labiodental, place), 0, 1);
            laid.Silence[k] = Math.Clamp(CurveSampler.Cubic(from.Silence, place), 0, 1);
        }
    }
}
