namespace HeyGem.Core.Render.Sound;

/// <summary>How much speech there is in a sound, or in one channel of it.</summary>
/// <param name="Sound">Place of the sound in the list; 0 is the one that the rule takes.</param>
/// <param name="Channel">The channel, from 1; null for the channels mixed by the rule.</param>
/// <param name="Nats">How much; see <see cref="HeyGem.Core.Voice.SpeechEvidence.Nats"/>.</param>
internal sealed record ScoredSound(int Sound, int? Channel, double Nats);

/// <summary>Which of several sounds is the voice.</summary>
internal static class SpeechChoice
{
    // Copies of one voice, and two microphones before one mouth, differ by less; a voice under music and the voice alone by more.
    private const double ClearlyMore = 1.25;
    private const double ChannelClearlyMore = 1.15;

    // A fifth of a spoken second.
    private const double LeastMore = 0.2;

    /// <summary>The sound with the most speech; the rule's own, and a sound's own mix, where none has clearly more.</summary>
    public static ScoredSound Of(IReadOnlyList<ScoredSound> scores)
    {
        var rule = scores.FirstOrDefault(s => s is { Sound: 0, Channel: null }) ?? new ScoredSound(0, null, 0);
        if (scores.Count == 0)
        {
            return rule;
        }

        var sound = scores.GroupBy(s => s.Sound).MaxBy(g => g.Max(s => s.Nats))!;
        var ruleBest = scores.Where(s => s.Sound == 0).Select(s => s.Nats).DefaultIfEmpty(0).Max();
        if (!IsMore(sound.Max(s => s.Nats), ruleBest, ClearlyMore))
        {
            sound = scores.Where(s => s.Sound == 0).GroupBy(s => s.Sound).FirstOrDefault();
        }

        var mix = sound?.FirstOrDefault(s => s.Channel is null) ?? rule;
        var best = sound?.MaxBy(s => s.Nats) ?? rule;
        return IsMore(best.Nats, mix.Nats, ChannelClearlyMore) ? best : mix;
    }

    private static bool IsMore(double nats, double than, double factor) => nats > factor * than && nats > than + LeastMore;
}
