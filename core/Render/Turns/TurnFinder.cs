using HeyGem.Core.Voice;

namespace HeyGem.Core.Render.Turns;

/// <summary>
/// Finds whose mouth goes with a sound: opening and width that are heard are correlated with those of each mouth over 0.6 s and step by
/// step, at the one delay that suits all of them best, and the most likely course of turns is taken. Pure arithmetic, no I/O.
/// </summary>
internal sealed class TurnFinder
{
    // Steps of 20 ms: a window of 0.6 s, of a second for the size of what moves; files are out of sync by up to 0.2 s, and mouths are early
    // or late by three steps more.
    private const int Reach = 15;
    private const int SizeReach = 25;
    private const int MostLate = 10;
    private const int Tolerance = 3;

    // How much a mouth moves is compared over 1.2 s.
    private const int MotionReach = 30;

    // Deviations below these are the tracker's tremble (eye distances), and a sound without syllables.
    private const double StillMouth = 0.008;
    private const double StillSound = 0.05;
    private const double NoMotion = 0.01;

    // Shares of the evidence. Measured in decision 0033.
    private const double OpeningShare = 0.7;
    private const double MotionShare = 0.3;

    // Most of the correlation is that of single steps: a window alone sees a turn begin half of it early or late. One step says no more
    // than so much.
    private const double StepShare = 0.75;
    private const double MostOfStep = 2;

    // What a mouth's evidence must pass to be somebody who speaks, and what a change of speakers costs, in evidence times steps.
    private const float Nobody = 0.1f;
    private const float Change = 10;
    private const float ChangeInPause = 2.4f;

    // How sure a turn is: by the lead of its evidence, more over longer ones.
    private const double Sureness = 6;
    private const double LongTurn = 4;

    // Turns of one person across a pause of less are one, if nobody else has it.
    private const double Breath = 1;
    private const double LeastTurn = 0.25;

    private readonly MouthCurve _heard;
    private readonly IReadOnlyList<SeenMouth> _mouths;
    private readonly IReadOnlyList<ShutLips> _lips;
    private readonly bool[] _inSpeech;
    private readonly (float[] Opening, float[] Width) _sound;

    private TurnFinder(MouthCurve heard, IReadOnlyList<SeenMouth> mouths)
    {
        _heard = heard;
        _lips = [.. mouths.Select(m => new ShutLips(m.Opening, heard))];
        _mouths = [.. mouths.Select(m => new SeenMouth(Windows.Quickened(m.Opening), Windows.Quickened(m.Width)))];
        _sound = (Windows.Quickened(heard.Opening),
            Windows.Quickened([.. heard.Width.Zip(heard.Silence, (width, silence) => width * (1 - silence))]));
        _inSpeech = new bool[heard.Length];
        foreach (var span in Spoken())
        {
            Array.Fill(_inSpeech, true, Step(span.Start), Step(span.End) - Step(span.Start));
        }
    }

    private int Length => _inSpeech.Length;

    /// <summary>Finds them.</summary>
    /// <param name="heard">The clip's own sound.</param>
    /// <param name="mouths">What is seen of each mouth at the same steps.</param>
    /// <returns>For each mouth its turns; what nobody of them speaks; how late the mouths are.</returns>
    public static FoundTurns Find(MouthCurve heard, IReadOnlyList<SeenMouth> mouths) => new TurnFinder(heard, mouths).Find();

    /// <summary>The stretches of speech between pauses, seconds.</summary>
    public static List<LipSpan> SpokenIn(MouthCurve heard)
    {
        var spoken = new List<LipSpan>();
        var before = double.NegativeInfinity;
        foreach (var rest in LipSpans.Rests(heard))
        {
            if (rest.Start > before && !double.IsInfinity(before))
            {
                spoken.Add(new LipSpan(Math.Max(0, before), rest.Start));
            }

            before = rest.End;
        }

        return spoken;
    }

    private List<LipSpan> Spoken() => SpokenIn(_heard);

    private int Step(double seconds) => Math.Clamp((int)Math.Round(seconds * MouthCurve.RateHz), 0, Length);

    private FoundTurns Find()
    {
        var late = Enumerable.Range(-MostLate, (2 * MostLate) + 1).OrderBy(Math.Abs).MaxBy(Agreement);
        var evidence = Evidence(late);
        var runs = Joined(Joined(Runs(Course(evidence))).Where(run => run.Who == _mouths.Count || run.Span.Length >= LeastTurn));
        return new FoundTurns(
            [.. _mouths.Select((_, f) => Sure([.. runs.Where(run => run.Who == f).Select(run => run.Span)], f, evidence))],
            [.. runs.Where(run => run.Who == _mouths.Count).Select(run => run.Span)],
            late * 1000.0 / MouthCurve.RateHz);
    }

    /// <summary>Stretches of speech without a pause or a change of speakers, ascending, and whose each is.</summary>
    private IEnumerable<(LipSpan Span, int Who)> Runs(int[] course)
    {
        for (int k = 0, end; k < Length; k = end)
        {
            end = k + 1;
            while (end < Length && course[end] == course[k] && _inSpeech[end] == _inSpeech[k])
            {
                end++;
            }

            if (_inSpeech[k])
            {
                yield return (new LipSpan((double)k / MouthCurve.RateHz, (double)end / MouthCurve.RateHz), course[k]);
            }
        }
    }

