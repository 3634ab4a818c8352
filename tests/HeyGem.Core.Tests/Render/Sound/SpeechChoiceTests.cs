using HeyGem.Core.Render.Sound;

namespace HeyGem.Core.Tests.Render.Sound;

public sealed class SpeechChoiceTests
{
    [Fact]
    public void The_sound_with_speech_wins_whichever_the_rule_takes()
    {
        Assert.Equal((2, null), Choose([(0, null, 0), (1, null, 0.1), (2, null, 0.5)]));
        Assert.Equal((1, null), Choose([(0, null, 2), (1, null, 9), (2, null, 8)]));
    }

    [Fact]
    public void The_rule_stands_where_no_other_sound_has_clearly_more()
    {
        Assert.Equal((0, null), Choose([(0, null, 8), (1, null, 9)]));
        Assert.Equal((0, null), Choose([(0, null, 0), (1, null, 0.1)]));
        Assert.Equal((0, null), Choose([]));
    }

    [Fact]
    public void A_channel_wins_where_the_mix_has_clearly_less()
    {
        Assert.Equal((0, 2), Choose([(0, null, 3), (0, 1, 0), (0, 2, 5)]));
        Assert.Equal((0, null), Choose([(0, null, 5), (0, 1, 5.2), (0, 2, 0)]));
    }

    [Fact]
    public void A_voice_on_one_side_of_another_sound_is_found_though_its_mix_tells_nothing() =>
        Assert.Equal((1, 2), Choose([(0, null, 0.3), (1, null, 0), (1, 1, 0), (1, 2, 5)]));

    [Fact]
    public void A_sound_that_could_not_be_read_loses() =>
        Assert.Equal((1, null), Choose([(1, null, 4)]));

    private static (int Sound, int? Channel) Choose(List<(int Sound, int? Channel, double Nats)> scores)
    {
        var choice = SpeechChoice.Of([.. scores.Select(s => new ScoredSound(s.Sound, s.Channel, s.Nats))]);
        return (choice.Sound, choice.Channel);
    }
}
