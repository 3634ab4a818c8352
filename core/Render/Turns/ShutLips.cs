using HeyGem.Core.Voice;

namespace HeyGem.Core.Render.Turns;

/// <summary>
/// What a mouth's closing says about who speaks: lips that are shut while a vowel is heard are not those that speak it, and where p, b or m
/// is heard the speaker's are shut. Pure arithmetic.
/// </summary>
internal sealed class ShutLips
{
    // Of the gap that a mouth reaches in a tenth of its time: shut below the first share, open above the second.
    private const double ShutShare = 0.25;
    private const double OpenShare = 0.5;

    // Probabilities of the voice network.
    private const float NoClosure = 0.3f;
    private const float Closure = 0.5f;
    private const float Pause = 0.5f;

    // Steps of 20 ms: a closure that is heard so near may be the one that is seen, and a gap is seen so much early or late.
    private const int NearClosure = 3;
    private const int NearGap = 2;

    private const double AgainstShut = 0.6;
    private const double OfClosure = 1;

    private readonly float[] _opening;
    private readonly MouthCurve _heard;
    private readonly double _wide;

    /// <summary>Measures how wide the mouth opens.</summary>
    /// <param name="opening">Gap of the lips 50 times a second, eye distances; not a number where it is not seen.</param>
    /// <param name="heard">The sound at the same steps.</param>
    public ShutLips(float[] opening, MouthCurve heard)
    {
        (_opening, _heard) = (opening, heard);
        float[] known = [.. opening.Where(gap => !float.IsNaN(gap)).Order()];
        _wide = known.Length == 0 ? 0 : known[(int)(0.9 * (known.Length - 1))];
    }

    /// <summary>What it adds to the evidence for this mouth at a step; 0 where it says nothing.</summary>
    /// <param name="step">The step of the sound.</param>
    /// <param name="late">By how many steps the picture is late.</param>
    public double At(int step, int late)
    {
        var gaps = GapsAround(step + late);
        if (gaps.Count == 0)
        {
            return 0;
        }

        if (_heard.Closure[step] > Closure)
        {
            return gaps.Min() < ShutShare * _wide ? OfClosure : gaps.Min() > OpenShare * _wide ? -OfClosure : 0;
        }

        return gaps.Max() < ShutShare * _wide && _heard.Silence[step] < Pause && ClosureNear(step) < NoClosure ? -AgainstShut : 0;
    }

    private List<float> GapsAround(int step) =>
    [
        .. Enumerable.Range(step - NearGap, (2 * NearGap) + 1)
            .Where(k => k >= 0 && k < _opening.Length && !float.IsNaN(_opening[k])).Select(k => _opening[k]),
    ];

    private float ClosureNear(int step)
    {
        var (from, to) = (Math.Max(0, step - NearClosure), Math.Min(_heard.Length, step + NearClosure + 1));
        return _heard.Closure[from..to].Max();
    }
}
