using HeyGem.Core.Engines.Mesh.Clip;
using HeyGem.Core.Engines.Shape;
using HeyGem.Core.Voice;

namespace HeyGem.Core.Engines.Mesh.Targets;

/// <summary>
/// The mouth that each output frame shall have: opening and width in units of the clip's outer-eye distance, and which frame of
/// the clip it is drawn on.
/// </summary>
public sealed class MouthTargets
{
    /// <summary>How much of the clip's slow change of width (a smile that stays) the speech is laid over.</summary>
    private const float PostureShare = 0.6f;

    /// <summary>
    /// How slowly the jaw follows the lips, frames at 25 a second: lips are light and shut for a <c>p</c> while the jaw swings on.
    /// </summary>
    private const double JawSigmaAt25 = 1.5;

    private readonly float[] _jaw;

    private MouthTargets(int[] sourceOf, float[] opening, float[] width, float[] jaw)
    {
        _jaw = jaw;
        SourceOf = sourceOf;
        Opening = opening;
        Width = width;
    }

    /// <summary>For each output frame the clip frame below it, counted from the track's start.</summary>
    public IReadOnlyList<int> SourceOf { get; }

    /// <summary>Gap of the inner lips per output frame.</summary>
    public IReadOnlyList<float> Opening { get; }

    /// <summary>Distance of the inner corners per output frame.</summary>
    public IReadOnlyList<float> Width { get; }

    /// <summary>See <see cref="DrivingCurve.Share"/>.</summary>
    public IReadOnlyList<float>? Share { get; private init; }

    /// <summary>The wanted mouth of an output frame.</summary>
    internal WantedMouth At(int output) => new(Opening[output], Width[output], _jaw[output]);

    /// <summary>Output frames.</summary>
    public int FrameCount => Opening.Count;

    /// <summary>
    /// Lays a voice's curve over the clip's own range. The curve is calibrated already (<see cref="VoiceDriver"/>): 0 is the clip's
    /// closed mouth, 1 its widest vowel, bent between them by how this person talks. Nothing here looks at the curve as a whole again, so
    /// that a style or a quiet passage keeps its size.
    /// </summary>
    /// <param name="curve">The driving curve, one value an output frame.</param>
    /// <param name="shapes">The analysed clip.</param>
    /// <param name="range">The clip's own range.</param>
    /// <param name="sourceOf">Clip frame of each output frame, as long as the curve.</param>
    /// <param name="intensity">0 (hardly moves) .. 1 (as measured) .. 1.5.</param>
    internal static MouthTargets FromVoice(DrivingCurve curve, FaceShapes shapes, MouthRange range, int[] sourceOf, float intensity)
    {
        var opening = VoiceOpening(curve, range, intensity);
        var release = (float)(range.ReleaseSpeed / shapes.FrameRate.PerSecond);
        SpeedLimit.KeepMinima(opening, release, float.PositiveInfinity);
        return new MouthTargets(sourceOf, opening, VoiceWidth(curve, shapes, range, sourceOf, intensity), JawOf(opening, shapes))
        {
            Share = curve.Share,
        };
    }

    /// <summary>Carries another clip's measured curve over to this clip, keeping its timing and shape.</summary>
    /// <param name="opening">The other clip's opening per output frame, its own outer-eye units.</param>
    /// <param name="width">The other clip's width.</param>
    /// <param name="shapes">This clip.</param>
    /// <param name="range">This clip's own range.</param>
    /// <param name="sourceOf">Clip frame of each output frame.</param>
    internal static MouthTargets FromMeasured(
        ReadOnlySpan<float> opening, ReadOnlySpan<float> width, FaceShapes shapes, MouthRange range, int[] sourceOf)
    {
        var o = opening.ToArray();
        var w = width.ToArray();
        Array.Sort(o);
        Array.Sort(w);
        var low = MouthRange.Percentile(o, 3);
        var swing = MathF.Max(MouthRange.Percentile(o, 97) - low, TargetTuning.LeastSwing);
        var closed = MathF.Min(range.OpeningP3, TargetTuning.MostClosed);
        var gain = range.EverOpens ? Math.Clamp((range.OpeningP97 - closed) / swing, TargetTuning.LeastCarry, TargetTuning.MostCarry) : 1;
        var median = MouthRange.Percentile(w, 50);
        var targetsO = new float[opening.Length];
        var targetsW = new float[opening.Length];
        for (var n = 0; n < targetsO.Length; n++)
        {
            targetsO[n] = Math.Clamp(closed + ((opening[n] - low) * gain), 0, range.Cap);
            var wide = range.WidthMedian + (TargetTuning.WidthCarry * (width[n] - median) * range.WidthMedian / median);
            targetsW[n] = range.ClampWidth(wide);
        }

        return new MouthTargets(sourceOf, targetsO, targetsW, JawOf(targetsO, shapes));
    }

    /// <summary>Takes openings and widths as they are.</summary>
    /// <param name="opening">Opening per output frame, this clip's outer-eye units.</param>
    /// <param name="width">Width per output frame.</param>
    /// <param name="sourceOf">Clip frame of each output frame.</param>
    internal static MouthTargets Exact(float[] opening, float[] width, int[] sourceOf) => new(sourceOf, opening, width, opening);

    /// <summary>The clip's own curve: every frame already has its target.</summary>
    /// <param name="shapes">The analysed clip.</param>
    /// <param name="sourceOf">Clip frame of each output frame.</param>
    internal static MouthTargets Own(FaceShapes shapes, int[] sourceOf) =>
        Exact([.. sourceOf.Select(i => shapes.Opening[i])], [.. sourceOf.Select(i => shapes.Width[i])], sourceOf);

    private static float[] JawOf(float[] opening, FaceShapes shapes) => TimeSmoother.Smooth(opening, JawSigmaAt25 * shapes.RateFactor);

    private static float[] VoiceOpening(DrivingCurve curve, MouthRange range, float intensity)
    {
        var closed = range.Shut;
        var bend = range.Bend;
        var result = new float[curve.FrameCount];
        for (var n = 0; n < result.Length; n++)
        {
            var o = MathF.Min(closed + (MathF.Pow(curve.Opening[n], bend) * intensity * (range.Loud - closed)), range.Cap);

            // The lower lip at the upper teeth leaves a slit, not a hole.
            o = float.Lerp(o, MathF.Min(o, MouthRange.Slit), curve.Labiodental[n]);
            o = float.Lerp(o, range.Closed, Math.Clamp(curve.Rest[n], 0, 1));
            result[n] = MathF.Max(0, o * (1 - Math.Clamp(curve.Closure[n], 0, 1)));
        }

        return result;
    }

    private static float[] VoiceWidth(DrivingCurve curve, FaceShapes shapes, MouthRange range, int[] sourceOf, float intensity)
    {
        var own = sourceOf.Select(i => shapes.Has(i) ? shapes.Width[i] : range.WidthMedian).ToArray();
        var posture = TimeSmoother.Smooth(own, 25 * shapes.RateFactor);
        var result = new float[curve.FrameCount];
        for (var n = 0; n < result.Length; n++)
        {
            var spread = curve.Width[n] * range.WidthSwing * intensity * (1 - Math.Clamp(curve.Rest[n], 0, 1));
            var wide = range.WidthMedian + (PostureShare * (posture[n] - range.WidthMedian)) + spread;
            result[n] = range.ClampWidth(wide);
        }

        return result;
    }
}
