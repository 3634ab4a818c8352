using HeyGem.Core.Engines.Shape;

namespace HeyGem.Core.Engines.Mesh.Clip;

/// <summary>What the person in the clip does with the mouth: usual opening and width, local units, from usable frames only.</summary>
internal sealed record MouthRange
{
    /// <summary>Opening above which a frame shows the inside of the mouth.</summary>
    public const float OpenFrame = 0.05f;

    /// <summary>Gap of lips that all but touch, local units.</summary>
    public const float Slit = 0.018f;

    /// <summary>The middle of a calibrated voice's opening while it speaks, 0..1, measured on four voices (.38 - .48).</summary>
    private const float UsualVowel = 0.42f;

    /// <summary>3rd percentile of the opening: how far the clip closes.</summary>
    public required float OpeningP3 { get; init; }

    /// <summary>Middle of the opening of the frames in which the lips are apart; 0 where they never are.</summary>
    public required float OpeningApart { get; init; }

    /// <summary>97.5th percentile of the opening.</summary>
    public required float OpeningP97 { get; init; }

    /// <summary>Middle of the width.</summary>
    public required float WidthMedian { get; init; }

    /// <summary>5th percentile of the width.</summary>
    public required float WidthP5 { get; init; }

    /// <summary>95th percentile of the width.</summary>
    public required float WidthP95 { get; init; }

    /// <summary>Fastest usual opening, local units a second (99th percentile of the rises).</summary>
    public required float OpeningSpeed { get; init; }

    /// <summary>Whether at least two frames show the inside of the mouth.</summary>
    public required bool EverOpens { get; init; }

    /// <summary>
    /// How far the clip is trusted about its own range, 0..1: a few seconds of one shot may hold only wide vowels, or none, and their
    /// neighbours must open alike.
    /// </summary>
    public required float Known { get; init; }

    /// <summary>How shut the mouth is when it closes: 0 where the clip ever closes, its own least gap otherwise, at most .02.</summary>
    public float Closed => OpeningP3 < ClipTuning.ClosesBelow ? 0 : ClipTuning.RestOpening;

    /// <summary>
    /// The widest opening that is ever asked for: the clip's own 97.5th percentile, or what speech needs where the mouth hardly moves.
    /// </summary>
    public float Cap => EverOpens ? MathF.Max(OpeningP97, ClipTuning.LeastCap) : ClipTuning.MostLoud;

    /// <summary>
    /// The widest vowel of usual speech: near what speech usually needs, and more as far as the clip is known to open wider; at most .22,
    /// since a clip of laughter is no measure for talk.
    /// </summary>
    public float Loud => EverOpens
        ? MathF.Min(Cap, float.Lerp(ClipTuning.UsualLoud, MathF.Min(Cap, ClipTuning.MostLoud), Known))
        : ClipTuning.SilentLoud;

    /// <summary>Where a voice's opening 0 comes to lie.</summary>
    public float Shut => EverOpens ? Math.Clamp(OpeningP3, 0, Slit) : 0;

    /// <summary>
    /// The power that a voice's opening 0..1 is raised to, .65..1: below 1 for a person who talks with the lips well apart, so that the
    /// voice's usual vowel comes to lie where the person's own does. With .65 both talkers at hand still stay below their own middle.
    /// </summary>
    public float Bend => EverOpens ? float.Lerp(ClipTuning.UsualBend, OwnBend, Known) : ClipTuning.SilentBend;

    /// <summary>
    /// Half the width's swing: the clip's own, within .03-.07; a mouth that never opens does not tell what it would do in speech.
    /// </summary>
    public float WidthSwing => EverOpens
        ? float.Lerp(ClipTuning.SilentSwing, Math.Clamp((WidthP95 - WidthP5) / 2, ClipTuning.LeastSwing, ClipTuning.MostSwing), Known)
        : ClipTuning.SilentSwing;

    /// <summary>Fastest opening that is asked for, local units a second: the person's own, within what reads as speech.</summary>
    public float ReleaseSpeed => EverOpens ? Math.Clamp(OpeningSpeed, ClipTuning.LeastSpeed, ClipTuning.MostSpeed) : ClipTuning.SilentSpeed;

    private float OwnBend
    {
        get
        {
            var usual = Math.Clamp((OpeningApart - Shut) / (Loud - Shut), ClipTuning.LeastVowel, ClipTuning.MostVowel);
            return Math.Clamp(MathF.Log(usual) / MathF.Log(UsualVowel), ClipTuning.LeastBend, 1);
        }
    }

    /// <summary>Holds a width to what the lips' material bears.</summary>
    public float ClampWidth(float width) => Math.Clamp(width, ClipTuning.Narrowest * WidthMedian, ClipTuning.Widest * WidthMedian);

    /// <summary>Measures a clip.</summary>
    /// <param name="shapes">The analysed clip.</param>
    /// <param name="usable">Frames that count.</param>
    public static MouthRange Of(FaceShapes shapes, IReadOnlyList<bool> usable)
    {
        var frames = Enumerable.Range(0, usable.Count).Where(i => usable[i] && shapes.Has(i)).ToArray();
        var openings = frames.Select(i => shapes.Opening[i]).Order().ToArray();
        var widths = frames.Select(i => shapes.Width[i]).Order().ToArray();
        var rate = (float)shapes.FrameRate.PerSecond;
        var rises = frames.Where(i => i > 0 && usable[i - 1] && shapes.Has(i - 1) && shapes.ShotOf[i] == shapes.ShotOf[i - 1])
            .Select(i => (shapes.Opening[i] - shapes.Opening[i - 1]) * rate).Where(d => d > 0).Order().ToArray();
        return new MouthRange
        {
            OpeningP3 = Percentile(openings, 3),
            OpeningApart = Percentile([.. openings.Where(o => o > Slit)], 50),
            OpeningP97 = Percentile(openings, ClipTuning.LargestPercent),
            WidthMedian = Percentile(widths, 50),
            WidthP5 = Percentile(widths, 5),
            WidthP95 = Percentile(widths, 95),
            OpeningSpeed = Percentile(rises, 99),
            EverOpens = openings.Count(o => o > OpenFrame) >= 2,
            Known = frames.Length / (frames.Length + (ClipTuning.SecondsToKnow * rate)),
        };
    }

    /// <summary>Linear percentile of ascending values; 0 of none.</summary>
    public static float Percentile(ReadOnlySpan<float> ascending, float percent)
    {
        if (ascending.IsEmpty)
        {
            return 0;
        }

        var at = percent / 100 * (ascending.Length - 1);
        var below = (int)at;
        var above = Math.Min(below + 1, ascending.Length - 1);
        return ascending[below] + ((at - below) * (ascending[above] - ascending[below]));
    }
}
