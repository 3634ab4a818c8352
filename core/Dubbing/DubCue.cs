using HeyGem.Core.Captions;
using HeyGem.Core.Speech;

namespace HeyGem.Core.Dubbing;

/// <summary>A cue and the speech that was made of it. Times are seconds from the clip's first frame.</summary>
public sealed record DubCue
{
    /// <summary>The cue.</summary>
    public required Cue Cue { get; init; }

    /// <summary>Its number among the cues, from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The voice that speaks it.</summary>
    public required string Voice { get; init; }

    /// <summary>Where its place ends: at its own end, or where the next cue begins.</summary>
    public required double PlaceEnd { get; init; }

    /// <summary>Where its place begins, and its speech.</summary>
    public required double Start { get; init; }

    /// <summary>Where its speech ends.</summary>
    public double End { get; init; }

    /// <summary>How long the voice takes for it by itself, seconds.</summary>
    public double NaturalSeconds { get; init; }

    /// <summary>The pace that it is spoken at; 1 is the voice's own.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>How it lies in its place.</summary>
    public required CueOutcome Outcome { get; init; }

    /// <summary>What would make it fit, a sentence; null where it fits.</summary>
    public string? Advice { get; init; }

    /// <summary>Its phones at their moments in the clip; empty where its voice tells none.</summary>
    public IReadOnlyList<SpokenPhone> Phones { get; init; } = [];

    /// <summary>The cue with the phones of its speech.</summary>
    /// <param name="phones">Phones from the first sample of the speech on.</param>
    internal DubCue With(IReadOnlyList<SpokenPhone> phones) => this with
    {
        Phones = [.. SpokenText.Moved(phones, 0, End - Start).Select(p => p with { Start = Start + p.Start, End = Start + p.End })],
    };
}