    /// <summary>Joins what a breath parts; not where anybody else speaks in between.</summary>
    private static List<(LipSpan Span, int Who)> Joined(IEnumerable<(LipSpan Span, int Who)> runs)
    {
        var joined = new List<(LipSpan Span, int Who)>();
        foreach (var run in runs)
        {
            if (joined.Count > 0 && joined[^1].Who == run.Who && run.Span.Start - joined[^1].Span.End < Breath)
            {
                joined[^1] = (joined[^1].Span with { End = run.Span.End }, run.Who);
            }
            else
            {
                joined.Add(run);
            }
        }

        return joined;
    }

    /// <summary>How well some mouth or other goes with the sound at a delay of the picture, over all speech.</summary>
    private double Agreement(int late)
    {
        var windows = _mouths.Select(m => WindowsOf(m, late)).ToList();
        return Enumerable.Range(0, Length / 5).Select(k => 5 * k).Where(k => _inSpeech[k])
            .Sum(k => windows.Select(w => At(w, k)).Append(Nobody).Max());
    }

    private (Windows Opening, Windows Width) WindowsOf(SeenMouth mouth, int late) => (
        new Windows(_sound.Opening, mouth.Opening, late, (StillSound, StillMouth)),
        new Windows(_sound.Width, mouth.Width, late, (StillSound, StillMouth)));

    private static double At((Windows Opening, Windows Width) windows, int step) =>
        (OpeningShare * windows.Opening.Correlation(step - Reach, step + Reach + 1))
            + ((1 - OpeningShare) * windows.Width.Correlation(step - Reach, step + Reach + 1));

    private static double Of((Windows Opening, Windows Width) windows, int step) => Math.Clamp(
        (OpeningShare * windows.Opening.Product(step, SizeReach)) + ((1 - OpeningShare) * windows.Width.Product(step, SizeReach)),
        -MostOfStep, MostOfStep);

    /// <summary>For each mouth and step how much speaks for it: its correlation, its share of all that moves, and its closing.</summary>
    private List<float[]> Evidence(int late)
    {
        var motions = _mouths.Select(m => new Windows(m.Opening, m.Opening, 0, (0, 0))).ToList();
        return [.. _mouths.Select((mouth, f) =>
        {
            (Windows, Windows)[] windows = [.. new[] { -Tolerance, 0, Tolerance }.Select(t => WindowsOf(mouth, late + t))];
            return Enumerable.Range(0, Length).Select(k =>
            {
                var all = motions.Sum(m => m.Deviation(k - MotionReach, k + MotionReach + 1)) + NoMotion;
                var share = _mouths.Count == 1 ? 0
                    : (motions[f].Deviation(k - MotionReach, k + MotionReach + 1) / all) - (1.0 / _mouths.Count);
                var correlation = ((1 - StepShare) * windows.Max(w => At(w, k))) + (StepShare * windows.Max(w => Of(w, k)));
                return (float)(correlation + (MotionShare * share) + _lips[f].At(k, late));
            }).ToArray();
        })];
    }

    /// <summary>The most likely speaker of each step, the number of mouths for nobody of them.</summary>
    private int[] Course(List<float[]> evidence)
    {
        var states = evidence.Count + 1;
        var from = new byte[Length, states];
        var best = new double[states];
        for (var k = 0; k < Length; k++)
        {
            var top = Array.IndexOf(best, best.Max());
            var cost = _inSpeech[k] ? Change : ChangeInPause;
            var next = new double[states];
            for (var s = 0; s < states; s++)
            {
                var stays = best[s] >= best[top] - cost;
                from[k, s] = (byte)(stays ? s : top);
                next[s] = (stays ? best[s] : best[top] - cost)
                    + (!_inSpeech[k] ? 0 : s == evidence.Count ? Nobody : evidence[s][k]);
            }

            best = next;
        }

        var course = new int[Length];
        var at = Array.IndexOf(best, best.Max());
        for (var k = Length - 1; k >= 0; k--)
        {
            course[k] = at;
            at = from[k, at];
        }

        return course;
    }

    /// <summary>How sure each turn of a mouth is.</summary>
    private List<FoundTurn> Sure(List<LipSpan> own, int mouth, List<float[]> evidence)
    {
        var turns = new List<FoundTurn>();
        foreach (var span in own)
        {
            int[] steps = [.. Enumerable.Range(Step(span.Start), Step(span.End) - Step(span.Start)).Where(k => _inSpeech[k])];
            var lead = steps.Average(k =>
                evidence[mouth][k] - evidence.Where((_, f) => f != mouth).Select(e => e[k]).Append(Nobody).Max());
            var sure = 1 / (1 + Math.Exp(-Sureness * lead * Math.Sqrt(Math.Min(span.Length, LongTurn))));
            turns.Add(new FoundTurn(span, Math.Round(sure, 2)));
        }

        return turns;
    }
}

/// <summary>What is seen of a mouth, 50 times a second, in eye distances; not a number where it is not seen.</summary>
/// <param name="Opening">Gap of the lips.</param>
/// <param name="Width">Distance of the corners.</param>
internal sealed record SeenMouth(float[] Opening, float[] Width);

/// <summary>Who speaks when.</summary>
/// <param name="Turns">For each mouth its turns, ascending.</param>
/// <param name="Unseen">What none of the mouths speaks, seconds.</param>
/// <param name="LateMs">How much later the mouths are seen than the sound is heard.</param>
internal sealed record FoundTurns(
    IReadOnlyList<IReadOnlyList<FoundTurn>> Turns, IReadOnlyList<LipSpan> Unseen, double LateMs);

/// <summary>A turn before it is counted in frames.</summary>
/// <param name="Span">When, seconds.</param>
/// <param name="Confidence">See <see cref="SpokenTurn.Confidence"/>.</param>
internal sealed record FoundTurn(LipSpan Span, double Confidence);
