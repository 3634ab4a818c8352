using HeyGem.Core.Timing;

namespace HeyGem.Core.Voice;

/// <summary>Turns what a voice says into what a clip's mouth does: <see cref="MouthCurve"/> to <see cref="DrivingCurve"/>.</summary>
public static class VoiceDriver
{
    private const double LeadSeconds = 0.04;
    private const double RestSigmaSeconds = 0.05;
    private const double RestEdgeSeconds = 0.5;
    private const double LabiodentalThreshold = 0.5;
    private const float LabiodentalOpening = 0.15f;
    private const double TwoFramesFrom = 20;

    /// <summary>
    /// Samples a voice at the frames of a clip. Lips lead the sound by 40 ms; lips that close touch for at least two frames (one under 20
    /// frames a second); pauses of more than 250 ms, and everything outside the voice, rest. The voice's usual range of opening becomes
    /// 0..1 and of width -1..1.
    /// </summary>
    /// <param name="curve">The voice; its first value belongs to frame 0.</param>
    /// <param name="rate">The clip's frame rate.</param>
    /// <param name="frameCount">Frames to make; may be more or fewer than the voice lasts.</param>
    /// <param name="options">Offset and style.</param>
    public static DrivingCurve Sample(MouthCurve curve, FrameRate rate, int frameCount, VoiceDriveOptions options)
    {
        ArgumentNullException.ThrowIfNull(curve);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfNegative(frameCount);
        ArgumentOutOfRangeException.ThrowIfLessThan(curve.Length, 1, nameof(curve));
        var style = Articulation.Of(options.Style);
        var fps = rate.PerSecond;
        var ahead = LeadSeconds - (options.OffsetMs / 1000);
        var driving = Empty(frameCount);

        var rests = InClip(LipSpans.Rests(curve), ahead);
        LayRests(rests, fps, driving.Rest);
        var closures = InClip(LipSpans.Above(curve.Closure, style.ClosureThreshold), ahead);
        closures.RemoveAll(closure => rests.Exists(rest => rest.Start <= closure.Start && closure.End <= rest.End));
        ContactTrack.Lay(closures, fps, style.ContactSeconds, fps < TwoFramesFrom ? 1 : 2, driving.Closure);
        var labiodentals = InClip(LipSpans.Above(curve.Labiodental, LabiodentalThreshold), ahead);
        ContactTrack.Lay(labiodentals, fps, 0, 1, driving.Labiodental);

        Shape(curve, fps, ahead, style, driving);
        SpeedLimit.KeepMinima(driving.Opening, (float)(style.OpenSpeed / fps), (float)(style.CloseSpeed / fps));
        SpeedLimit.KeepMiddle(driving.Width, (float)(style.WidthSpeed / fps));
        SpeedLimit.KeepMiddle(driving.Rounding, (float)(style.WidthSpeed / fps));
        return driving;
    }

    private static void Shape(MouthCurve curve, double fps, double ahead, Articulation style, DrivingCurve driving)
    {
        var range = SpeechRange.Of(curve);
        var sampler = new CurveSampler(fps);
        for (var i = 0; i < driving.FrameCount; i++)
        {
            var time = (i / fps) + ahead;
            driving.Rest[i] *= 1 - driving.Closure[i];
            var voiced = 1 - driving.Rest[i];
            driving.Labiodental[i] *= voiced * (1 - driving.Closure[i]);

            var opening = 1 - MathF.Pow(1 - range.Opening(sampler.At(curve.Opening, time)), style.Bend);
            opening = Math.Min(opening, opening + ((LabiodentalOpening - opening) * driving.Labiodental[i]));
            driving.Opening[i] = opening * voiced * (1 - driving.Closure[i]);
            driving.Width[i] = Math.Clamp(style.WidthGain * range.Width(sampler.At(curve.Width, time)), -1, 1) * voiced;
            driving.Rounding[i] = Math.Clamp(style.WidthGain * sampler.At(curve.Rounding, time), 0, 1) * voiced;
        }
    }

    /// <summary>Rests with soft edges: a box under a Gaussian of 50 ms, by the logistic curve nearest to it.</summary>
    private static void LayRests(List<LipSpan> rests, double fps, float[] rest)
    {
        const double slope = 1.702 / RestSigmaSeconds;
        foreach (var span in rests)
        {
            var first = Math.Max(0, (span.Start - RestEdgeSeconds) * fps);
            var last = Math.Min(rest.Length - 1, (span.End + RestEdgeSeconds) * fps);
            for (var i = (int)first; i <= last; i++)
            {
                var begun = 1 / (1 + Math.Exp(-slope * ((i / fps) - span.Start)));
                var ended = 1 / (1 + Math.Exp(-slope * ((i / fps) - span.End)));
                rest[i] = (float)Math.Clamp(rest[i] + begun - ended, 0, 1);
            }
        }
    }

    private static List<LipSpan> InClip(List<LipSpan> spans, double ahead) =>
        spans.ConvertAll(span => new LipSpan(span.Start - ahead, span.End - ahead));

    private static DrivingCurve Empty(int frames) => new()
    {
        Opening = new float[frames],
        Width = new float[frames],
        Rounding = new float[frames],
        Closure = new float[frames],
        Labiodental = new float[frames],
        Rest = new float[frames],
    };
}
