using System.Collections.Frozen;

namespace HeyGem.Core.Voice.Words;

/// <summary>
/// Opening, width and closure of a mouth that says known sounds: each pulls the lips to its own target, the more the nearer it is
/// (dominance). The targets are those that the network was trained with, models/training/visemes.py.
/// </summary>
internal static class WordMotion
{
    /// <summary>What is left of an opening where the lips close.</summary>
    public const float OpenInClosure = 0.1f;

    // A sound moves nothing further away, seconds.
    private const double Window = 0.6;

    private const string Closed = "p";

    private static readonly FrozenDictionary<string, Target> _targets = new Dictionary<string, Target>
    {
        ["sil"] = new(0.04, 0, 1, 0.6, 0.06, 0.1),
        [Closed] = new(0, 0, 8, 0.25, 0.035, 0.07),
        ["f"] = new(0.08, 0.05, 4, 0.6, 0.04, 0.07),
        ["w"] = new(0.06, -0.9, 2.5, 2.5, 0.045, 0.1),
        ["th"] = new(0.36, 0.15, 1, 0.6, 0.045, 0.08),
        ["t"] = new(0.38, 0.15, 0.9, 0.4, 0.045, 0.08),
        ["s"] = new(0.32, 0.25, 2, 0.8, 0.045, 0.08),
        ["sh"] = new(0.24, -0.45, 2, 2, 0.045, 0.09),
        ["k"] = new(0.46, 0.1, 0.35, 0.25, 0.045, 0.08),
        ["h"] = new(0.45, 0.1, 0.1, 0.1, 0.045, 0.08),
        ["l"] = new(0.42, 0.15, 0.8, 0.4, 0.045, 0.08),
        ["r"] = new(0.2, -0.3, 1.2, 1, 0.05, 0.09),
        ["j"] = new(0.36, 0.5, 1, 1, 0.05, 0.09),
        ["a"] = new(0.95, 0.05, 1, 1, 0.06, 0.12),
        ["ae"] = new(0.9, 0.35, 1, 1, 0.06, 0.12),
        ["eh"] = new(0.75, 0.4, 1, 1, 0.06, 0.12),
        ["ah"] = new(0.62, 0, 1, 0.8, 0.06, 0.12),
        ["e"] = new(0.62, 0.5, 1, 1, 0.06, 0.12),
        ["ih"] = new(0.52, 0.35, 1, 0.9, 0.06, 0.12),
        ["i"] = new(0.45, 0.7, 1, 1.2, 0.06, 0.13),
        ["ax"] = new(0.45, 0, 0.45, 0.35, 0.06, 0.11),
        ["er"] = new(0.28, -0.25, 1, 1, 0.06, 0.11),
        ["ao"] = new(0.5, -0.4, 1, 1, 0.06, 0.12),
        ["o"] = new(0.38, -0.6, 1, 1.2, 0.06, 0.13),
        ["uh"] = new(0.3, -0.5, 1, 1, 0.06, 0.12),
        ["u"] = new(0.15, -0.8, 1, 1.3, 0.06, 0.13),
        ["oe"] = new(0.3, -0.5, 1, 1, 0.06, 0.12),
        ["y"] = new(0.15, -0.7, 1, 1.2, 0.06, 0.13),
    }.ToFrozenDictionary();

    /// <summary>The curves at the samples of a <see cref="MouthCurve"/>; nobody speaks where no word is.</summary>
    /// <param name="aligned">The words; those that are not heard have no sounds.</param>
    /// <param name="classes">The network's classes.</param>
    /// <param name="length">Samples.</param>
    public static (float[] Opening, float[] Width, float[] Closure) Of(WordAlignment aligned, SoundClasses classes, int length)
    {
        List<AlignedSound> sounds = [];
        foreach (var sound in aligned.Words.SelectMany(w => w.Sounds))
        {
            var last = sounds.Count == 0 ? 0 : sounds[^1].End;
            if (sound.Start > last)
            {
                sounds.Add(new AlignedSound(classes.Silence, last, sound.Start));
            }

            sounds.Add(sound);
        }

        sounds.Add(new AlignedSound(
            classes.Silence, sounds.Count == 0 ? 0 : sounds[^1].End, ((double)length / MouthCurve.RateHz) + Window));
        var (opening, width, closure) = (new float[length], new float[length], new float[length]);
        var first = 0;
        for (var k = 0; k < length; k++)
        {
            var t = (double)k / MouthCurve.RateHz;
            while (first < sounds.Count - 1 && sounds[first].End <= t - Window)
            {
                first++;
            }

            double near = 0, far = 0, open = 0, wide = 0;
            for (var i = first; i < sounds.Count && sounds[i].Start < t + Window; i++)
            {
                var sound = sounds[i];
                var target = _targets[classes.Names[sound.Class]];
                var away = Math.Max(0, Math.Abs(t - ((sound.Start + sound.End) / 2)) - (0.3 * (sound.End - sound.Start)));
                var (pull, hold) = (target.Pull * Math.Exp(-away / target.Reach), target.Hold * Math.Exp(-away / target.Spread));
                (near, far, open, wide) = (near + pull, far + hold, open + (pull * target.Opening), wide + (hold * target.Width));
                closure[k] = classes.Names[sound.Class] == Closed && t >= sound.Start && t < sound.End ? 1 : closure[k];
            }

            // Of a long stretch without sounds nothing may be near enough to count.
            opening[k] = near == 0 ? 0 : (float)(open / near) * (closure[k] > 0 ? OpenInClosure : 1);
            width[k] = far == 0 ? 0 : (float)(wide / far);
        }

        return (opening, width, closure);
    }

    /// <summary>What the lips do in a sound.</summary>
    /// <param name="Opening">0 closed .. 1 widest.</param>
    /// <param name="Width">-1 rounded .. 1 spread.</param>
    /// <param name="Pull">How much it insists on its opening.</param>
    /// <param name="Hold">How much it insists on its width.</param>
    /// <param name="Reach">Seconds over which the pull fades.</param>
    /// <param name="Spread">Seconds over which the hold fades.</param>
    private sealed record Target(double Opening, double Width, double Pull, double Hold, double Reach, double Spread);
}
