namespace HeyGem.Core.Dubbing;

/// <summary>
/// How far a background goes down while cues are spoken. Between cues it comes back only where there is time for it; outside
/// <see cref="Touched"/> its samples stay as they are.
/// </summary>
internal sealed class Ducking
{
    // 20 dB keeps a room's tone and hides the words that are replaced. It is down when the speech begins.
    private const double Level = 0.1;
    private const double DownSeconds = 0.15;
    private const double UpSeconds = 0.3;

    private readonly int _rate;
    private readonly (long From, long To)[] _spoken;
    private int _current;

    /// <summary>Prepares it for cues in order of their beginnings.</summary>
    /// <param name="cues">The cues; those without speech do nothing.</param>
    /// <param name="rateHz">Samples a second.</param>
    public Ducking(IEnumerable<DubCue> cues, int rateHz)
    {
        _rate = rateHz;
        var spoken = new List<(long From, long To)>();
        foreach (var cue in cues.Where(c => c.End > c.Start))
        {
            var (from, to) = ((long)Math.Floor(cue.Start * rateHz), (long)Math.Ceiling(cue.End * rateHz));
            if (spoken.Count > 0 && from - spoken[^1].To < (DownSeconds + UpSeconds) * rateHz)
            {
                spoken[^1] = (spoken[^1].From, Math.Max(spoken[^1].To, to));
            }
            else
            {
                spoken.Add((from, to));
            }
        }

        _spoken = [.. spoken];
    }

    /// <summary>The stretches of samples that are changed, ends exclusive; everything else stays bit for bit.</summary>
    public IEnumerable<(long From, long To)> Touched =>
        _spoken.Select(s => (Math.Max(0, s.From - (long)(DownSeconds * _rate)), s.To + (long)(UpSeconds * _rate)));

    /// <summary>The factor of a sample; exactly 1 outside what is touched. Samples are asked for in order.</summary>
    public float Gain(long sample)
    {
        while (_current < _spoken.Length && sample >= _spoken[_current].To + (long)(UpSeconds * _rate))
        {
            _current++;
        }

        if (_current == _spoken.Length)
        {
            return 1;
        }

        var (from, to) = _spoken[_current];
        var depth = sample < from ? 1 - ((from - sample) / (DownSeconds * _rate))
            : sample >= to ? 1 - ((sample - to) / (UpSeconds * _rate))
            : 1;

        // Even in decibels: the ear hears a straight line.
        return depth <= 0 ? 1 : (float)Math.Pow(Level, Math.Min(1, depth));
    }
}
