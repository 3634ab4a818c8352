using System.Globalization;
using HeyGem.Core.Captions;
using HeyGem.Core.Speech;

namespace HeyGem.Core.Dubbing;

/// <summary>
/// Speaks a cue into its place. The voice is asked for another pace, which keeps its pitch, its consonants and its own times of phones
/// true; how long the answer lasts is measured, never assumed.
/// </summary>
internal static class CueSpeaker
{
    private const int MostTries = 4;

    // A place is filled well enough at this share; more tries would not be heard.
    private const double Filled = 0.96;

    /// <summary>Speaks.</summary>
    /// <param name="cue">The cue.</param>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="place">Where its speech may lie.</param>
    /// <param name="voice">Who speaks.</param>
    /// <param name="cancellationToken">Ends the synthesizer at once.</param>
    /// <returns>How it lies, and its sound; null where there is none.</returns>
    public static async Task<(DubCue Cue, SpokenText? Sound)> SpeakAsync(
        Cue cue, int number, CuePlace place, SpeechVoice voice, CancellationToken cancellationToken)
    {
        var dubbed = new DubCue
        {
            Cue = cue,
            Number = number,
            Voice = voice.Id,
            Start = place.Start,
            End = place.Start,
            PlaceEnd = cue.IsUntimed ? place.Start : place.End,
            Outcome = CueOutcome.Unspoken,
        };
        if (!cue.Text.Any(char.IsLetterOrDigit))
        {
            return (dubbed with { Advice = "It holds no words." }, null);
        }

        var natural = await voice.SpeakAsync(cue.Text, 1, cancellationToken).ConfigureAwait(false);
        if (natural.Samples.Length == 0)
        {
            return (dubbed with { Advice = $"The voice {voice.Id} says nothing for it." }, null);
        }

        var spoken = cue.IsUntimed
            ? natural : await PacedAsync(cue.Text, natural, place.Seconds, voice, cancellationToken).ConfigureAwait(false);
        return Lay(dubbed with { NaturalSeconds = natural.Seconds, Speed = natural.Seconds / spoken.Seconds }, place, spoken);
    }

    /// <summary>
    /// The speech nearest to filling a time without passing it, at a pace within the bounds; the fastest within them where none is short
    /// enough.
    /// </summary>
    private static async Task<SpokenText> PacedAsync(
        string text, SpokenText natural, double seconds, SpeechVoice voice, CancellationToken cancellationToken)
    {
        var (least, most) = Window(natural.Seconds, seconds);
        var (best, ask) = (natural, natural.Seconds * 2 / (least + most));
        for (var i = 0; i < MostTries && !(best.Seconds >= least && best.Seconds <= most); i++)
        {
            var spoken = await voice.SpeakAsync(text, Math.Clamp(ask, 0.5, 2), cancellationToken).ConfigureAwait(false);
            if (spoken.Samples.Length == 0)
            {
                break;
            }

            best = Nearer(spoken, best, (least, most), natural.Seconds);
            ask *= spoken.Seconds * 2 / (least + most);
        }

        return best;
    }

    /// <summary>How long the speech may last to be right, seconds.</summary>
    private static (double Least, double Most) Window(double natural, double place)
    {
        var (shortest, longest) = (natural / DubPace.Most, natural / DubPace.Least);
        return place <= shortest ? (shortest, shortest / Filled)
            : place >= longest ? (longest * Filled, longest)
            : (Math.Max(shortest, place * Filled), place);
    }

    private static SpokenText Nearer(SpokenText spoken, SpokenText best, (double Least, double Most) window, double natural)
    {
        double Miss(SpokenText s) => Math.Max(0, Math.Max(window.Least - s.Seconds, s.Seconds - window.Most));
        var pace = natural / spoken.Seconds;

        // Too long is a fault that is heard, too short is not.
        var order = (Long: spoken.Seconds > window.Most, Miss: Miss(spoken)).CompareTo((best.Seconds > window.Most, Miss(best)));
        return pace is >= DubPace.Least and <= DubPace.Most && order < 0 ? spoken : best;
    }

    private static (DubCue Cue, SpokenText? Sound) Lay(DubCue cue, CuePlace place, SpokenText spoken)
    {
        // Half a millisecond of grace: captions count in milliseconds.
        const double grace = 0.0005;
        var end = place.Start + spoken.Seconds;
        var outcome = end <= place.End + grace ? CueOutcome.Fits
            : end <= place.Next - DubPace.Gap ? CueOutcome.RunsOver
            : CueOutcome.Cut;
        var heard = outcome == CueOutcome.Cut ? Faded(spoken, Math.Max(0, place.Next - place.Start - DubPace.Gap)) : spoken;
        var laid = cue with
        {
            Outcome = outcome,
            End = place.Start + heard.Seconds,
            PlaceEnd = cue.Cue.IsUntimed ? end : cue.PlaceEnd,
            Advice = outcome == CueOutcome.Fits ? null : Advice(cue, place, spoken.Seconds),
        };
        return (laid.With(heard.Phones), heard);
    }

    private static string Advice(DubCue cue, CuePlace place, double seconds)
    {
        var text = cue.Cue.Text;
        var characters = Math.Clamp((int)Math.Ceiling(text.Length * (1 - (place.Seconds / seconds))), 1, text.Length);
        var shorten = characters < text.Length
            ? $"Shorten it by {characters} of {text.Length} characters" : "Its place is too short for any text";
        var later = place.Start + seconds;
        return later <= place.Next - DubPace.Gap
            ? string.Create(CultureInfo.InvariantCulture, $"{shorten}, or let it end {later - place.End:0.00} s later.")
            : string.Create(
                CultureInfo.InvariantCulture, $"{shorten}, or give it {later - place.End:0.00} s more by moving it or the next cue.");
    }

    /// <summary>The beginning of speech with 30 ms of fading at its end.</summary>
    private static SpokenText Faded(SpokenText spoken, double seconds)
    {
        var samples = spoken.Samples[..Math.Min(spoken.Samples.Length, (int)(seconds * spoken.SampleRateHz))];
        var fade = Math.Min(samples.Length, spoken.SampleRateHz * 3 / 100);
        for (var i = 0; i < fade; i++)
        {
            samples[^(i + 1)] *= (float)i / fade;
        }

        return spoken with { Samples = samples };
    }
}
