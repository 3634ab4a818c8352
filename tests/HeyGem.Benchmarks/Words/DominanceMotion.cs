using System.Globalization;
using HeyGem.Core.Voice;
using HeyGem.Core.Voice.Words;

namespace HeyGem.Benchmarks.Words;

/// <summary>Opening and width from known sounds, by the dominance rule of models/training/targets.py.</summary>
internal static class DominanceMotion
{
    private const double Window = 0.6;

    // Of models/training/visemes.py: opening, width, pull, hold, reach, spread.
    private static readonly Dictionary<string, double[]> _values = (
        "sil .04 0 1 .6 .06 .1;p 0 0 8 .25 .035 .07;f .08 .05 4 .6 .04 .07;w .06 -.9 2.5 2.5 .045 .1;th .36 .15 1 .6 .045 .08;"
        + "t .38 .15 .9 .4 .045 .08;s .32 .25 2 .8 .045 .08;sh .24 -.45 2 2 .045 .09;k .46 .1 .35 .25 .045 .08;h .45 .1 .1 .1 .045 .08;"
        + "l .42 .15 .8 .4 .045 .08;r .2 -.3 1.2 1 .05 .09;j .36 .5 1 1 .05 .09;a .95 .05 1 1 .06 .12;ae .9 .35 1 1 .06 .12;"
        + "eh .75 .4 1 1 .06 .12;ah .62 0 1 .8 .06 .12;e .62 .5 1 1 .06 .12;ih .52 .35 1 .9 .06 .12;i .45 .7 1 1.2 .06 .13;"
        + "ax .45 0 .45 .35 .06 .11;er .28 -.25 1 1 .06 .11;ao .5 -.4 1 1 .06 .12;o .38 -.6 1 1.2 .06 .13;uh .3 -.5 1 1 .06 .12;"
        + "u .15 -.8 1 1.3 .06 .13;oe .3 -.5 1 1 .06 .12;y .15 -.7 1 1.2 .06 .13").Split(';').Select(row => row.Split(' '))
        .ToDictionary(row => row[0], row => row[1..].Select(v => double.Parse(v, CultureInfo.InvariantCulture)).ToArray());

    /// <summary>Opening, width and closure at a curve's samples.</summary>
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

        sounds.Add(new AlignedSound(classes.Silence, sounds[^1].End, (double)length / MouthCurve.RateHz));
        var (opening, width, closure) = (new float[length], new float[length], new float[length]);
        for (var k = 0; k < length; k++)
        {
            var t = (double)k / MouthCurve.RateHz;
            double near = 1e-9, far = 1e-9, open = 0, wide = 0;
            foreach (var sound in sounds.Where(s => s.Start < t + Window && s.End > t - Window))
            {
                var (name, v) = (classes.Names[sound.Class], _values[classes.Names[sound.Class]]);
                var away = Math.Max(0, Math.Abs(t - ((sound.Start + sound.End) / 2)) - (0.3 * (sound.End - sound.Start)));
                var (pull, hold) = (v[2] * Math.Exp(-away / v[4]), v[3] * Math.Exp(-away / v[5]));
                (near, far, open, wide) = (near + pull, far + hold, open + (pull * v[0]), wide + (hold * v[1]));
                closure[k] = name == "p" && t >= sound.Start && t < sound.End ? 1 : closure[k];
            }

            (opening[k], width[k]) = ((float)(open / near * (1 - (0.9 * closure[k]))), (float)(wide / far));
        }

        return (opening, width, closure);
    }
}
